"""The page of one source: what it is, and all that it says here."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q

from consortium.models import Claim, Source
from consortium.pages.citations import Citation, CitedSource
from consortium.pages.reading import read_claims

PER_PAGE = 50


@dataclass(frozen=True)
class SourceSheet:
    """A source, its copies, and a page of the claims that it makes or is credited."""

    cited: CitedSource
    copies: list[Source]
    page: Page[Claim]
    claims: list[Citation]


def source_sheet(source: Source, number: str | None) -> SourceSheet:
    """All about ``source``, which is published; ``number`` is that of the page."""
    told = Claim.objects.published().filter(Q(source=source) | Q(attributed_to=source))
    page = Paginator(told, PER_PAGE).get_page(number)
    keys = [claim.pk for claim in page.object_list]
    citations = read_claims(Claim.objects.filter(pk__in=keys))
    return SourceSheet(
        cited=CitedSource(1, source),
        copies=list(source.copies.published().defer("text")),
        page=page,
        claims=sorted(citations.all, key=lambda one: one.claim.pk),
    )
