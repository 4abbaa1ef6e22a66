"""Series: values over time, in the same shape whatever they are of.

Built by hand like totals; the declared fields describe them.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from consortium.api.v1.serializers.fields import (
    CodeField,
    DecimalField,
    FuzzyDateShape,
)
from consortium.api.v1.serializers.totals import (
    HIGH,
    MISSING,
    ConvertedSerializer,
    ExcludedSerializer,
    HedgedSerializer,
    converted_shown,
    figure_shown,
    missing_shown,
    shown,
)
from consortium.codelists import Qualifier
from consortium.totals import (
    INTERVALS,
    MODES,
    CombinedPoint,
    Figure,
    Point,
    Series,
)

Shower = Callable[[Any, Iterable[Any]], Iterable[dict[str, Any]]]
LINE = {
    "type": "object",
    "description": "The line that the point is on; its names depend on the measure.",
    "additionalProperties": {"type": ["string", "boolean", "null"]},
}


@extend_schema_field(LINE)
class LineField(serializers.Field):
    """The line of a series that a point is on."""


@extend_schema_field(FuzzyDateShape)
class PeriodField(serializers.Field):
    """The interval of a point, or those that its date covers."""


class SpotSerializer(HedgedSerializer):
    """A figure at a time, on a line."""

    period = PeriodField(allow_null=True, help_text="Null is not known.")
    line = LineField()
    unit = serializers.CharField(
        allow_null=True, help_text="A currency, or the unit of the indicator."
    )
    value = DecimalField(help_text="The sum or the number; read it as an amount.")
    value_high = HIGH


def spot_shown(
    point: Point | CombinedPoint, period: Any, figure: Figure | None
) -> dict[str, Any]:
    """A figure at a time, which is ``period`` as it is shown."""
    return {
        "period": period,
        "line": point.line,
        "unit": point.unit or None,
        **figure_shown(figure, "value"),
    }


class PointSerializer(SpotSerializer):
    """One value of a series."""

    converted = ConvertedSerializer(
        allow_null=True, help_text="Null without `convert_to`, or without a rate."
    )


class CombinedPointSerializer(SpotSerializer):
    """A value of all currencies in one; null if none of them has a rate."""

    value = DecimalField(allow_null=True, help_text="As that of a point.")
    qualifier = CodeField(Qualifier, allow_null=True)
    not_converted = MISSING


class CombinedSeriesSerializer(serializers.Serializer):
    """A series over all currencies."""

    results = CombinedPointSerializer(many=True, help_text="In order of time.")
    apart = CombinedPointSerializer(many=True, help_text="What no interval can have.")


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
    combined = CombinedSeriesSerializer(
        allow_null=True,
        help_text="The same over all currencies, in that of `convert_to`; else null.",
    )
    counted = serializers.IntegerField(help_text="Rows in all points, `apart` too.")
    excluded = ExcludedSerializer(many=True)
    basis = serializers.CharField(help_text="What these numbers are, in words.")

    def to_representation(self, instance: Series) -> dict[str, Any]:
        combined = instance.combined
        return {
            **{name: self.context[name] for name in ("measure", "interval", "mode")},
            **self.parted(instance.every, self.shown_points),
            "combined": None
            if combined is None
            else self.parted(combined, self.shown_combined),
            "counted": instance.counted,
            "excluded": ExcludedSerializer(instance.excluded, many=True).data,
            "basis": instance.basis,
        }

    def parted(self, points: Iterable[Any], show: Shower) -> dict[str, Any]:
        """What is in order of time, and what is apart."""
        parts: dict[str, list[Any]] = {"results": [], "apart": []}
        for place, some in groupby(points, lambda point: point.place):
            kind = "apart" if place.unplaced else "results"
            parts[kind] += show(shown(place.value), some)
        return parts

    def shown_points(
        self, period: Any, points: Iterable[Point]
    ) -> Iterator[dict[str, Any]]:
        for point in points:
            converted = point.converted
            spot = spot_shown(point, period, point.figure)
            spot["converted"] = converted and converted_shown(converted)
            yield spot

    def shown_combined(
        self, period: Any, points: Iterable[CombinedPoint]
    ) -> Iterator[dict[str, Any]]:
        for point in points:
            missing = missing_shown(point.sum)
            for figure in point.sum.figures:
                spot = spot_shown(point, period, figure)
                yield {**spot, "not_converted": missing}
