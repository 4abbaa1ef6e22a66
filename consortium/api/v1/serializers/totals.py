"""Totals and series: sums with what they are made of and what they leave out.

The answers are built by hand, since there may be thousands of rows; the declared fields
describe them.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from consortium import money
from consortium.api.v1.serializers.fields import (
    BoundsShape,
    CodeField,
    DecimalField,
    FuzzyDateField,
    FuzzyDateShape,
)
from consortium.codelists import Qualifier, Stage
from consortium.periods import FuzzyDate
from consortium.totals import (
    INTERVALS,
    MODES,
    REASONS,
    UNPLACED,
    Cell,
    Converted,
    Excluded,
    Figure,
    Point,
    Series,
    Total,
    Totals,
)

NAMED = {
    "type": "object",
    "required": ["slug", "name"],
    "properties": {
        "slug": {"type": "string"},
        "name": {"type": "string"},
        "scheme": {"type": "string", "description": "Of sectors only."},
        "code": {"type": "string", "description": "Of sectors only."},
    },
}
GROUP = {
    "type": "object",
    "description": "The group, under the names that `group_by` gives: a code, a "
    "record, a time, yes or no; null when there is none.",
    "additionalProperties": {
        "anyOf": [
            {"type": ["string", "boolean", "null"]},
            NAMED,
            {"$ref": "#/components/schemas/FuzzyDate"},
        ]
    },
}
WHY = {
    "type": "object",
    "description": "Why a group is no single one: `unknown`, `not_split` (several "
    "sectors without shares that add up to 100), `several` (its time covers several "
    "intervals, the first and the last of which are named).",
    "additionalProperties": {"type": "string", "enum": list(UNPLACED)},
}
LINE = {
    "type": "object",
    "description": "The line that the point is on; its names depend on the measure.",
    "additionalProperties": {"type": ["string", "boolean", "null"]},
}


DATES = FuzzyDateField()


def shown(value: Any) -> Any:
    """A group as JSON: codes and records as they are, times as fuzzy dates."""
    if isinstance(value, FuzzyDate):
        return DATES.to_representation(value)
    return value


def figure_shown(figure: Figure | None, name: str = "amount") -> dict[str, Any]:
    """A sum in the way that every record shows its figures; nulls where none is."""
    least, most = figure.bounds if figure else (None, None)
    return {
        name: money.plain(figure.amount) if figure else None,
        "qualifier": figure.qualifier if figure else None,
        f"{name}_high": money.plain(figure.amount_high) if figure else None,
        "bounds": {"min": money.plain(least), "max": money.plain(most)},
        "count": figure.count if figure else 0,
    }


@extend_schema_field(BoundsShape)
class BoundsField(serializers.Field):
    """The least and the greatest value that a sum allows."""


@extend_schema_field(GROUP)
class GroupField(serializers.Field):
    """The group of a total."""


@extend_schema_field(WHY)
class UnplacedField(serializers.Field):
    """Why a group is no single one."""


@extend_schema_field(LINE)
class LineField(serializers.Field):
    """The line of a series that a point is on."""


HIGH = DecimalField(
    allow_null=True, help_text="The upper amount of “between”, else null."
)


@extend_schema_field(FuzzyDateShape)
class PeriodField(serializers.Field):
    """The interval of a point, or those that its date covers."""


class HedgedSerializer(serializers.Serializer):
    """How far a figure is to be trusted."""

    qualifier = CodeField(
        Qualifier, help_text="How the sum is hedged; show it wherever you show it."
    )
    bounds = BoundsField()
    count = serializers.IntegerField(help_text="How many figures are in it.")


class ConvertedSerializer(HedgedSerializer):
    """A sum in another currency, with the rate that it was converted by."""

    amount = DecimalField(help_text="Rounded to the minor unit of the currency.")
    amount_high = HIGH
    currency = serializers.CharField()
    rate = DecimalField(help_text="Units of this currency for one of the sum's own.")
    rate_date = serializers.DateField(
        allow_null=True, help_text="Null where nothing had to be converted."
    )
    rate_source = serializers.CharField(allow_null=True)

    def to_representation(self, instance: Converted) -> dict[str, Any]:
        return converted_shown(instance)


def converted_shown(converted: Converted) -> dict[str, Any]:
    """A sum in another currency as JSON."""
    day = converted.rate_date
    return {
        **figure_shown(converted.figure),
        "currency": converted.currency,
        "rate": money.plain(converted.rate),
        "rate_date": day and day.isoformat(),
        "rate_source": converted.rate_source or None,
    }


class CellSerializer(HedgedSerializer):
    """What a total is of."""

    group = GroupField()
    unplaced = UnplacedField()
    stage = CodeField(Stage, help_text="Stages are never added together.")
    public = serializers.BooleanField(
        allow_null=True, help_text="Public money or not; null while not known."
    )
    amount = DecimalField(
        help_text="The sum: the most if it is `up_to`, the least if it is `at_least`."
    )
    amount_high = HIGH
    currency = serializers.CharField()


def cell_shown(
    names: Sequence[str], cell: Cell, figure: Figure | None
) -> dict[str, Any]:
    """A figure with its groups, whose names are ``names``."""
    groups = dict(zip(names, cell.groups, strict=True))
    return {
        "group": {name: shown(place.value) for name, place in groups.items()},
        "unplaced": {
            name: place.unplaced for name, place in groups.items() if place.unplaced
        },
        "stage": cell.stage,
        "public": cell.public,
        "currency": cell.currency,
        **figure_shown(figure),
    }


class TotalSerializer(CellSerializer):
    """One total; a group with ceilings and floors has two."""

    converted = ConvertedSerializer(
        allow_null=True, help_text="Null without `convert_to`, or without a rate."
    )


class CurrencyCountSerializer(serializers.Serializer):
    """How many sums are in a currency."""

    currency = serializers.CharField()
    count = serializers.IntegerField()


class CombinedSerializer(CellSerializer):
    """The total of several currencies in one; null if none of them has a rate."""

    amount = DecimalField(allow_null=True, help_text="As that of a total.")
    qualifier = CodeField(Qualifier, allow_null=True)
    not_converted = CurrencyCountSerializer(
        many=True, help_text="Sums without a rate: they are not in this total."
    )


class ExcludedSerializer(serializers.Serializer):
    """What was left out for one reason."""

    reason = serializers.ChoiceField(list(REASONS))
    detail = serializers.CharField(help_text="The reason in words.")
    count = serializers.IntegerField()
    ids = serializers.ListField(
        child=serializers.IntegerField(), help_text="The first hundred of them."
    )

    def to_representation(self, instance: Excluded) -> dict[str, Any]:
        return {
            "reason": instance.reason,
            "detail": instance.detail,
            "count": instance.count,
            "ids": instance.ids,
        }


class TotalsSerializer(serializers.Serializer):
    """Totals, with what was counted, what was left out and what they are."""

    results = TotalSerializer(many=True)
    combined = CombinedSerializer(
        many=True,
        allow_null=True,
        help_text="Totals over all currencies, in that of `convert_to`; else null.",
    )
    counted = serializers.IntegerField(help_text="Sums of money in all totals.")
    excluded = ExcludedSerializer(many=True)
    basis = serializers.CharField(help_text="What these numbers are, in words.")

    def to_representation(self, instance: Totals) -> dict[str, Any]:
        return {
            "results": [self.total(total, instance) for total in instance.totals],
            "combined": None
            if instance.combined is None
            else list(self.combined_totals(instance)),
            "counted": instance.counted,
            "excluded": ExcludedSerializer(instance.excluded, many=True).data,
            "basis": instance.basis,
        }

    def total(self, total: Total, answer: Totals) -> dict[str, Any]:
        cell = cell_shown(answer.group_by, total.cell, total.figure)
        converted = total.converted
        return {**cell, "converted": converted and converted_shown(converted)}

    def combined_totals(self, answer: Totals) -> Iterator[dict[str, Any]]:
        for combined in answer.combined or ():
            missing = [
                {"currency": currency, "count": count}
                for currency, count in sorted(combined.not_converted.items())
            ]
            figures: Sequence[Figure | None] = combined.figures or [None]
            for figure in figures:
                cell = cell_shown(answer.group_by, combined.cell, figure)
                yield {**cell, "not_converted": missing}


class PointSerializer(HedgedSerializer):
    """One value of a series."""

    period = PeriodField(allow_null=True, help_text="Null is not known.")
    line = LineField()
    unit = serializers.CharField(
        allow_null=True, help_text="A currency, or the unit of the indicator."
    )
    value = DecimalField(help_text="The sum or the number; read it as an amount.")
    value_high = HIGH

    def to_representation(self, instance: Point) -> dict[str, Any]:
        return {
            "period": shown(instance.place.value),
            "line": instance.line,
            "unit": instance.unit or None,
            **figure_shown(instance.figure, "value"),
        }


class SeriesSerializer(serializers.Serializer):
    """A series, with what it is of, how to read it and what it leaves out."""

    measure = serializers.CharField(help_text="As asked; else `funding`.")
    interval = serializers.ChoiceField(list(INTERVALS))
    mode = serializers.ChoiceField(list(MODES))
    results = PointSerializer(
        many=True,
        help_text="In order of time; an interval without anything new has no point.",
    )
    apart = PointSerializer(
        many=True,
        help_text="What has no date, or one that covers several intervals, as "
        "`period` says: never added to a point.",
    )
    counted = serializers.IntegerField(help_text="Rows in all points, `apart` too.")
    excluded = ExcludedSerializer(many=True)
    basis = serializers.CharField(help_text="What these numbers are, in words.")

    def to_representation(self, instance: Series) -> dict[str, Any]:
        points = PointSerializer()
        return {
            **{name: self.context[name] for name in ("measure", "interval", "mode")},
            "results": [points.to_representation(one) for one in instance.points],
            "apart": [points.to_representation(one) for one in instance.apart],
            "counted": instance.counted,
            "excluded": ExcludedSerializer(instance.excluded, many=True).data,
            "basis": instance.basis,
        }
