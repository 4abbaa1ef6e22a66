"""Indicators and their values."""

from consortium.api.v1.serializers.base import STAMPS, RecordSerializer
from consortium.api.v1.serializers.fields import (
    AddressField,
    BoundsField,
    Named,
    TextField,
    Titled,
)
from consortium.models import Indicator, Observation


class IndicatorSerializer(RecordSerializer):
    """Something that can be measured; its values are observations."""

    url = AddressField("indicators", "slug")

    class Meta:
        model = Indicator
        fields = [
            "slug",
            "url",
            "title",
            "title_ja",
            "unit",
            "measure",
            "direction",
            "scope",
            "state",
            *STAMPS,
        ]
        extra_kwargs = {
            "unit": {"help_text": "percent, USD per year, GPUs; null if not known."}
        }


class ObservationSerializer(RecordSerializer):
    """One reported value of an indicator, for a place and a period."""

    url = AddressField("observations", "pk")
    indicator = Titled(read_only=True)
    initiative = Named(read_only=True, allow_null=True)
    organization = Named(read_only=True, allow_null=True)
    unit = TextField(source="indicator.unit", read_only=True, allow_null=True)
    bounds = BoundsField("value", "value_high")

    class Meta:
        model = Observation
        fields = [
            "id",
            "url",
            "indicator",
            "initiative",
            "organization",
            "kind",
            "place",
            "value",
            "unit",
            "qualifier",
            "value_high",
            "bounds",
            "period",
            "note",
            "state",
            *STAMPS,
        ]
