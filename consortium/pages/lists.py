"""The lists of all organizations and of all sources, narrowed like those of the API."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from consortium.filters import Refused
from consortium.models import Organization, Source
from consortium.pages.entries import Entry, ready
from consortium.pages.facets import Facet, Narrowed
from consortium.pages.paging import ListParameters, paged, told
from consortium.pages.past import in_its_time

PER_PAGE = 50


@dataclass(frozen=True)
class Listing:
    """One page of a list, and by which links there is less of it."""

    facets: list[Facet]
    page: Page[Any]
    entries: list[Entry]


@require_safe
@in_its_time
def organizations(request: HttpRequest) -> HttpResponse:
    """Every published organization, by name."""
    return _listed(request, "organization", Organization)


@require_safe
@in_its_time
def sources(request: HttpRequest) -> HttpResponse:
    """Every published source, the newest first."""
    return _listed(request, "source", Source)


def _listed(request: HttpRequest, kind: str, model: Any) -> HttpResponse:
    def listing() -> dict[str, Any]:
        found = _listing(request.GET, kind, model)
        return {"listing": found, "page": found.page}

    return told(request, f"pages/{kind}_list.html", {}, listing)


def _listing(query: QueryDict, kind: str, model: Any) -> Listing:
    narrowed = Narrowed(kind, query, ready(kind, model.objects.published()))
    parameters = ListParameters(
        query, narrowed.rows, user=AnonymousUser(), beside=narrowed.names
    )
    if faults := [*parameters.faults, *narrowed.faults]:
        raise Refused(faults)
    page = paged(narrowed.found, parameters.read["page"], size=PER_PAGE)
    return Listing(narrowed.facets, page, [Entry(kind, row) for row in page])
