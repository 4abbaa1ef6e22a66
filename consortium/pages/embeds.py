"""A chart by itself, for a frame on a page of others."""

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

from csp.decorators import csp_replace
from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from consortium.codelists import ClaimStatus
from consortium.models import Claim, Initiative
from consortium.pages.charts import Chart, flows, ladder
from consortium.pages.filing import open_dossiers
from consortium.pages.headline import accepted_claims, published_sources
from consortium.pages.over_time import joined, recorded, years
from consortium.pages.past import in_its_time
from consortium.pages.timeline import timeline

View = Callable[..., HttpResponseBase]


def _timeline(request: HttpRequest, initiative: Initiative) -> Chart:
    [dossier] = open_dossiers([initiative])
    return timeline(request, dossier)


DRAWN: dict[str, Callable[[HttpRequest, Initiative], Chart]] = {
    "ladder": ladder,
    "flows": flows,
    "timeline": _timeline,
    "years": years,
    "joined": joined,
    "recorded": recorded,
}
"""The charts of an initiative, by the names they have in addresses."""

OF_ALL: dict[str, Callable[[HttpRequest], Chart]] = {"ladder": ladder, "years": years}
"""Those of all programmes together."""


class Basis(NamedTuple):
    """What a chart rests on: accepted claims, and the sources that make them."""

    claims: int
    sources: int


def _basis_of(initiative: Initiative) -> Basis:
    claims = Claim.objects.published().about(initiative)
    accepted = claims.filter(status=ClaimStatus.ACCEPTED).order_by()
    found = accepted.aggregate(
        claims=Count("pk"), sources=Count("source", distinct=True)
    )
    return Basis(**found)


def framed(view: View) -> View:
    """Let those sites frame ``view`` that ``EMBED_FRAME_ANCESTORS`` names, if any."""

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        if not (sites := settings.EMBED_FRAME_ANCESTORS):
            return view(request, *args, **kwargs)
        let_frame = csp_replace({"frame-ancestors": sites})
        return let_frame(xframe_options_exempt(view))(request, *args, **kwargs)

    return answer


@require_safe
@framed
@in_its_time
def overview_embed(request: HttpRequest, name: str) -> HttpResponse:
    """A chart of the money of all programmes."""
    if name not in OF_ALL:
        raise Http404
    basis = Basis(accepted_claims(request), published_sources())
    content = {"chart": OF_ALL[name](request), "initiative": None, "basis": basis}
    return render(request, "pages/embed.html", content)


@require_safe
@framed
@in_its_time
def initiative_embed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """A chart of one initiative."""
    initiative = get_object_or_404(Initiative.objects.published(), slug=slug)
    if name not in DRAWN:
        raise Http404
    chart, basis = DRAWN[name](request, initiative), _basis_of(initiative)
    content = {"chart": chart, "initiative": initiative, "basis": basis}
    return render(request, "pages/embed.html", content)
