"""Months, quarters, years and fiscal years: which of them a fuzzy date falls in."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, FloatField, Func, IntegerField, When

from consortium.periods import OPEN, FuzzyDate

Span = tuple[int | None, int | None]
"""The first and the last interval that a date may fall in; ``None`` is open."""

UNDATED: Span = (None, None)


class _Part(Func):
    """The year or the month of a day."""

    # Not EXTRACT, which computes in numeric and takes thrice as long.
    template = "date_part('%(part)s', %(expressions)s)"
    arity = 1
    output_field = FloatField()


@dataclass(frozen=True)
class Interval:
    """A division of time into stretches of ``months``, one beginning in ``first``."""

    name: str
    months: int
    first: int = 1

    def number(self, day: str) -> Func:
        """The expression for the interval that ``day``, a column, falls in."""
        months = _Part(day, part="year") * 12.0 + _Part(day, part="month")
        return Func(
            (months - float(self.first)) / float(self.months),
            template="floor(%(expressions)s)::int",
            output_field=IntegerField(),
        )

    def of_month(self, column: str) -> str:
        """The SQL for the interval of a month, ``column``, counted from the year 0."""
        return f"({column} - {self.first - 1}) / {self.months}"

    def spans(self, dates: Sequence[str]) -> tuple[Any, Any]:
        """The expressions for the first and the last interval of a row.

        ``dates`` are names of fuzzy dates; the first known one counts.
        """
        return self._end(dates, "from"), self._end(dates, "to")

    def _end(self, dates: Sequence[str], end: str) -> Any:
        known = [
            When(**{f"{name}__isnull": False}, then=self.number(f"{name}_{end}"))
            for name in dates
        ]
        return Case(*known, default=None, output_field=IntegerField())

    def day(self, number: int) -> datetime.date:
        """The first day of the interval with this number."""
        year, month = divmod(number * self.months + self.first - 1, 12)
        return datetime.date(year, month + 1, 1)

    def text(self, number: int | None) -> str:
        """The interval as a fuzzy date is written."""
        if number is None:
            return OPEN
        day = self.day(number)
        return {
            "month": f"{day:%Y-%m}",
            "quarter": f"{day:%Y}-{33 + day.month // 3}",
            "year": f"{day:%Y}",
            "fiscal_year": f"FY{day:%Y}",
        }[self.name]

    def date(self, span: Span) -> FuzzyDate | None:
        """``span`` as a fuzzy date: 2026, or 2026/2027 when it is not settled."""
        if span == UNDATED:
            return None
        first, last = span
        earliest = None if first is None else self.day(first)
        after = None if last is None else self.day(last + 1)
        latest = after and after - datetime.timedelta(days=1)
        if first == last:
            return FuzzyDate(self.text(first), earliest, latest, self.name)
        text = f"{self.text(first)}/{self.text(last)}"
        return FuzzyDate(text, earliest, latest, "interval")


INTERVALS = {
    interval.name: interval
    for interval in (
        Interval("month", 1),
        Interval("quarter", 3),
        Interval("year", 12),
        Interval("fiscal_year", 12, first=4),
    )
}
"""What time can be divided into; Japan's fiscal year begins in April."""
