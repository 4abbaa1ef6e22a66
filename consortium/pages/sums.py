"""The page of one sum of money: all that is claimed of it, and what it belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from consortium.codelists import FindingState
from consortium.models import Claim, Finding, Funding, Organization, Sector
from consortium.pages.citations import Citation, Citations, CitedSource
from consortium.pages.conversions import Computed, conversions
from consortium.pages.dossiers import if_public
from consortium.pages.findings import FindingRow
from consortium.pages.funding import Sum, SumSheet, sum_sheets
from consortium.pages.past import in_its_time
from consortium.pages.reading import read_claims
from consortium.pages.reports import Reports, on_fields
from consortium.readings import field_label
from consortium.wording import (
    Words,
    as_written,
    figure,
)

PARTIES = ("funder", "channel", "recipient")


@dataclass(frozen=True)
class Party:
    """An organization and its part in the sum."""

    label: str
    organization: Organization


@dataclass(frozen=True)
class Purpose:
    """A sector that the sum is for, with its share where a source gives one."""

    sector: Sector
    share: str
    as_written: Words


@dataclass(frozen=True)
class FundingSheet:
    """All that is published about one sum.

    ``contested`` are the fields for which more is reported than the value that stands,
    ``agreed`` the others; ``further`` are claims that stand in no field.
    """

    sheet: SumSheet
    computed: Computed | None
    parties: list[Party]
    purposes: list[Purpose]
    whole: Sum | None
    parts: list[Sum]
    contested: list[Reports]
    agreed: list[Reports]
    further: list[Citation]
    sources: list[CitedSource]


@require_safe
@in_its_time
def funding_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One sum of money, never added to another."""
    sums = Funding.objects.published().select_related("initiative", *PARTIES)
    funding = get_object_or_404(sums, pk=pk)
    content = {"funding": funding, "sheet": funding_sheet(funding)}
    return render(request, "pages/funding_detail.html", content)


def funding_sheet(funding: Funding) -> FundingSheet:
    """All about ``funding``, which is published and was read with its parties."""
    citations = read_claims(Claim.objects.published().filter(funding=funding))
    said = on_fields(citations, funding).values()
    shown = [reports for reports in said if reports.values]
    published = Funding.objects.published().select_related("initiative")
    whole = published.filter(parts=funding).first()
    [sheet] = sum_sheets([funding], citations, _findings(funding))
    return FundingSheet(
        sheet=sheet,
        computed=conversions([funding]).get(funding.pk),
        parties=list(_parties(funding)),
        purposes=_purposes(funding),
        whole=Sum(whole) if whole else None,
        parts=[Sum(part) for part in published.filter(part_of=funding)],
        contested=sorted(
            (one for one in shown if one.summary), key=lambda one: not one.is_disputed
        ),
        agreed=[one for one in shown if not one.summary],
        further=list(_further(funding, citations, shown)),
        sources=citations.sources,
    )


def _findings(funding: Funding) -> list[FindingRow]:
    """What the checks found about ``funding`` and the claims on it."""
    about = Q(funding=funding) | Q(claim__funding=funding)
    found = Finding.objects.published().filter(about, state=FindingState.OPEN)
    return [
        FindingRow(one) for one in found.select_related("funding", "claim__funding")
    ]


def _parties(funding: Funding) -> Iterable[Party]:
    for name in PARTIES:
        organization = if_public(getattr(funding, name))
        if organization is not None:
            yield Party(field_label(funding, name), organization)


def _purposes(funding: Funding) -> list[Purpose]:
    return [
        Purpose(
            one.sector,
            figure(one.percentage, "percent", "exact"),
            as_written(one.as_written),
        )
        for one in funding.purpose_links.select_related("sector").order_by("pk")
    ]


def _further(
    funding: Funding, citations: Citations, shown: Iterable[Reports]
) -> Iterable[Citation]:
    """The claims that are neither among the values ``shown`` nor restatements."""
    told = {
        one.claim.pk
        for reports in shown
        for value in reports.values
        for one in value.citations
    }
    for one in citations.on(funding):
        if one.claim.pk not in told and not one.claim.conversion_of_id:
            yield one
