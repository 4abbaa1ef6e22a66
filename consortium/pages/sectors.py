"""The classifications, and the page of one sector: who touches it, what money it has.

Initiatives stand under the relation that a source gives, never merged.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from consortium.codelists import SectorRelation, SectorScheme
from consortium.models import Claim, Funding, FundingPurpose, InitiativeSector, Sector
from consortium.pages.citations import Citations, CitedSource
from consortium.pages.paging import ListParameters, paged, told
from consortium.pages.past import in_its_time
from consortium.pages.purposes import Money, PurposeRow, money_for, sums_for
from consortium.pages.reading import read_claims
from consortium.pages.sections import ALWAYS, SectorList, sector_row

PER_PAGE = 50


@dataclass
class Branch:
    """An entry of a classification with those below it, and how much names itself."""

    sector: Sector
    initiatives: int = 0
    sums: int = 0
    below: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class Scheme:
    """A classification."""

    label: str
    branches: list[Branch]


@dataclass(frozen=True)
class SectorSheet:
    """All that is published about a sector; ``page`` is of its initiatives."""

    below: list[Branch]
    page: Page[InitiativeSector]
    lists: list[SectorList]
    money: Money
    sums: list[PurposeRow]
    sources: list[CitedSource]


@require_safe
@in_its_time
def sectors(request: HttpRequest) -> HttpResponse:
    """Every classification as a tree."""
    return render(request, "pages/sector_list.html", {"schemes": schemes()})


@require_safe
@in_its_time
def sector_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One sector: the initiatives that touch it and the money that is for it."""
    sector = get_object_or_404(Sector.objects.select_related("parent"), slug=slug)
    content: dict[str, Any] = {"sector": sector}
    rows = InitiativeSector.objects.published().filter(sector=sector)
    asked = ListParameters(request.GET, rows, user=AnonymousUser())

    def sheet() -> dict[str, Any]:
        found = sector_sheet(sector, asked.read["page"])
        return {"sheet": found, "page": found.page}

    return told(request, "pages/sector_detail.html", content, sheet)


def schemes() -> list[Scheme]:
    """The classifications that have entries, each as a tree; three queries."""
    branches = _branches(Sector.objects.all())
    tops: dict[str, list[Branch]] = {}
    for branch in branches.values():
        above = branches.get(branch.sector.parent_id or 0)
        siblings = tops.setdefault(branch.sector.scheme, [])
        (above.below if above else siblings).append(branch)
    return [
        Scheme(str(scheme.label), tops[scheme])
        for scheme in SectorScheme
        if scheme in tops
    ]


def _branches(sectors: QuerySet[Sector]) -> dict[int, Branch]:
    """``sectors`` by their keys, with how many published records name each itself."""
    links = InitiativeSector.objects.published().filter(sector__in=sectors)
    purposes = FundingPurpose.objects.filter(
        funding__in=Funding.objects.published(), sector__in=sectors
    )
    initiatives = _counted(links, "initiative")
    sums = _counted(purposes, "funding")
    return {
        sector.pk: Branch(sector, initiatives.get(sector.pk, 0), sums.get(sector.pk, 0))
        for sector in sectors
    }


def _counted(rows: QuerySet, what: str) -> dict[int, int]:
    """How many different ones of ``what`` each sector has among ``rows``."""
    counts = rows.order_by().values_list("sector").annotate(Count(what, distinct=True))
    return dict(counts)


def sector_sheet(sector: Sector, number: str | None) -> SectorSheet:
    """All about ``sector``; ``number`` is that of the page of its initiatives."""
    links = InitiativeSector.objects.published().filter(sector=sector)
    ordered = links.select_related("initiative", "sector").order_by(
        "relation", "initiative__name", "pk"
    )
    page = paged(ordered, number, size=PER_PAGE)
    claims = Claim.objects.published().filter(initiative_sector__in=list(page))
    citations = read_claims(claims)
    return SectorSheet(
        below=list(_branches(sector.children.all()).values()),
        page=page,
        lists=_lists(list(page), citations, page.paginator.num_pages == 1),
        money=money_for(sector),
        sums=sums_for(sector),
        sources=citations.sources,
    )


def _lists(
    links: Sequence[InitiativeSector], citations: Citations, all_of_them: bool
) -> list[SectorList]:
    """``links`` by relation; if these are all, it is said which relations have none."""
    found = []
    for relation in (*ALWAYS, *(one for one in SectorRelation if one not in ALWAYS)):
        rows = [
            sector_row(link, citations) for link in links if link.relation == relation
        ]
        if rows or (all_of_them and relation in ALWAYS):
            found.append(SectorList(str(relation.label), rows))
    return found
