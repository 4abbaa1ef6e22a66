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
from consortium.pages import charts
from consortium.pages.past import in_its_time

View = Callable[..., HttpResponseBase]


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
    content = {"chart": charts.ladder(request), "initiative": None}
    return render(request, "pages/embed.html", content)


@require_safe
@framed
@in_its_time
def initiative_embed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """A chart of one initiative."""
    initiative = get_object_or_404(Initiative.objects.published(), slug=slug)
    drawn = {"ladder": charts.ladder, "flows": charts.flows}
    if name not in drawn:
        raise Http404
    content = {"chart": drawn[name](request, initiative), "initiative": initiative}
    return render(request, "pages/embed.html", content)
