"""Totals: sums with what they are made of and what they leave out.

The answers are built by hand, since there may be thousands of rows; the declared fields
describe them.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from consortium import money
from consortium.api.v1.serializers.fields import (
    BoundsShape,
    CodeField,
    DecimalField,
    FuzzyDateField,
)
from consortium.codelists import Qualifier, Stage
from consortium.periods import FuzzyDate
from consortium.totals import (
    REASONS,
    UNPLACED,
    Cell,
    Combined,
    Converted,
    Excluded,
    Figure,
    Place,
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
DATES = FuzzyDateField()


def shown(value: Any) -> Any:
    """A group as JSON: codes and records as they are, times as fuzzy dates."""
    if isinstance(value, FuzzyDate):
        return DATES.to_representation(value)
    return value


def figure_shown(figure: Figure | None, name: str = "amount") -> dict[str, Any]:
    """A sum in the way that every record shows its figures; nulls where none is."""
    if figure is None:
        bounds = {"min": None, "max": None}
        words = dict.fromkeys((name, "qualifier", f"{name}_high"))
        return {**words, "bounds": bounds, "count": 0}
    amount, high = money.plain(figure.amount), money.plain(figure.amount_high)
    least, most = figure.bounds
    return {
        name: amount,
        "qualifier": figure.qualifier,
        f"{name}_high": high,
        "bounds": {
            "min": None if least is None else amount,
            "max": None if most is None else high or amount,
        },
        "count": figure.count,
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


HIGH = DecimalField(
    allow_null=True, help_text="The upper amount of “between”, else null."
)


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


def groups_shown(names: Sequence[str], places: Sequence[Place]) -> dict[str, Any]:
    """The groups of a total, whose names are ``names``."""
    groups = dict(zip(names, places, strict=True))
    return {
        "group": {name: shown(place.value) for name, place in groups.items()},
        "unplaced": {
            name: place.unplaced for name, place in groups.items() if place.unplaced
        },
    }


def cell_shown(
    groups: dict[str, Any], cell: Cell, figure: Figure | None
) -> dict[str, Any]:
    """A figure of a cell, beside its ``groups`` as they are shown."""
    return {
        **groups,
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


def missing_shown(combined: Combined) -> list[dict[str, Any]]:
    """What could not be converted, by currency."""
    return [
        {"currency": currency, "count": count}
        for currency, count in sorted(combined.not_converted.items())
    ]


MISSING = CurrencyCountSerializer(
    many=True, help_text="Sums without a rate: they are not in this total."
)


class CombinedSerializer(CellSerializer):
    """The total of several currencies in one; null if none of them has a rate."""

    amount = DecimalField(allow_null=True, help_text="As that of a total.")
    qualifier = CodeField(Qualifier, allow_null=True)
    not_converted = MISSING


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
        combined = instance.combined
        return {
            "results": list(self.shown_totals(instance)),
            "combined": None
            if combined is None
            else list(self.shown_combined(instance)),
            "counted": instance.counted,
            "excluded": ExcludedSerializer(instance.excluded, many=True).data,
            "basis": instance.basis,
        }

    def shown_totals(self, answer: Totals) -> Iterator[dict[str, Any]]:
        by_groups = groupby(answer.totals, lambda total: total.cell.groups)
        for places, totals in by_groups:
            groups = groups_shown(answer.group_by, places)
            for cell, figure, converted in totals:
                shown = cell_shown(groups, cell, figure)
                shown["converted"] = converted and converted_shown(converted)
                yield shown

    def shown_combined(self, answer: Totals) -> Iterator[dict[str, Any]]:
        for cell, combined in answer.combined or ():
            groups = groups_shown(answer.group_by, cell.groups)
            missing = missing_shown(combined)
            for figure in combined.figures:
                shown = cell_shown(groups, cell, figure)
                yield {**shown, "not_converted": missing}
