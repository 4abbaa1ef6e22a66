"""What counts, added up in the database: by cell and by qualifier."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, Count, F, QuerySet, Sum, Value, When

from consortium.codelists import PUBLIC_KINDS, EditorialState, Qualifier, Stage
from consortium.models import Funding
from consortium.totals import subtotals
from consortium.totals.figures import Tally
from consortium.totals.groups import Grouping, Place
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


class TooManyGroups(ValueError):
    """The question has more groups for an answer than anybody would read."""


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
    rows: QuerySet[Funding], groupings: Sequence[Grouping] = (), *, cancelled: bool
) -> Tallied:
    """Apply the safe-to-sum rule to ``rows`` and add up by qualifier.

    ``cancelled`` says that cancelled sums are asked for. Raises ``TooManyGroups``.
    """
    split = None if cancelled else subtotals.split_of(rows, groupings)
    if split is not None:
        return _kept(split, groupings)
    safe = SafeToSum(rows, cancelled=cancelled)
    branches = [safe.rows.annotate(public=IS_PUBLIC)]
    for grouping in groupings:
        branches = [some for rows in branches for some in grouping.grouped(rows)]
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
            counted.append(row)
    cells = _by_cell(counted, groupings)
    return Tallied(cells, int(numbers.pop("", 0)), safe.excluded(_whole(numbers)))


def _kept(split: str, groupings: Sequence[Grouping]) -> Tallied:
    """The same of all that is published, from what the database keeps."""
    counted = subtotals.counted(split, groupings, most=MOST_GROUPS + 1)
    if len(counted) > MOST_GROUPS:
        raise TooManyGroups
    return Tallied(_by_cell(counted, groupings), *subtotals.numbers())


def _whole(numbers: Mapping[str, Any]) -> dict[str, int]:
    return {reason: int(number) for reason, number in numbers.items()}


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
    rows: Sequence[Mapping[str, Any]], groupings: Sequence[Grouping]
) -> list[tuple[Cell, list[Tally]]]:
    places = [
        grouping.places({grouping.key(row) for row in rows}) for grouping in groupings
    ]
    cells: dict[Any, tuple[Cell, list[Tally]]] = {}
    for row in rows:
        groups = tuple(
            known[grouping.key(row)]
            for known, grouping in zip(places, groupings, strict=True)
        )
        cell = Cell(groups, *(row[name] for name in BASIS))
        kept = cells.setdefault(cell.order, (cell, []))[1]
        is_range = row["qualifier"] == Qualifier.BETWEEN
        high = row["total_high"] if is_range else row["total"]
        kept.append(Tally(row["qualifier"], row["number"], row["total"], high))
    return [cells[order] for order in sorted(cells)]
