"""Sums that the database keeps, for questions about all that is published now.

Triggers keep them in the writing transaction (migration ``0013_subtotals``): an addend
for each published sum, with the reason if it is left out, and subtotals of the addends
by what is never added up and by one split. A question that narrows the sums, looks at
the past or asks for cancelled ones is answered from the sums themselves: which parts
have their whole beside them depends on the question.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from consortium.models import Funding
from consortium.totals.groups import Grouping
from consortium.totals.rule import LISTED, Excluded, in_order

ANY_SPLIT = "instrument"
"""The split to read when none is asked for: it has the fewest subtotals."""

COUNTED = """
    SELECT stage, public, currency, qualifier, {columns}
      sum(number)::bigint AS number, sum(total) AS total,
      sum(total_high) AS total_high
    FROM subtotal WHERE split = %s AND left_out = ''
    GROUP BY stage, public, currency, qualifier {places}
    HAVING sum(number) > 0
    LIMIT %s
"""
NUMBERS = """
    SELECT left_out, sum(number)::bigint,
      ARRAY(SELECT funding_id FROM addend
            WHERE left_out <> '' AND left_out = subtotal.left_out
            ORDER BY funding_id LIMIT %s)
    FROM subtotal WHERE split = %s GROUP BY left_out HAVING sum(number) > 0
"""


def split_of(rows: QuerySet[Funding], groupings: Sequence[Grouping]) -> str | None:
    """The split whose subtotals answer for ``rows``; ``None`` if none does."""
    kept = [grouping.kept() for grouping in groupings]
    splits = {split for split, _columns in kept if split != ""}
    if None in splits or len(splits) > 1:
        return None
    if not _is_everything(rows) or _is_past():
        return None
    return splits.pop() if splits else ANY_SPLIT


def counted(
    split: str, groupings: Sequence[Grouping], *, most: int
) -> list[dict[str, Any]]:
    """One row for each group and qualifier, ``most`` of them."""
    columns: dict[str, str] = {}
    for grouping in groupings:
        columns |= grouping.kept()[1]
    sql = COUNTED.format(
        columns="".join(f"{text} AS {name}, " for name, text in columns.items()),
        places="".join(f", {text}" for text in columns.values()),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [split, most])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def numbers() -> tuple[int, list[Excluded]]:
    """How many of all published sums are counted, and what is left out."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [LISTED, ANY_SPLIT])
        found = {row[0]: Excluded(*row) for row in cursor.fetchall()}
    known = found.pop("", None)
    return known.count if known else 0, in_order(found.values())


def _is_everything(rows: QuerySet[Funding]) -> bool:
    """Whether ``rows`` are all published sums: exactly what the public sees."""
    try:
        asked = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return False
    everything: Any = Funding.objects.published().order_by()
    return bool(asked == everything.query.sql_with_params())


def _is_past() -> bool:
    """Whether the transaction reads an earlier instant (``history.as_of``)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('tracker.as_of', true)")
        (instant,) = cursor.fetchone()
    return bool(instant)
