"""What money is for a sector, as far as sources say; added up by ``totals`` alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import F

from consortium.models import Funding, FundingPurpose, Sector
from consortium.pages.funding import Sum
from consortium.pages.ladders import MoneyLine
from consortium.totals import Excluded, Place, Total, totals
from consortium.wording import figure

LISTED = 50
"""So many sums of a sector are listed; the API has all of them."""


@dataclass(frozen=True)
class Money:
    """What money is for a sector; what several sectors share unsplit is apart."""

    lines: list[MoneyLine]
    not_split: list[MoneyLine]
    excluded: list[Excluded]
    basis: str


@dataclass(frozen=True)
class PurposeRow:
    """One sum that is for the sector, with its share where a source gives one."""

    sum: Sum
    share: str


def money_for(sector: Sector) -> Money:
    """The published sums whose purposes name ``sector`` itself, added up by stage."""
    purposes = FundingPurpose.objects.filter(sector=sector)
    rows = Funding.objects.published().filter(pk__in=purposes.values("funding"))
    found = totals(rows, group_by=["sector"])
    return Money(
        lines=_lines(found.totals, lambda place: _is_of(place, sector)),
        not_split=_lines(found.totals, lambda place: place.unplaced == "not_split"),
        excluded=found.excluded,
        basis=found.basis,
    )


def _lines(found: Iterable[Total], fits: Callable[[Place], bool]) -> list[MoneyLine]:
    return [MoneyLine(total) for total in found if fits(total.cell.groups[0])]


def _is_of(place: Place, sector: Sector) -> bool:
    return place.value is not None and place.value["slug"] == sector.slug


def sums_for(sector: Sector) -> list[PurposeRow]:
    """The newest of these sums."""
    published = Funding.objects.published()
    purposes = (
        FundingPurpose.objects.filter(sector=sector, funding__in=published)
        .select_related("funding__initiative")
        .order_by(F("funding__dated_from").desc(nulls_last=True), "funding")
    )
    return [
        PurposeRow(Sum(one.funding), figure(one.percentage, "percent", "exact"))
        for one in purposes[:LISTED]
    ]
