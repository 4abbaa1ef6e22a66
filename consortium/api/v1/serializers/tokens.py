"""Tokens: what is read of them, and what is said to get one."""

from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from consortium.api.v1.serializers.bodies import Body, NumberValue, TextValue
from consortium.api.v1.serializers.fields import InstantField
from consortium.models import ApiToken
from consortium.models.tokens import DAYS, MOST_DAYS, Scope


class TokenSerializer(serializers.ModelSerializer):
    """A token, without its secret."""

    url = serializers.HyperlinkedIdentityField("token-detail", lookup_field="id")
    created_at = InstantField(source="created", read_only=True)
    expires_at = InstantField(source="expiry", read_only=True)
    last_used_at = InstantField(source="last_used", read_only=True, allow_null=True)
    is_expired = serializers.BooleanField(read_only=True)

    class Meta:
        model = ApiToken
        fields = [
            "id",
            "url",
            "name",
            "scope",
            "created_at",
            "expires_at",
            "last_used_at",
            "is_expired",
        ]
        read_only_fields = fields


class NewTokenSerializer(TokenSerializer):
    """A token just made: the only answer that has its secret."""

    token = serializers.CharField(
        read_only=True, help_text="For the header `Authorization: Bearer …`."
    )

    class Meta(TokenSerializer.Meta):
        fields = [*TokenSerializer.Meta.fields, "token"]
        read_only_fields = fields


class TokenListSerializer(serializers.Serializer):
    """The caller's own tokens; the shape is that of a list of one page."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = TokenSerializer(many=True)


@extend_schema_field({"type": "string", "enum": Scope.values})
class ScopeValue(TextValue):
    """What a token is good for."""

    def to_internal_value(self, data: object) -> str:
        if data not in Scope.values:
            valid = gettext_lazy("Valid are read and write.")
            raise serializers.ValidationError(valid)
        return str(data)


class TokenBody(Body):
    """A token that is asked for."""

    name = TextValue(max_length=80, help_text="What it is for; none of yours has it.")
    scope = ScopeValue(default=Scope.READ, help_text="`read` or `write`.")
    days = NumberValue(
        default=DAYS,
        min_value=1,
        max_value=MOST_DAYS,
        help_text="After how many days it expires.",
    )
