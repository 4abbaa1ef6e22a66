"""What changed between two moments: which programmes, and what else."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consortium.changes import Change, Place, changes
from consortium.changes.differences import PATHS
from consortium.changes.newest import HEARD, UNHEARD
from consortium.filters import Refused
from consortium.filters.base import StrictParameters
from consortium.filters.parameters import Parameter
from consortium.models import Initiative
from consortium.pages.differences import difference_sheet
from consortium.pages.past import refused, set_moment
from consortium.pages.spans import Span, read_span
from consortium.pages.tidings import Tiding, tidings

MOST = 1000
"""So many changes are told on one page."""

FEW = 10
"""So many of one kind are not folded away."""

NOBODY = AnonymousUser()
Row = tuple[Any, int]


class PlaceParameter(Parameter):
    """Where the page before ended."""

    def read(self, text: str) -> Place:
        try:
            return Place.read(text)
        except ValueError:
            detail = _("“%(text)s” is no place among the changes.") % {"text": text}
            raise ValidationError(detail, code="invalid") from None


class PagingParameters(StrictParameters):
    """What the page of all changes takes beside the span."""

    after = PlaceParameter(help_text="Changes behind this place only.")


@dataclass
class ChangedProgramme:
    """A programme, and the records of it that something became of."""

    initiative: Initiative
    rows: set[Row] = field(default_factory=set)

    @property
    def summary(self) -> str:
        """How many records of which kind."""
        numbers = Counter(kind for kind, _key in self.rows)
        return " · ".join(
            f"{capfirst(str(kind._meta.verbose_name_plural))}: {numbers[kind]}"
            for kind in HEARD
            if kind in numbers
        )


@dataclass(frozen=True)
class ChangedKind:
    """The changes of records of one kind."""

    label: str
    told: list[Tiding]


@require_safe
def initiative_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed in one programme, value by value, and why."""
    try:
        span = read_span(request)
    except Refused as refusal:
        return refused(request, refusal)
    set_moment(request, span.end)
    sheet = difference_sheet(slug, span)
    content = {"sheet": sheet, "span": span, "few": FEW}
    return render(request, "pages/initiative_changes.html", content)


@require_safe
def all_changes(request: HttpRequest) -> HttpResponse:
    """The programmes that changed, and the other records."""
    try:
        span = read_span(request, beside=PagingParameters.base_filters)
        rows, others = Initiative.objects.none(), request.GET
        asked = PagingParameters(others, rows, user=NOBODY, beside=others).read
    except Refused as refusal:
        return refused(request, refusal)
    found, after = _changes(span, asked["after"])
    told = list(
        {(one.change.kind, one.change.key): one for one in tidings(found)}.values()
    )
    homes = _homes(told)
    content = {
        "span": span,
        "programmes": _programmes(told, homes),
        "others": _by_kind(one for one in told if _row(one) not in homes),
        "after": after,
        "few": FEW,
    }
    return render(request, "pages/all_changes.html", content)


def _changes(span: Span, after: Place | None) -> tuple[list[Change], str]:
    """The next changes within ``span``, and the place behind them if there are more."""
    page = changes(
        NOBODY,
        after=after or Place(0),
        since=span.start_instant,
        kinds=HEARD,
        without=UNHEARD,
        limit=MOST,
    )
    found = [
        one for one in page.changes if span.start_instant < one.at <= span.end_instant
    ]
    is_over = page.changes and page.changes[-1].at > span.end_instant
    return found, str(page.place) if page.more and not is_over else ""


def _row(tiding: Tiding) -> Row:
    return tiding.change.kind, tiding.change.key


def _homes(told: Iterable[Tiding]) -> dict[Row, Initiative]:
    """The programmes that the records belong to; of those taken back, too."""
    found = {_row(one): one.initiative for one in told if one.initiative}
    gone: dict[Any, list[int]] = {}
    for one in told:
        if one.row is None and one.change.kind in PATHS:
            gone.setdefault(one.change.kind, []).append(one.change.key)
    for kind, keys in gone.items():
        if kind is Initiative:
            rows = Initiative.objects.filter(pk__in=keys)
            found |= {(kind, row.pk): row for row in rows if row.retracted_at}
            continue
        for row in kind.objects.filter(pk__in=keys).select_related("initiative"):
            if row.initiative and row.initiative.is_published:
                found[kind, row.pk] = row.initiative
    return found


def _by_kind(told: Iterable[Tiding]) -> list[ChangedKind]:
    found: dict[Any, list[Tiding]] = {}
    for one in told:
        found.setdefault(one.change.kind, []).append(one)
    return [
        ChangedKind(str(capfirst(str(kind._meta.verbose_name_plural))), found[kind])
        for kind in HEARD
        if kind in found
    ]


def _programmes(
    told: Iterable[Tiding], homes: dict[Row, Initiative]
) -> list[ChangedProgramme]:
    found: dict[int, ChangedProgramme] = {}
    for one in told:
        if home := homes.get(_row(one)):
            programme = found.setdefault(home.pk, ChangedProgramme(home))
            programme.rows.add(_row(one))
    return sorted(found.values(), key=lambda one: one.initiative.name)
