"""Which addends are of the sums that a question is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from consortium.models import Funding
from consortium.periods import FuzzyDate

Narrowing = Mapping[str, Any]
"""By which values of which columns sums were narrowed: a list, or one value."""

NARROWINGS = {
    "stage": "{of}.stage = ANY (%s)",
    "instrument": "{of}.instrument = ANY (%s)",
    "currency": "{of}.currency = ANY (%s)",
    "public": "{of}.public = %s",
    "fiscal_year": "coalesce({of}.month_first, {of}.month_last) IS NOT NULL"
    " AND coalesce({of}.month_first <= %s, true)"
    " AND coalesce({of}.month_last >= %s, true)",
}
"""The filters that addends answer by columns of their own, and how."""


@dataclass(frozen=True)
class Condition:
    """What is true of some addends, as SQL with the values for its placeholders.

    ``given`` is what a query that uses it has to begin with. ``is_of_stages`` says that
    whoever is in has all wholes in that may speak for it: these are at its stage.
    """

    words: str
    values: list[Any]
    is_of_stages: bool = False
    given: str = ""
    given_values: tuple[Any, ...] = ()

    def of(self, alias: str) -> str:
        """The condition for the rows of ``alias``."""
        return self.words.format(of=alias)


def condition_of(rows: QuerySet[Funding], narrowed: Narrowing | None) -> Condition:
    """The condition that an addend is of ``rows``.

    ``narrowed`` says what made them out of everything; ``None`` that it cannot be said
    by ``NARROWINGS``.
    """
    if narrowed is None:
        return _of(rows)
    words: list[str] = ["true"]
    values: list[Any] = []
    for name, value in narrowed.items():
        words.append(NARROWINGS[name])
        values += _months(value) if isinstance(value, FuzzyDate) else [value]
    return Condition(" AND ".join(words), values, narrowed.keys() <= {"stage"})


def _of(rows: QuerySet[Funding]) -> Condition:
    try:
        sql, values = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return Condition("false", [])
    given = f"narrowed (id) AS MATERIALIZED ({sql}),"
    words = "{of}.funding_id IN (SELECT id FROM narrowed)"
    return Condition(words, [], given=given, given_values=tuple(values))


def _months(time: FuzzyDate) -> list[Any]:
    """The last and the first month of ``time``, as addends count them."""
    days = time.latest, time.earliest
    return [day and day.year * 12 + day.month - 1 for day in days]
