"""Totals: sums of money by stage, currency and kind of money, split as one likes."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from consortium.models import Funding
from consortium.totals.conversion import Converted, Exchange
from consortium.totals.figures import Figure, Tally, add_up
from consortium.totals.groups import grouping
from consortium.totals.rule import Excluded
from consortium.totals.tallies import Cell, tally


@dataclass(frozen=True)
class Total:
    """The sum of one cell, or one of two if it has ceilings and floors."""

    cell: Cell
    figure: Figure
    converted: Converted | None = None


@dataclass
class CombinedTotal:
    """The sums of all currencies together, in the one they were converted into.

    ``not_converted`` counts those without a rate, by currency.
    """

    cell: Cell
    tallies: list[Tally] = field(default_factory=list)
    not_converted: Counter[str] = field(default_factory=Counter)

    @property
    def figures(self) -> list[Figure]:
        return add_up(self.tallies)


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
    convert_to: str | None = None,
    rate_date: datetime.date | None = None,
) -> Totals:
    """Add up ``rows``, published sums of money, without counting any twice.

    ``group_by`` are names of groupings, ``time`` says which time of a sum counts,
    ``cancelled`` that cancelled sums were asked for. Raises ``TooManyGroups``.
    """
    groupings = [grouping(name, time=time) for name in group_by]
    found = tally(rows, groupings, cancelled=cancelled)
    sums = [
        Total(cell, figure)
        for cell, tallies in found.cells
        for figure in add_up(tallies)
    ]
    basis, combined = _basis(), None
    if convert_to:
        currencies = {total.cell.currency for total in sums}
        exchange = Exchange(currencies, to=convert_to, on=rate_date)
        sums = [_converted(total, exchange) for total in sums]
        combined = _combined(sums, convert_to)
        basis = f"{basis} {_conversion(exchange)}"
    return Totals(group_by, sums, combined, found.counted, found.excluded, basis)


def _basis() -> str:
    return _(
        "Sums of published funding, each counted once: by stage, by currency, public "
        "and private money apart; a part is never added to its whole, nor a ceiling "
        "to a floor."
    )


def _conversion(exchange: Exchange) -> str:
    words = {"currency": exchange.to, "day": exchange.on}
    if exchange.on is None:
        return _("Nothing had to be, or could be, converted into %(currency)s.") % words
    return _("Converted into %(currency)s at the reference rates of %(day)s.") % words


def _converted(total: Total, exchange: Exchange) -> Total:
    currency = total.cell.currency
    return replace(total, converted=exchange.convert(total.figure, currency))


def _combined(sums: list[Total], currency: str) -> list[CombinedTotal]:
    cells: dict[object, CombinedTotal] = {}
    for total in sums:
        cell = total.cell._replace(currency=currency)
        combined = cells.setdefault(cell.order, CombinedTotal(cell))
        if total.converted:
            combined.tallies.append(total.converted.figure.tally)
        else:
            combined.not_converted[total.cell.currency] += total.figure.count
    return list(cells.values())
