"""The public pages: what is published, readable by anybody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from consortium.models import (
    Alignment,
    Funding,
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    Observation,
)
from consortium.pages import sections, statements
from consortium.pages.cards import Card
from consortium.pages.citations import Citations
from consortium.pages.facts import initiative_facts
from consortium.pages.filing import open_dossiers
from consortium.pages.funding import sum_sheets
from consortium.pages.members import membership

PER_PAGE = 20


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every published initiative as a card."""
    initiatives = Initiative.objects.published().select_related("part_of")
    page = Paginator(initiatives, PER_PAGE).get_page(request.GET.get("page"))
    cards = [Card(dossier) for dossier in open_dossiers(list(page))]
    return render(request, "pages/overview.html", {"page": page, "cards": cards})


@require_safe
def initiative_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One initiative: its money, members, sectors, and what each rests on."""
    initiatives = Initiative.objects.published().select_related("part_of")
    initiative = get_object_or_404(initiatives, slug=slug)
    [dossier] = open_dossiers([initiative])
    citations = Citations(dossier)
    observations = dossier.all(Observation)
    own = [one for one in observations if one.initiative_id]
    context = [one for one in observations if not one.initiative_id]
    content = {
        "initiative": initiative,
        "card": Card(dossier),
        "facts": initiative_facts(initiative, citations),
        "parts": initiative.parts.published(),
        "sums": sum_sheets(dossier.all(Funding), citations),
        "membership": membership(initiative, dossier.all(Member), citations),
        "sector_lists": sections.sector_lists(dossier.all(InitiativeSector), citations),
        "milestones": sections.milestone_rows(dossier.all(Milestone), citations),
        "alignments": sections.alignment_rows(dossier.all(Alignment), citations),
        "indicators": sections.observation_rows(own, citations),
        "context_figures": sections.observation_rows(context, citations),
        "statement_groups": statements.statement_groups(citations),
        "findings": statements.finding_rows(dossier),
        "sources": citations.sources,
    }
    return render(request, "pages/initiative_detail.html", content)
