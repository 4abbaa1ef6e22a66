"""The picture that a link to an initiative is shown with: name, headline, evidence."""

from dataclasses import dataclass
from functools import lru_cache

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from consortium.filters import Refused
from consortium.filters.base import StrictParameters
from consortium.models import Initiative
from consortium.models.turns import DataVersion
from consortium.pages.answers import explained, of_one_state
from consortium.pages.cards import Card
from consortium.pages.drawing import HEIGHT, WIDTH, Poster, draw
from consortium.pages.filing import open_dossiers
from consortium.pages.funding import Sum
from consortium.pages.past import moment_of
from consortium.wording import in_reader_language

KEPT = 64
"""So many pictures of the present state are held by each process."""


@dataclass(frozen=True)
class Picture:
    """How a page tells of its picture."""

    address: str
    words: str
    width: int = WIDTH
    height: int = HEIGHT


@explained
def initiative_picture(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The picture of a published initiative, in the language of the address."""
    rows = Initiative.objects.none()
    if faults := StrictParameters(request.GET, rows, user=AnonymousUser()).faults:
        raise Refused(faults)

    def tell(version: DataVersion) -> HttpResponse:
        body = _drawn(version, slug, get_language() or "")
        return HttpResponse(body, content_type="image/png")

    return of_one_state(request, tell)


def picture_of(request: HttpRequest, card: Card) -> Picture | None:
    """The picture of the page of ``card``; a page of the past has none."""
    if moment_of(request).instant:
        return None
    address = reverse("initiative-picture", args=[card.initiative.slug])
    told = poster(card)
    figure = "".join(told.figure)
    said = f"{figure} ({told.stage})" if told.stage else figure
    words = " · ".join([f"{told.name}: {said}", *told.facts])
    return Picture(request.build_absolute_uri(address), words)


def poster(card: Card) -> Poster:
    """What the picture says: the sum that the page shows first, and what it rests on.

    Sums are never added up: of more than one it is said how many more there are.
    """
    sums = [one for stage in card.stages for one in stage.sums]
    first = next((one for one in sums if one.in_full), None)
    return Poster(
        site=_("Public Investment Tracker"),
        name=in_reader_language(card.initiative, "name").text,
        stage=str(first.funding.get_stage_display()) if first else "",
        figure=(first.before, first.figure, first.after)
        if first
        else (_("No amount is reported"), "", ""),
        note=_note(card, first),
        facts=_facts(card),
    )


def _note(card: Card, first: Sum | None) -> str:
    more = sum(len(stage.sums) + stage.more for stage in card.stages) - 1
    if first is None or more < 1:
        return first.meaning if first else ""
    return ngettext(
        "and %(count)s more sum, not added", "and %(count)s more sums, not added", more
    ) % {"count": more}


def _facts(card: Card) -> tuple[str, ...]:
    sources = card.sources_read + card.sources_cited
    at_odds = card.open_contradictions
    return (
        ngettext("%(count)s source", "%(count)s sources", sources) % {"count": sources},
        ngettext(
            "%(count)s open contradiction", "%(count)s open contradictions", at_odds
        )
        % {"count": at_odds},
    )


@lru_cache(maxsize=KEPT)
def _drawn(_version: DataVersion, slug: str, _language: str) -> bytes:
    """The picture, drawn once for each state of the data and each language."""
    initiative = get_object_or_404(Initiative.objects.published(), slug=slug)
    [dossier] = open_dossiers([initiative])
    return draw(poster(Card(dossier)))
