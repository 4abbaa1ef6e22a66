"""What was found."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from consortium.api.v1.serializers.fields import FuzzyDateField, TextField
from consortium.codelists import EditorialState
from consortium.search import CAP, KINDS, MATCHES

RANGES = {
    "type": "array",
    "items": {
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": 2,
        "maxItems": 2,
    },
}


@extend_schema_field(RANGES)
class RangesField(serializers.Field):
    """Pieces of a text: the first code point of each and the one behind it."""

    def to_representation(self, value: tuple[tuple[int, int], ...]) -> list[list[int]]:
        return [[start, end] for start, end in value]


class MatchedSerializer(serializers.Serializer):
    """A text of a record in which something was found."""

    field = serializers.CharField(
        help_text="Where the record has it: name, name_ja, title, title_ja, names, "
        "identifiers, identifier, code or slug."
    )
    text = serializers.CharField()
    kind = serializers.CharField(
        allow_null=True, help_text="Of another name, its kind; of a number, its scheme."
    )
    valid = FuzzyDateField(allow_null=True, help_text="When another name was in use.")
    highlight = RangesField(
        help_text="Where in `text` the words stand, in Unicode code points: the first "
        "and the one behind the last. Empty for texts that are only similar."
    )


class HitSerializer(serializers.Serializer):
    """A record that was found."""

    type = serializers.ChoiceField(list(KINDS))
    slug = serializers.CharField()
    url = serializers.URLField()
    title = serializers.CharField(help_text="Its name or title.")
    title_ja = TextField(allow_null=True)
    state = serializers.ChoiceField(
        EditorialState.values, allow_null=True, help_text="Null for sectors."
    )
    match = serializers.ChoiceField(
        MATCHES,
        help_text="How near it is: `exact`, a whole name, number, code or slug; "
        "`prefix`, it begins so; `word`, a word in it begins so; `substring`, it has "
        "all the words; `similar`, words are spelt alike.",
    )
    matched = MatchedSerializer(many=True)


class FacetSerializer(serializers.Serializer):
    """How much there is of one type."""

    type = serializers.ChoiceField(list(KINDS))
    count = serializers.IntegerField(min_value=0, max_value=CAP)
    more = serializers.BooleanField(help_text="Whether there are more than `count`.")


class SearchSerializer(serializers.Serializer):
    """What was found, the nearest first."""

    results = HitSerializer(many=True)
    facets = FacetSerializer(
        many=True, help_text="Every type, also those that `type` leaves out."
    )
