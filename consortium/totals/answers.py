"""Totals: sums of money by stage, currency and kind of money, split as one likes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from consortium.models import Funding
from consortium.totals.conversion import Combined, Converted, Exchange
from consortium.totals.figures import Figure, add_up
from consortium.totals.groups import grouping
from consortium.totals.narrowing import Narrowing
from consortium.totals.rule import Excluded
from consortium.totals.tallies import Cell, tally


class Total(NamedTuple):
    """The sum of one cell, or one of two if it has ceilings and floors."""

    cell: Cell
    figure: Figure
    converted: Converted | None = None


class CombinedTotal(NamedTuple):
    """The sums of all currencies in one cell, in the one they were converted into."""

    cell: Cell
    sum: Combined


@dataclass(frozen=True)
class Totals:
    """The answer to a question about totals."""

    group_by: Sequence[str]
    totals: list[Total]
    combined: list[CombinedTotal] | None
    counted: int
    excluded: list[Excluded]
    basis: str


def totals(
    rows: QuerySet[Funding],
    *,
    group_by: Sequence[str] = (),
    time: str = "period",
    cancelled: bool = False,
    narrowed: Narrowing | None = None,
    convert_to: str | None = None,
    rate_date: datetime.date | None = None,
) -> Totals:
    """Add up ``rows``, published sums of money, without counting any twice.

    ``group_by`` are names of groupings, ``time`` says which time of a sum counts,
    ``cancelled`` that cancelled sums were asked for, ``narrowed`` what made ``rows``
    out of everything, if that is among ``NARROWINGS``. Raises ``TooManyGroups``.
    """
    groupings = [grouping(name, time=time) for name in group_by]
    found = tally(rows, groupings, cancelled=cancelled, narrowed=narrowed)
    basis, combined, exchange = _basis(), None, None
    if convert_to:
        currencies = {cell.currency for cell, _tallies in found.cells}
        exchange = Exchange(currencies, to=convert_to, on=rate_date)
        basis = f"{basis} {exchange.basis}"
    sums = [
        Total(
            cell,
            figure,
            exchange.convert(figure, cell.currency) if exchange else None,
        )
        for cell, tallies in found.cells
        for figure in add_up(tallies)
    ]
    if convert_to:
        combined = _combined(sums, convert_to)
    return Totals(group_by, sums, combined, found.counted, found.excluded, basis)


def _basis() -> str:
    return _(
        "Sums of published funding, each counted once: by stage, by currency, public "
        "and private money apart; a part is never added to its whole, nor a ceiling "
        "to a floor."
    )


def _combined(sums: list[Total], currency: str) -> list[CombinedTotal]:
    cells: dict[object, CombinedTotal] = {}
    for total in sums:
        cell = total.cell._replace(currency=currency)
        combined = cells.setdefault(cell.order, CombinedTotal(cell, Combined()))
        combined.sum.add(total.figure, total.cell.currency, total.converted)
    return list(cells.values())
