"""The small shapes that records are made of: figures, dates, codes, names."""

import datetime
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Choices
from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

from consortium import money
from consortium.codelists import ClaimStatus
from consortium.models import Organization, Record
from consortium.periods import FuzzyDate

DIGITS = {"type": "string", "format": "decimal", "pattern": r"^-?\d+(\.\d+)?$"}


@extend_schema_field(DIGITS)
class DecimalField(serializers.Field):
    """An exact figure: digits as text, without exponent or trailing zeros."""

    def to_representation(self, value: Decimal) -> str | None:
        return money.plain(value)


class TextField(serializers.CharField):
    """A text; an empty one is not known."""

    def to_representation(self, value: Any) -> Any:
        return str(value) or None


class CodeField(serializers.Field):
    """A code of a code list; an empty one is not known."""

    def __init__(self, codes: type[Choices], **options: Any) -> None:
        super().__init__(**options)
        self.codes = codes

    def to_representation(self, value: Any) -> str | int | None:
        return None if value == "" else value


@extend_schema_field({"type": "string", "pattern": "^[A-Z]{2}$"})
class CountryField(serializers.Field):
    """An ISO 3166-1 code."""

    def to_representation(self, value: Any) -> str | None:
        return str(value) or None


class InstantField(serializers.DateTimeField):
    """An instant, in UTC whatever the zone of the server."""

    def __init__(self, **options: Any) -> None:
        super().__init__(default_timezone=datetime.UTC, **options)


FuzzyDateShape = inline_serializer(
    "FuzzyDate",
    {
        "value": serializers.CharField(
            help_text="As written: `2026`, `2026-06`, `2026~`, `FY2026`, `2026/2028`."
        ),
        "from": serializers.DateField(
            allow_null=True, help_text="The first day it may mean; null is open."
        ),
        "to": serializers.DateField(
            allow_null=True, help_text="The last day it may mean; null is open."
        ),
        "precision": serializers.ChoiceField(
            [
                "day",
                "month",
                "quarter",
                "half_year",
                "year",
                "fiscal_year",
                "decade",
                "interval",
            ]
        ),
    },
)


@extend_schema_field(FuzzyDateShape)
class FuzzyDateField(serializers.Field):
    """A date as precise as its source, with the days it may mean."""

    def to_representation(self, value: FuzzyDate) -> dict[str, str | None]:
        return {
            "value": value.value,
            "from": value.earliest.isoformat() if value.earliest else None,
            "to": value.latest.isoformat() if value.latest else None,
            "precision": value.precision,
        }


BoundsShape = inline_serializer(
    "Bounds",
    {
        "min": DecimalField(allow_null=True, help_text="Null is open."),
        "max": DecimalField(allow_null=True, help_text="Null is open."),
    },
)


@extend_schema_field(BoundsShape)
class BoundsField(serializers.Field):
    """The least and the greatest value that a figure with its qualifier allows."""

    def __init__(self, figure: str, high: str, **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)
        self.figure, self.high = figure, high

    def to_representation(self, row: Any) -> dict[str, str | None]:
        figure, high = getattr(row, self.figure), getattr(row, self.high)
        bounds = money.bounds(figure, row.qualifier, high)
        return {"min": money.plain(bounds.min), "max": money.plain(bounds.max)}


class Named(serializers.Serializer):
    """A record that another one names; one that the reader may not see is null."""

    slug = serializers.CharField()
    name = serializers.CharField()

    def to_representation(self, instance: Any) -> Any:
        hideable = self.allow_null and isinstance(instance, Record)
        if hideable and not instance.is_visible_to(self.context["user"]):
            return None
        return super().to_representation(instance)


class Titled(Named):
    """A record with a title that another one names."""

    name = None  # type: ignore[assignment]
    title = serializers.CharField()


@extend_schema_field({"type": "integer"})
class KeyOfVisible(serializers.Field):
    """The id of a record without a slug; one that the reader may not see is null."""

    def to_representation(self, value: Any) -> int | None:
        key: int = value.pk
        return key if value.is_visible_to(self.context["user"]) else None


@extend_schema_field({"type": "boolean"})
class PublicMoneyField(serializers.Field):
    """Whether a funder is a public body."""

    def to_representation(self, value: Organization) -> bool | None:
        seen = value.is_visible_to(self.context["user"])
        return value.is_public if seen else None


@extend_schema_field({"type": "string", "format": "uri"})
class AddressField(serializers.Field):
    """Where the record itself is found."""

    def __init__(self, resource: str, key: str, **options: Any) -> None:
        super().__init__(source=key, read_only=True, **options)
        self.resource = resource

    def to_representation(self, value: Any) -> str:
        return address(self.context, self.resource, value)


def address(context: Mapping[str, Any], resource: str, key: Any) -> str:
    """The address of one record of a resource."""
    return f"{context['root']}{resource}/{key}/"


ClaimCountsShape = inline_serializer(
    "ClaimCounts",
    {status.value: serializers.IntegerField(min_value=0) for status in ClaimStatus},
)


@extend_schema_field(ClaimCountsShape)
class ClaimCountsField(serializers.Field):
    """How many claims there are of each status, given the status of each claim."""

    def to_representation(self, value: list[str]) -> dict[str, int]:
        counts = Counter(value)
        return {status.value: counts[status.value] for status in ClaimStatus}
