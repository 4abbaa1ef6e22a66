"""Lists in pages: an address that names a page that there is not gets an answer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from consortium.filters import Fault, Refused
from consortium.filters.parameters import PatternParameter
from consortium.pages.past import PageParameters


class NumberParameter(PatternParameter):
    """The number of a page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(r"[1-9]\d{0,6}", "number of a page", **options)


class ListParameters(PageParameters):
    """What every list is asked beside its filters."""

    page = NumberParameter(help_text="Which page of the list; the first if none.")


def paged(rows: QuerySet | Sequence[Any], number: str | None, *, size: int) -> Page:
    """Page ``number`` of ``rows``; raises ``Refused`` if there are not so many."""
    pages: Paginator = Paginator(rows, size)
    try:
        return pages.page(number or 1)
    except EmptyPage:
        detail = _("There is no page %(number)s; the last is %(last)s.")
        words = {"number": number, "last": pages.num_pages}
        raise Refused([Fault("page", "unknown_page", detail % words)]) from None


def told(
    request: HttpRequest,
    template: str,
    content: dict[str, Any],
    read: Callable[[], Mapping[str, Any]],
) -> HttpResponse:
    """The page with what ``read`` gives, or with what it refuses, which is a 400."""
    try:
        content |= read()
    except Refused as refusal:
        content |= {"faults": refusal.faults}
    status = 400 if "faults" in content else 200
    return render(request, template, content, status=status)
