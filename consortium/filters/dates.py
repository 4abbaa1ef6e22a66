"""Parameters of time: days, instants, and dates as vague as one likes."""

import datetime
import re
from collections.abc import Iterable
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from consortium import periods
from consortium.filters.parameters import Parameter

DAY = re.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
FISCAL_YEARS = range(1900, 2201)


class DayParameter(Parameter):
    """A day of the calendar."""

    def read(self, text: str) -> datetime.date:
        try:
            if DAY.fullmatch(text):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass
        raise ValidationError(
            _("“%(text)s” is no day: write it as 2026-06-30.") % {"text": text},
            code="invalid",
        )

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": f"^{DAY.pattern}$"}


class DayBoundParameter(DayParameter):
    """The first or the last day of a range over a column of days."""

    def __init__(self, lookup: Literal["gte", "lte"], column: str, **options: Any):
        super().__init__(column, **options)
        self.lookup = lookup

    def filter(self, qs: QuerySet, value: datetime.date | None) -> QuerySet:
        if value is None:
            return qs
        return qs.filter(**{f"{self.field_name}__{self.lookup}": value})


class InstantParameter(Parameter):
    """An instant with its offset: rows that changed then or later."""

    def read(self, text: str) -> datetime.datetime:
        try:
            instant = datetime.datetime.fromisoformat(text)
            if instant.tzinfo is not None:
                return instant.astimezone(datetime.UTC)
        except (ValueError, OverflowError):
            pass
        raise ValidationError(
            _(
                "“%(text)s” is no instant: write it as 2026-06-30T09:00:00Z, or with "
                "an offset whose plus sign is encoded, %%2B09:00."
            )
            % {"text": text},
            code="invalid",
        )

    def filter(self, qs: QuerySet, value: datetime.datetime | None) -> QuerySet:
        if value is None:
            return qs
        return qs.filter(**{f"{self.field_name}__gte": value})

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}


def may_fall_in(
    dates: Iterable[str], first: datetime.date | None, last: datetime.date | None
) -> Q:
    """Whether the first known one of ``dates`` may fall between two days.

    ``dates`` are fuzzy dates with their columns of days; an end that is open lies
    beyond every day, a date that is not known in no range.
    """
    fits, earlier_ones_unknown = Q(pk__in=[]), Q()
    for name in dates:
        overlap = Q(**{f"{name}__isnull": False})
        if first:
            overlap &= Q(**{f"{name}_to__isnull": True}) | Q(
                **{f"{name}_to__gte": first}
            )
        if last:
            overlap &= Q(**{f"{name}_from__isnull": True}) | Q(
                **{f"{name}_from__lte": last}
            )
        fits |= earlier_ones_unknown & overlap
        earlier_ones_unknown &= Q(**{f"{name}__isnull": True})
    return fits


class DateBoundParameter(Parameter):
    """A bound of a fuzzy date, itself as fuzzy as one likes: 2026, FY2026, 2026-06.

    ``after`` takes its first day, ``before`` its last; rows fit that may lie within.
    """

    longest = 40

    def __init__(
        self, side: Literal["after", "before"], *dates: str, **options: Any
    ) -> None:
        super().__init__(**options)
        self.side, self.dates = side, dates

    def read(self, text: str) -> periods.FuzzyDate:
        try:
            return periods.parse(text)
        except periods.NotAFuzzyDate:
            raise ValidationError(
                _("“%(text)s” is no date: write 2026, 2026-06, 2026-06-30 or FY2026.")
                % {"text": text},
                code="invalid",
            ) from None

    def filter(self, qs: QuerySet, value: periods.FuzzyDate | None) -> QuerySet:
        if value is None:
            return qs
        if self.side == "after":
            return qs.filter(may_fall_in(self.dates, value.earliest, None))
        return qs.filter(may_fall_in(self.dates, None, value.latest))

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"format": "edtf"}


class FiscalYearParameter(Parameter):
    """A Japanese fiscal year, April to March; rows fit that may fall in it."""

    def __init__(self, *dates: str, **options: Any) -> None:
        super().__init__(**options)
        self.dates = dates

    def read(self, text: str) -> periods.FuzzyDate:
        known = re.fullmatch(r"\d{4}", text, re.ASCII) and int(text) in FISCAL_YEARS
        if not known:
            raise ValidationError(
                _("“%(text)s” is no fiscal year: write one from %(first)s to %(last)s.")
                % {
                    "text": text,
                    "first": FISCAL_YEARS.start,
                    "last": FISCAL_YEARS.stop - 1,
                },
                code="invalid",
            )
        return periods.parse(f"FY{text}")

    def filter(self, qs: QuerySet, value: periods.FuzzyDate | None) -> QuerySet:
        if value is None:
            return qs
        return qs.filter(may_fall_in(self.dates, value.earliest, value.latest))

    def schema(self) -> dict[str, Any]:
        return {
            "type": "integer",
            "minimum": FISCAL_YEARS.start,
            "maximum": FISCAL_YEARS.stop - 1,
        }
