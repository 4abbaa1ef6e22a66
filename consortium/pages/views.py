"""The public pages: what is published, readable by anybody."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from consortium.models import (
    Alignment,
    Claim,
    Funding,
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    Observation,
    Organization,
    Source,
)
from consortium.pages import (
    charts,
    linked_data,
    over_time,
    pictures,
    sections,
    statements,
)
from consortium.pages.cards import Card
from consortium.pages.citations import Citations
from consortium.pages.claims import claim_sheet
from consortium.pages.conversions import conversions
from consortium.pages.dossiers import Dossier
from consortium.pages.facts import initiative_facts
from consortium.pages.filing import open_dossiers
from consortium.pages.findings import finding_rows
from consortium.pages.funding import stages, sum_sheets
from consortium.pages.headline import headline
from consortium.pages.members import membership
from consortium.pages.organizations import organization_sheet
from consortium.pages.past import in_its_time
from consortium.pages.reports import reports
from consortium.pages.sources import source_sheet
from consortium.pages.timeline import timeline

PER_PAGE = 20


def _embeddable() -> bool:
    """Whether any site may frame a chart."""
    return bool(settings.EMBED_FRAME_ANCESTORS)


@require_safe
@in_its_time
def overview(request: HttpRequest) -> HttpResponse:
    """Every published initiative as a card."""
    initiatives = Initiative.objects.published().select_related("part_of")
    page = Paginator(initiatives, PER_PAGE).get_page(request.GET.get("page"))
    cards = [Card(dossier) for dossier in open_dossiers(list(page))]
    content = {"page": page, "cards": cards, "embeddable": _embeddable()}
    if page.number == 1 and cards:
        content["headline"] = headline(request)
    return render(request, "pages/overview.html", content)


def _drawn(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """The charts of an initiative, by where they stand on its page."""
    initiative = dossier.initiative
    return {
        "charts": [
            charts.ladder(request, initiative),
            charts.flows(request, initiative),
            over_time.years(request, initiative),
        ],
        **over_time.of_dossier(request, dossier),
        "timeline": timeline(request, dossier),
        "embeddable": _embeddable(),
    }


@require_safe
@in_its_time
def initiative_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One initiative: its money, members, sectors, and what each rests on."""
    initiatives = Initiative.objects.published().select_related("part_of")
    initiative = get_object_or_404(initiatives, slug=slug)
    [dossier] = open_dossiers([initiative])
    citations = Citations(dossier.all(Claim), dossier.all(Source))
    findings = finding_rows(dossier)
    observations = dossier.all(Observation)
    own = [one for one in observations if one.initiative_id]
    context = [one for one in observations if not one.initiative_id]
    card = Card(dossier)
    content = {
        "initiative": initiative,
        **_drawn(request, dossier),
        "card": card,
        "picture": pictures.picture_of(request, card),
        "facts": initiative_facts(initiative, citations),
        "parts": initiative.parts.published(),
        "stages": stages(
            dossier.all(Funding),
            dossier.all(Claim),
            citations,
            conversions(dossier.all(Funding)),
        ),
        "objective_reports": reports(citations, initiative, "objective"),
        "sums": sum_sheets(dossier.all(Funding), citations, findings),
        "membership": membership(initiative, dossier.all(Member), citations),
        "sector_lists": sections.sector_lists(dossier.all(InitiativeSector), citations),
        "milestones": sections.milestone_rows(dossier.all(Milestone), citations),
        "alignments": sections.alignment_rows(dossier.all(Alignment), citations),
        "indicators": sections.observation_rows(own, citations),
        "context_figures": sections.observation_rows(context, citations),
        "statement_groups": statements.statement_groups(citations),
        "findings": findings,
        "sources": citations.sources,
        "changes": reverse("initiative-changes", args=[slug]),
        "linked_data": linked_data.dataset(request, dossier),
    }
    return render(request, "pages/initiative_detail.html", content)


@require_safe
@in_its_time
def organization_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One organization; a merged one leads to the one that was kept."""
    organization = Organization.named(slug)
    if organization is None or not organization.is_published:
        raise Http404
    if organization.slug != slug:
        return redirect("organization-detail", organization.slug)
    sheet = organization_sheet(organization)
    data = linked_data.organization(request, sheet)
    content = {"sheet": sheet, "linked_data": data}
    return render(request, "pages/organization_detail.html", content)


@require_safe
@in_its_time
def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One source with all that it says, in short quotes."""
    sources = Source.objects.published().select_related("publisher", "origin")
    # The private copy of the text is long, and nothing here may show it.
    source = get_object_or_404(sources.defer("text", "origin__text"), slug=slug)
    sheet = source_sheet(source, request.GET.get("page"))
    content = {"sheet": sheet, "page": sheet.page}
    return render(request, "pages/source_detail.html", content)


@require_safe
@in_its_time
def claim_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim: the evidence of a figure."""
    claim = get_object_or_404(Claim.objects.published(), pk=pk)
    sheet = claim_sheet(claim)
    content = {"sheet": sheet, "linked_data": linked_data.review(request, sheet)}
    return render(request, "pages/claim_detail.html", content)
