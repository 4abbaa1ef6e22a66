"""Money over time: what came in each interval, or had come by its end."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from consortium.models import Funding
from consortium.totals.conversion import Combined, Exchange
from consortium.totals.groups import TIMES, ByTime
from consortium.totals.intervals import INTERVALS
from consortium.totals.narrowing import Narrowing
from consortium.totals.series import Cells, CombinedPoint, Point, Series, points_of
from consortium.totals.tallies import tally


def funding_series(
    rows: QuerySet[Funding],
    *,
    interval: str,
    mode: str = "flow",
    time: str = "period",
    cancelled: bool = False,
    narrowed: Narrowing | None = None,
    convert_to: str | None = None,
    rate_date: datetime.date | None = None,
) -> Series:
    """Money by interval, under the same rule as totals, and converted like them.

    All points are converted at the rates of one day, so that a line moves with the
    money and not with the rates. Raises ``TooManyGroups``.
    """
    by_time = ByTime(INTERVALS[interval], TIMES[time])
    found = tally(rows, [by_time], cancelled=cancelled, narrowed=narrowed)
    cells: Cells = [
        (
            cell.groups[0],
            {"stage": cell.stage, "public": cell.public},
            cell.currency,
            tallies,
        )
        for cell, tallies in found.cells
    ]
    points, basis, combined = points_of(cells, mode), _basis(time), None
    if convert_to:
        units = {point.unit for point in points}
        exchange = Exchange(units, to=convert_to, on=rate_date)
        points = [_converted(point, exchange) for point in points]
        combined = list(_combined(points, convert_to, so_far=mode == "cumulative"))
        basis = f"{basis} {exchange.basis}"
    return Series(points, found.counted, basis, found.excluded, combined)


def _basis(time: str) -> str:
    if time == "dated":
        return _(
            "Published funding by its date; by stage and currency, public and private "
            "money apart, no sum twice."
        )
    return _(
        "Published funding by the time it is for or, where that is not known, its "
        "date; by stage and currency, public and private money apart, no sum twice."
    )


def _converted(point: Point, exchange: Exchange) -> Point:
    return point._replace(converted=exchange.convert(point.figure, point.unit))


def _combined(
    points: Iterable[Point], currency: str, *, so_far: bool
) -> Iterator[CombinedPoint]:
    """The points of all currencies together, line by line.

    ``so_far`` says that a point holds all that came before: then a currency without
    anything new stays in with its last point.
    """
    known: dict[object, dict[str, list[Point]]] = defaultdict(dict)
    for (place, line), some in groupby(points, key=lambda point: point[:2]):
        adds = so_far and not place.unplaced
        latest = known[tuple(line.items())] if adds else {}
        for unit, own in groupby(some, key=lambda point: point.unit):
            latest[unit] = list(own)
        combined = Combined()
        for point in (point for own in latest.values() for point in own):
            combined.add(point.figure, point.unit, point.converted)
        yield CombinedPoint(place, line, combined, currency)
