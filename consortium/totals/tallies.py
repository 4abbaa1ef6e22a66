"""What counts, added up in the database: by cell and by qualifier."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, Count, F, QuerySet, Sum, Value, When

from consortium.codelists import PUBLIC_KINDS, EditorialState, Qualifier, Stage
from consortium.models import Funding
from consortium.totals import kept
from consortium.totals.figures import WORDS, Tally, hedge_of
from consortium.totals.groups import Grouping, Place, TooManyGroups
from consortium.totals.kept import Row, Sums
from consortium.totals.narrowing import Narrowing
from consortium.totals.rule import Excluded, SafeToSum

MOST_GROUPS = 50_000
"""More groups than this nobody reads: such a question is refused."""

_FUNDER_IS_SEEN = {"funder__state": EditorialState.PUBLISHED}
IS_PUBLIC = Case(
    When(**_FUNDER_IS_SEEN, funder__kind__in=PUBLIC_KINDS, then=Value(True)),
    When(**_FUNDER_IS_SEEN, then=Value(False)),
    output_field=BooleanField(null=True),
)
"""Whether a sum is public money; null while no published funder stands."""

STAGES = {stage: place for place, stage in enumerate(Stage.values)}

BASIS = ("stage", "public", "currency")
"""What is never added up, however totals are split."""

WHAT = len(fields(Tally))
"""The columns of a row behind those that say what is never added up."""


class Cell(NamedTuple):
    """Where a total stands: its groups, and what never mixes."""

    groups: tuple[Place, ...]
    stage: str
    public: bool | None
    currency: str

    @property
    def order(self) -> tuple[Any, ...]:
        public = (True, False, None).index(self.public)
        stage = STAGES[self.stage]
        return (*(place.order for place in self.groups), stage, public, self.currency)


@dataclass(frozen=True)
class Tallied:
    """What counts, by cell in order and by qualifier, and what does not."""

    cells: list[tuple[Cell, list[Tally]]]
    counted: int
    excluded: list[Excluded]


def tally(
    rows: QuerySet[Funding],
    groupings: Sequence[Grouping] = (),
    *,
    cancelled: bool,
    narrowed: Narrowing | None = None,
) -> Tallied:
    """Apply the safe-to-sum rule to ``rows`` and add up by qualifier.

    ``cancelled`` says that cancelled sums are asked for, ``narrowed`` what made
    ``rows`` out of everything, if that is among ``NARROWINGS``. Raises
    ``TooManyGroups``.
    """
    found = None
    if not cancelled:
        found = kept.sums(rows, groupings, narrowed, most=MOST_GROUPS)
    if found is None:
        found = _anew(rows, groupings, cancelled=cancelled)
    return Tallied(_by_cell(found.rows, groupings), found.counted, found.excluded)


def _anew(
    rows: QuerySet[Funding], groupings: Sequence[Grouping], *, cancelled: bool
) -> Sums:
    """The same from the sums themselves, as they stand or stood."""
    safe = SafeToSum(rows, cancelled=cancelled)
    branches = [safe.rows.annotate(public=IS_PUBLIC)]
    for grouping in groupings:
        branches = [some for rows in branches for some in grouping.grouped(rows)]
    columns = [name for grouping in groupings for name in grouping.columns()]
    found = [row for rows in branches for row in _grouped(rows, groupings)]
    if len(found) > MOST_GROUPS:
        raise TooManyGroups
    numbers: Counter[str] = Counter()
    counted = []
    for row in found:
        reason = safe.reason(
            stage=row["stage"], qualifier=row["qualifier"], below=row["below"]
        )
        # Shares of one sum in several groups make one sum together.
        numbers[reason] += row["sums"]
        if not reason:
            is_range = row["qualifier"] == Qualifier.BETWEEN
            high = row["total_high"] if is_range else row["total"]
            bits = 2 << WORDS.index(row["qualifier"])
            what = bits, row["number"], row["total"], high
            counted.append((*(row[name] for name in (*columns, *BASIS)), *what))
    left_out = {reason: int(number) for reason, number in numbers.items()}
    return Sums(counted, left_out.pop("", 0), safe.excluded(left_out))


def _grouped(rows: Any, groupings: Sequence[Grouping]) -> Any:
    """One row for each group and qualifier, with the number and the sums."""
    columns = [*BASIS, "qualifier", "below"]
    for grouping in groupings:
        columns += grouping.columns()
    amount: Any = F("amount")
    high: Any = F("amount_high")
    sums: Any = Count("pk")
    if any(grouping.splits for grouping in groupings):
        amount, high, sums = amount * F("share"), high * F("share"), Sum("share")
    return (
        rows.values(*dict.fromkeys(columns))
        .annotate(
            number=Count("pk"),
            sums=sums,
            total=Sum(amount),
            total_high=Sum(high),
        )
        .order_by()[: MOST_GROUPS + 1]
    )


def _by_cell(
    rows: Sequence[Row], groupings: Sequence[Grouping]
) -> list[tuple[Cell, list[Tally]]]:
    """The figures of ``rows`` by where they stand; rows may stand in the same place."""
    known: defaultdict[Row, list[Tally]] = defaultdict(list)
    for row in rows:
        bits, number, least, most = row[-WHAT:]
        known[row[:-WHAT]].append(Tally(hedge_of(bits), number, least, most))
    groups = _groups({basis[: -len(BASIS)] for basis in known}, groupings)
    cells: dict[Any, tuple[Cell, list[Tally]]] = {}
    for basis, tallies in known.items():
        cell = Cell(groups[basis[: -len(BASIS)]], *basis[-len(BASIS) :])
        cells.setdefault(cell.order, (cell, []))[1].extend(tallies)
    return [cells[order] for order in sorted(cells)]


def _groups(
    values: Iterable[Row], groupings: Sequence[Grouping]
) -> dict[Row, tuple[Place, ...]]:
    """How the groups with these values of their columns are shown."""
    shown: dict[Row, tuple[Place, ...]] = dict.fromkeys(values, ())
    start = 0
    for grouping in groupings:
        end = start + len(grouping.columns())
        keys = {one: grouping.key(one[start:end]) for one in shown}
        places = grouping.places(set(keys.values()))
        shown = {one: (*known, places[keys[one]]) for one, known in shown.items()}
        start = end
    return shown
