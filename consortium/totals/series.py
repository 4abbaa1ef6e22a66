"""Series: what came in each month, quarter or year, or had come by its end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.codelists import MemberStatus, Qualifier
from consortium.models import Claim, Member, Milestone, Observation
from consortium.totals.conversion import Combined, Converted
from consortium.totals.figures import Figure, Tally, add_up
from consortium.totals.groups import ByTime, Place, TooManyGroups
from consortium.totals.intervals import INTERVALS
from consortium.totals.rule import Excluded, excluded_for
from consortium.totals.tallies import MOST_GROUPS

MODES = ("flow", "cumulative")
"""What a point says: what came in its interval, or all that had come by its end."""

WERE_MEMBERS = (MemberStatus.MEMBER, MemberStatus.FORMER)

Line = Mapping[str, Any]
Cells = list[tuple[Place, Line, str, list[Tally]]]


class Point(NamedTuple):
    """One value of one line, at ``place`` in time."""

    place: Place
    line: Line
    figure: Figure
    unit: str
    converted: Converted | None = None


class CombinedPoint(NamedTuple):
    """The sums of all currencies on one line, in the one they were converted into."""

    place: Place
    line: Line
    sum: Combined
    unit: str


@dataclass(frozen=True)
class Series:
    """The answer to a question about time.

    ``every`` point is in order of time; ``apart`` is what no single interval can have.
    """

    every: list[Point]
    counted: int
    basis: str
    excluded: list[Excluded] = field(default_factory=list)
    combined: list[CombinedPoint] | None = None

    @property
    def points(self) -> list[Point]:
        return [point for point in self.every if not point.place.unplaced]

    @property
    def apart(self) -> list[Point]:
        return [point for point in self.every if point.place.unplaced]


def member_series(
    rows: QuerySet[Member], *, interval: str, mode: str, any_status: bool
) -> Series:
    """Memberships by when they began; ``any_status`` says which ones were asked for."""
    others = rows.exclude(status__in=WERE_MEMBERS)
    excluded = [] if any_status else excluded_for("not_member", others)
    if not any_status:
        rows = rows.filter(status__in=WERE_MEMBERS)
    basis = _(
        "Published memberships by when they began; those that ended since are not "
        "subtracted."
    )
    return _counted(rows, "joined", (), interval, mode, basis, excluded)


def claim_series(rows: QuerySet[Claim], *, interval: str, mode: str) -> Series:
    """Claims by when they were recorded here, in the tracker's own time zone."""
    day = TruncDate("created_at", tzinfo=timezone.get_default_timezone())
    rows = rows.annotate(recorded=day, recorded_from=day, recorded_to=day)
    basis = _("Public claims by the day on which they were recorded here.")
    return _counted(rows, "recorded", (), interval, mode, basis)


def milestone_series(rows: QuerySet[Milestone], *, interval: str, mode: str) -> Series:
    """Milestones by the date planned for them, each status a line of its own."""
    basis = _("Published milestones by their planned date and by status.")
    return _counted(rows, "planned", ("status",), interval, mode, basis)


def indicator_series(rows: QuerySet[Observation], *, interval: str) -> Series:
    """The values of one indicator as they were reported; they are never added."""
    by_time = ByTime(INTERVALS[interval], ("period",))
    (dated,) = by_time.grouped(rows.filter(value__isnull=False))
    known = dated.select_related("indicator", "initiative", "organization")
    observations: list[Any] = list(known.order_by("pk")[: MOST_GROUPS + 1])
    if len(observations) > MOST_GROUPS:
        raise TooManyGroups
    columns = attrgetter(*by_time.columns())
    points = [
        Point(by_time.place(by_time.key(columns(one))), _line(one), *_value(one))
        for one in observations
    ]
    points.sort(key=lambda point: point.place.order)
    basis = _(
        "Published values of the indicator as reported, by kind, place and who they "
        "are about; values are never added."
    )
    excluded = excluded_for("value_unknown", rows.filter(value=None))
    return Series(points, len(points), basis, excluded)


def _line(observation: Observation) -> Line:
    about = {
        name: getattr(observation, name) for name in ("initiative", "organization")
    }
    return {
        "kind": observation.kind,
        "place": observation.place or None,
        **{name: record and record.slug for name, record in about.items()},
    }


def _value(observation: Any) -> tuple[Figure, str]:
    figure = Figure(observation.value, observation.qualifier, observation.value_high, 1)
    return figure, observation.indicator.unit


def _counted(
    rows: QuerySet[Any],
    date: str,
    line: Sequence[str],
    interval: str,
    mode: str,
    basis: str,
    excluded: Iterable[Excluded] = (),
) -> Series:
    """How many rows there are by interval, and by the codes that make a line."""
    by_time = ByTime(INTERVALS[interval], (date,))
    (dated,) = by_time.grouped(rows)
    found = (
        dated.values(*by_time.columns(), *line)
        .annotate(number=Count("pk"))
        .order_by(*(F(name).asc(nulls_last=True) for name in by_time.columns()), *line)
    )
    cells: Cells = []
    columns = itemgetter(*by_time.columns())
    for row in found:
        number = Decimal(row["number"])
        one = Tally(Qualifier.EXACT.value, row["number"], number, number)
        codes = {name: row[name] for name in line}
        cells.append((by_time.place(by_time.key(columns(row))), codes, "", [one]))
    counted = sum(row["number"] for row in found)
    return Series(points_of(cells, mode), counted, basis, list(excluded))


def points_of(cells: Cells, mode: str) -> list[Point]:
    """What is in each cell, or had come by its time, in order of time."""
    flow = sorted(cells, key=lambda cell: cell[0].order)
    return [
        Point(place, line, figure, unit)
        for place, line, unit, tallies in (
            flow if mode == "flow" else _cumulative(flow)
        )
        for figure in add_up(tallies)
    ]


def _cumulative(cells: Cells) -> Iterator[tuple[Place, Line, str, list[Tally]]]:
    """Each cell with all before it on its line; what has no place stays as it is."""
    so_far: dict[Any, list[Tally]] = defaultdict(list)
    for place, line, unit, tallies in cells:
        if not place.unplaced:
            known = so_far[(*line.items(), unit)]
            known += tallies
            tallies = list(known)
        yield place, line, unit, tallies
