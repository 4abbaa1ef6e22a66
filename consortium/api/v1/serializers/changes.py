"""What changed: the feed, and the difference between two instants."""

from rest_framework import serializers

from consortium.api.v1.serializers.claims import AnyValueField, ClaimSerializer
from consortium.api.v1.serializers.fields import InstantField

CHANGES = ("added", "updated", "removed")


class EventSerializer(serializers.Serializer):
    """What was done, and why."""

    at = InstantField()
    verb = serializers.CharField(
        allow_null=True, help_text="The verb of the newsroom: accept, publish, retract."
    )
    reason = serializers.CharField(allow_null=True)
    cause = serializers.CharField(
        allow_null=True,
        help_text="Why a field changed: world_changed, source_corrected, we_erred, "
        "refined or first_report.",
    )
    by = serializers.CharField(allow_null=True, help_text="For staff only.")


class ChangeSerializer(EventSerializer):
    """One record to fetch again, or to drop."""

    cursor = serializers.CharField(help_text="The place behind this change.")
    resource = serializers.CharField()
    id = serializers.IntegerField(allow_null=True, help_text="Null if it has a slug.")
    slug = serializers.CharField(allow_null=True, help_text="Null if it has none.")
    url = serializers.URLField()
    change = serializers.ChoiceField(CHANGES)


class ChangesSerializer(serializers.Serializer):
    """Some changes, in order."""

    next = serializers.URLField(help_text="Where to ask for what comes behind these.")
    cursor = serializers.CharField(help_text="The place behind these.")
    more = serializers.BooleanField(
        help_text="Whether to go on at once; a page may be short all the same."
    )
    results = ChangeSerializer(many=True)


class PairSerializer(serializers.Serializer):
    """A field before and after, in the form in which the record is read."""

    before = AnyValueField()
    after = AnyValueField()


class DifferenceSerializer(serializers.Serializer):
    """What became of one record."""

    resource = serializers.CharField()
    id = serializers.IntegerField(allow_null=True, help_text="Null if it has a slug.")
    slug = serializers.CharField(allow_null=True, help_text="Null if it has none.")
    url = serializers.URLField()
    change = serializers.ChoiceField(["added", "changed", "removed"])
    fields = serializers.DictField(child=PairSerializer())  # type: ignore[assignment]
    events = EventSerializer(many=True)
    claims = ClaimSerializer(
        many=True, help_text="Claims on it that were decided between the instants."
    )


class DiffSerializer(serializers.Serializer):
    """What the records of an initiative were at one instant and not at the other."""

    initiative = serializers.CharField(help_text="Its slug.")
    to = InstantField()
    results = DifferenceSerializer(many=True)

    def get_fields(self) -> dict[str, serializers.Field]:
        # A word of Python, so it cannot be declared above.
        return {"from": InstantField(), **super().get_fields()}
