"""The page that finds records by what people type, in English and Japanese."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from consortium import search
from consortium.filters import Refused
from consortium.filters.parameters import Parameter, WordParameter
from consortium.models.base import visible
from consortium.pages.entries import ready
from consortium.pages.facets import Choice, Facet, Narrowed
from consortium.pages.paging import ListParameters, paged, told
from consortium.pages.past import in_its_time
from consortium.pages.results import Result

PER_PAGE = 20
NOBODY = AnonymousUser()
"""The page is the same for all: staff find here what the public finds."""


class QueryParameter(Parameter):
    """Words to look for."""

    def read(self, text: str) -> search.Query:
        return search.read(text)


class TypeParameter(WordParameter):
    """One kind of record."""

    words = {name: name for name in search.KINDS}


class SearchParameters(ListParameters):
    """What is looked for; the facets of its type are read beside it."""

    q = QueryParameter(help_text="Words in English or Japanese, or a number.")
    type = TypeParameter(help_text="Records of this type only.")


class Asked(NamedTuple):
    """What an address asks for: nothing to look for is a page of its own."""

    query: QueryDict
    words: search.Query | None
    type: str
    number: str | None


@dataclass(frozen=True)
class Found:
    """One page of what was found, and by which links there is less of it."""

    types: list[Choice]
    facets: list[Facet]
    page: Page[search.Row]
    results: list[Result]
    is_capped: bool


@require_safe
@in_its_time
def search_page(request: HttpRequest) -> HttpResponse:
    """What is found; without words to look for, how to look."""
    query = request.GET

    def answer() -> dict[str, Any]:
        asked = _asked(query)
        if asked.words is None:
            return {}
        found = _found(asked, asked.words)
        return {"found": found, "page": found.page, "type": asked.type}

    content = {"text": query.get("q", "")}
    return told(request, "pages/search.html", content, answer)


def _asked(query: QueryDict) -> Asked:
    """What ``query`` asks for; raises ``Refused``. An empty form asks for nothing."""
    given = query.copy()
    for name in ("q", "type"):
        if not given.get(name, "").strip():
            given.pop(name, None)
    facets = Narrowed(given.get("type", ""), given)
    parameters = SearchParameters(given, facets.rows, user=NOBODY, beside=facets.names)
    if faults := [*parameters.faults, *facets.faults]:
        raise Refused(faults)
    read = parameters.read
    return Asked(given, read["q"], read["type"] or "", read["page"])


def _found(asked: Asked, words: search.Query) -> Found:
    types = [asked.type] if asked.type else list(search.KINDS)
    ranked = search.ranked(words, NOBODY, types, search.CAP)
    rows = [row for row in ranked if row.type in types]
    facets: list[Facet] = []
    if asked.type:
        keys = [row.key for row in rows]
        here = _public(asked.type).filter(pk__in=keys)
        narrowed = Narrowed(asked.type, asked.query, here)
        left = set(narrowed.found.values_list("pk", flat=True))
        rows = [row for row in rows if row.key in left]
        facets = narrowed.facets
    page = paged(rows, asked.number, size=PER_PAGE)
    counts = search.facets_of(ranked)
    return Found(
        types=[_type(asked, one) for one in counts if one.count],
        facets=facets,
        page=page,
        results=_results(search.hits_of(words, list(page)), list(page)),
        is_capped=any(one.more for one in counts if one.type in types),
    )


def _type(asked: Asked, facet: search.Facet) -> Choice:
    """The link to what was found of one type, or back to all types."""
    query = QueryDict(mutable=True)
    query["q"] = asked.query.get("q", "")
    is_chosen = facet.type == asked.type
    if not is_chosen:
        query["type"] = facet.type
    label = search.KINDS[facet.type].model._meta.verbose_name_plural
    return Choice(
        capfirst(str(label)), facet.count, is_chosen, query.urlencode(), facet.more
    )


def _results(hits: Sequence[search.Hit], rows: Sequence[search.Row]) -> list[Result]:
    """``hits`` with their records, one query for each type among them."""
    keys: dict[str, list[int]] = {}
    for row in rows:
        keys.setdefault(row.type, []).append(row.key)
    records = {
        (type_, key): record
        for type_, some in keys.items()
        for key, record in ready(type_, _public(type_)).in_bulk(some).items()
    }
    return [
        Result(row.type, records[row.type, row.key], hit)
        for row, hit in zip(rows, hits, strict=True)
    ]


def _public(type_: str) -> Any:
    return visible(search.KINDS[type_].model, NOBODY)
