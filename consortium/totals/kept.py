"""Sums that the database keeps, for questions about what is published now.

Triggers keep them in the writing transaction (migrations ``0013_subtotals`` and
``0015_wholes_of_addends``): an addend for each published sum, with the reason if it is
left out of the total of everything and the sums that speak for it; subtotals of the
addends by what is never added up and by one split. Subtotals answer for everything,
addends for whatever is narrowed: a part counts unless a whole of it is there too. The
past, cancelled sums and splits by a record are added up from the sums themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from consortium.databases import connection
from consortium.models import Funding
from consortium.money import LOWER_ONLY
from consortium.totals.figures import WORDS
from consortium.totals.groups import Grouping, TooManyGroups
from consortium.totals.narrowing import Condition, Narrowing, condition_of
from consortium.totals.rule import LISTED, Excluded, in_order

HEDGES = f"bit_or(1 << array_position('{{{','.join(WORDS)}}}'::text[], qualifier))"
"""The qualifiers of a group, as ``hedge_of`` reads them."""

FLOORS = f"qualifier = ANY ('{{{','.join(sorted(LOWER_ONLY))}}}'::text[])"
"""What is grouped apart, since it may not be added to ceilings."""

SUBTOTALS = """
    SELECT {columns} stage, public, currency, {hedges},
      sum(number)::bigint, sum(total), sum(coalesce(total_high, total))
    FROM subtotal part
    WHERE split = %s AND left_out = '' AND number > 0 AND {narrowed}
    GROUP BY {columns} stage, public, currency, {floors}
    LIMIT %s
"""
"""A subtotal that everything has left stays, with the number 0."""

NUMBERS = """
    SELECT left_out, sum(number)::bigint,
      ARRAY(SELECT funding_id FROM addend part
            WHERE left_out <> '' AND left_out = known.left_out AND {narrowed}
            ORDER BY funding_id LIMIT %s)
    FROM subtotal known WHERE split = '' AND number > 0 AND {known}
    GROUP BY left_out
"""
ADDENDS = """
    WITH {given} apart AS MATERIALIZED (
      SELECT * FROM addend part WHERE left_out <> '' AND {narrowed}
    ), below AS MATERIALIZED (
      SELECT DISTINCT apart.funding_id AS id
      FROM apart CROSS JOIN LATERAL unnest(apart.wholes) above (id)
      JOIN addend whole ON whole.funding_id = above.id
      WHERE apart.left_out = 'part_of_counted' AND {whole})
    SELECT {columns} stage, public, currency, {hedges},
      count(*), sum(amount {share}), sum(coalesce(amount_high, amount) {share}),
      '', {sums}, NULL
    FROM addend part {purposes} WHERE left_out = '' AND {narrowed}
    GROUP BY {columns} stage, public, currency, {floors}
    UNION ALL
    SELECT {columns} stage, public, currency, {hedges},
      count(*), sum(amount {share}), sum(coalesce(amount_high, amount) {share}),
      reason, {sums}, (array_agg(DISTINCT funding_id))[1:{listed}]
    FROM (SELECT apart.*, CASE WHEN left_out = 'part_of_counted' AND below.id IS NULL
                            THEN '' ELSE left_out END AS reason
          FROM apart LEFT JOIN below ON below.id = funding_id) part {purposes}
    GROUP BY {columns} stage, public, currency, {floors}, reason
    LIMIT %s
"""
"""What counts in any case, and what is or is not left out of everything.

Apart, since most of the former is added up in parallel, and the latter are few.
"""

PURPOSES = "LEFT JOIN LATERAL unnest(sectors, shares) purpose (sector, share) ON true"
SHARE = "coalesce(share, 1)"

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Sums:
    """What counts and what does not, and why.

    Each row has the columns of the groupings, stage, public, currency, the qualifiers
    as bits, and the number, the least and the most of what is added up.
    """

    rows: list[Row]
    counted: int
    excluded: list[Excluded]


def sums(
    rows: QuerySet[Funding],
    groupings: Sequence[Grouping],
    narrowed: Narrowing | None,
    *,
    most: int,
) -> Sums | None:
    """What is kept of ``rows``; ``None`` if what is kept does not tell.

    ``narrowed`` says which of ``NARROWINGS`` made ``rows`` out of all that is
    published; ``None``, that others did too. Raises ``TooManyGroups`` for more than
    ``most``.
    """
    split = _split_of(groupings)
    if split is None or _is_past():
        return None
    condition = condition_of(rows, narrowed)
    if condition.is_of_stages and len(split) < 2:
        return _all_of_stages("".join(split), condition, groupings, most)
    return _some(condition, groupings, most)


def _split_of(groupings: Sequence[Grouping]) -> set[str] | None:
    """The splits that show ``groupings``; ``None`` if one of them is not kept."""
    splits = {grouping.kept()[0] for grouping in groupings} - {""}
    return None if None in splits else {str(split) for split in splits}


def _all_of_stages(
    split: str, condition: Condition, groupings: Sequence[Grouping], most: int
) -> Sums:
    words, values = condition.of("part"), condition.values
    sql = SUBTOTALS.format(**_shape(groupings), narrowed=words)
    found = _fetch_groups(sql, [split, *values], most)
    sql = NUMBERS.format(narrowed=words, known=condition.of("known"))
    rows = _fetch(sql, [*values, LISTED, *values])
    numbers = {reason: Excluded(reason, *left_out) for reason, *left_out in rows}
    known = numbers.pop("", None)
    excluded = in_order(numbers.values())
    return Sums(found, known.count if known else 0, excluded)


def _some(condition: Condition, groupings: Sequence[Grouping], most: int) -> Sums:
    sql = ADDENDS.format(
        **_shape(groupings),
        given=condition.given,
        narrowed=condition.of("part"),
        whole=condition.of("whole"),
        listed=LISTED,
    )
    values = [*condition.given_values, *condition.values * 3]
    numbers: Counter[str] = Counter()
    left_out: defaultdict[str, set[int]] = defaultdict(set)
    counted = []
    for *row, reason, number, keys in _fetch_groups(sql, values, most):
        # Shares of one sum in several groups make one sum together.
        numbers[reason] += number
        if reason:
            left_out[reason].update(keys)
        else:
            counted.append(tuple(row))
    excluded = in_order(
        Excluded(reason, int(numbers[reason]), sorted(keys)[:LISTED])
        for reason, keys in left_out.items()
    )
    return Sums(counted, int(numbers[""]), excluded)


def _shape(groupings: Iterable[Grouping]) -> dict[str, str]:
    """What of a query depends on how it splits."""
    texts = [text for one in groupings for text in one.kept()[1].values()]
    columns = "".join(f"{text}, " for text in texts)
    shape = {"columns": columns, "hedges": HEDGES, "floors": FLOORS}
    if any(grouping.splits for grouping in groupings):
        split = {"share": f"* {SHARE}", "sums": f"sum({SHARE})"}
        return shape | split | {"purposes": PURPOSES}
    return shape | {"purposes": "", "share": "", "sums": "count(*)"}


def _fetch_groups(sql: str, values: Sequence[Any], most: int) -> list[Row]:
    found = _fetch(sql, [*values, most + 1])
    if len(found) > most:
        raise TooManyGroups
    return found


def _fetch(sql: str, values: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _is_past() -> bool:
    """Whether the transaction reads an earlier instant (``history.as_of``)."""
    ((instant,),) = _fetch("SELECT current_setting('tracker.as_of', true)", [])
    return bool(instant)
