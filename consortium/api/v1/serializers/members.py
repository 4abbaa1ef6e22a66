"""Members."""

from rest_framework import serializers

from consortium.api.v1.serializers.base import STAMPS, RecordSerializer
from consortium.api.v1.serializers.fields import AddressField, CodeField, Named
from consortium.codelists import MemberRole
from consortium.models import Member


class MemberSerializer(RecordSerializer):
    """An organization's participation in an initiative over one period."""

    url = AddressField("members", "pk")
    initiative = Named(read_only=True)
    organization = Named(read_only=True)
    roles = serializers.ListField(
        child=CodeField(MemberRole),
        read_only=True,
        help_text="One or more; an organization with two roles counts once.",
    )

    class Meta:
        model = Member
        fields = [
            "id",
            "url",
            "initiative",
            "organization",
            "roles",
            "status",
            "joined",
            "left",
            "stake",
            "stake_qualifier",
            "note",
            "state",
            *STAMPS,
        ]
