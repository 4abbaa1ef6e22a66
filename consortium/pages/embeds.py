"""A chart by itself, for a frame on a page of others."""

from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from consortium.models import Initiative
from consortium.pages.charts import Chart, flows, ladder
from consortium.pages.filing import open_dossiers
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
}
"""The charts of an initiative, by the names they have in addresses."""


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
    """The money of all programmes by stage."""
    if name != "ladder":
        raise Http404
    content = {"chart": ladder(request), "initiative": None}
    return render(request, "pages/embed.html", content)


@require_safe
@framed
@in_its_time
def initiative_embed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """A chart of one initiative."""
    initiative = get_object_or_404(Initiative.objects.published(), slug=slug)
    if name not in DRAWN:
        raise Http404
    content = {"chart": DRAWN[name](request, initiative), "initiative": initiative}
    return render(request, "pages/embed.html", content)
