"""The lists of the desk: their addresses, and the filters that each of them knows."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.options import (
    IS_FACETS_VAR,
    IS_POPUP_VAR,
    TO_FIELD_VAR,
    IncorrectLookupParameters,
)
from django.contrib.admin.views.main import (
    ALL_VAR,
    ERROR_FLAG,
    ORDER_VAR,
    PAGE_VAR,
    SEARCH_VAR,
)
from django.core.exceptions import FieldDoesNotExist, SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortium.admin.waiting import Waiting
from consortium.models import Claim
from consortium.models.saved_filters import LONGEST_QUERY

PASSING = {
    ALL_VAR,
    ERROR_FLAG,
    IS_FACETS_VAR,
    IS_POPUP_VAR,
    PAGE_VAR,
    TO_FIELD_VAR,
    "_changelist_filters",
}
"""What addresses carry besides filters, search and order."""


class Unfit(Exception):
    """A query asks a list for what it does not know; says so in a sentence."""


class Listing(ABC):
    """A list, or a queue, that people narrow and order by its address."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The name of its address at the desk."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What people call it."""

    @property
    def url(self) -> str:
        return reverse(f"admin:{self.name}")

    @abstractmethod
    def may_open(self, request: HttpRequest) -> bool:
        """Whether the reader may see it."""

    @abstractmethod
    def check(self, request: HttpRequest, query: QueryDict) -> None:
        """Raise ``Unfit`` for a filter, a choice or a column that is not there."""

    def to_keep(self, request: HttpRequest, query: QueryDict) -> str:
        """``query`` as it is saved; raises ``Unfit``."""
        self.check(request, query)
        kept = canonical(query)
        if not kept:
            raise Unfit(_("Nothing is narrowed or ordered yet."))
        if len(kept) > LONGEST_QUERY:
            raise Unfit(_("This is too long to be saved."))
        return kept

    def to_ask(self, request: HttpRequest, kept: str) -> str:
        """What the list is asked for a saved query; raises ``Unfit``."""
        return kept


@dataclass(frozen=True)
class ChangeListing(Listing):
    """Django's list of one kind of rows.

    Addresses number the columns they are ordered by, and the numbers move with
    permissions and releases: names are kept in their place.
    """

    screen: admin.ModelAdmin

    @property
    def name(self) -> str:
        opts = self.screen.opts
        return f"{opts.app_label}_{opts.model_name}_changelist"

    @property
    def title(self) -> str:
        return capfirst(str(self.screen.opts.verbose_name_plural))

    def may_open(self, request: HttpRequest) -> bool:
        return self.screen.has_view_or_change_permission(request)

    def check(self, request: HttpRequest, query: QueryDict) -> None:
        asked: Any = copy(request)
        asked.GET = query
        try:
            shown = self.screen.get_changelist_instance(asked)
        except (IncorrectLookupParameters, SuspiciousOperation) as problem:
            raise Unfit(_("This list has no such filter.")) from problem
        left = {*query} - {SEARCH_VAR, ORDER_VAR} - PASSING
        for spec in shown.filter_specs:
            left -= {*spec.expected_parameters()}
            for value in _not_offered(spec):
                raise Unfit(
                    _("“%(filter)s” does not offer “%(value)s”.")
                    % {"filter": capfirst(str(spec.title)), "value": value}
                )
        if any(not _is_column(self.screen.model, name) for name in left):
            raise Unfit(_("This list has no such filter."))

    def to_keep(self, request: HttpRequest, query: QueryDict) -> str:
        kept = query.copy()
        if order := query.get(ORDER_VAR):
            names = dict(enumerate(self._columns(request)))
            numbers = {str(number): name for number, name in names.items()}
            kept[ORDER_VAR] = _translated(order, numbers)
        super().to_keep(request, query)
        return canonical(kept)

    def to_ask(self, request: HttpRequest, kept: str) -> str:
        asked = QueryDict(kept, mutable=True)
        if order := asked.get(ORDER_VAR):
            names = enumerate(self._columns(request))
            numbers = {name: str(number) for number, name in names}
            asked[ORDER_VAR] = _translated(order, numbers)
        return canonical(asked)

    def _columns(self, request: HttpRequest) -> Iterator[str]:
        """What the columns are called, by their place; see ``ChangeList``."""
        if self.screen.get_actions(request):
            yield "action_checkbox"
        for column in self.screen.get_list_display(request):
            yield getattr(column, "__name__", str(column))


@dataclass(frozen=True)
class ReviewQueue(Listing):
    """The claims that wait for review."""

    screen: admin.ModelAdmin
    name = "consortium_claim_review"

    @property
    def title(self) -> str:
        return _("Review queue")

    def may_open(self, request: HttpRequest) -> bool:
        return self.screen.has_view_or_change_permission(request)

    def check(self, request: HttpRequest, query: QueryDict) -> None:
        filters = Waiting(query).filters
        if {*query} - {*filters.fields, "page"}:
            raise Unfit(_("This list has no such filter."))
        for name, complaints in filters.errors.items():
            field = capfirst(str(filters.fields[name].label))
            raise Unfit(f"{field}: {complaints[0]}")


def canonical(query: QueryDict) -> str:
    """The filters, the search and the order of ``query``, always alike."""
    return urlencode(
        [
            (name, value)
            for name in sorted({*query} - PASSING - {"page"})
            for value in query.getlist(name)
            if value or name not in (SEARCH_VAR, ORDER_VAR)
        ]
    )


def listings(site: admin.AdminSite) -> dict[str, Listing]:
    """The lists of the desk, by the names of their addresses."""
    screens = site._registry
    found: list[Listing] = [ChangeListing(screen) for screen in screens.values()]
    queue = ReviewQueue(screens[Claim])
    return {listing.name: listing for listing in [*found, queue]}


def _translated(order: str, names: dict[str, str]) -> str:
    """An order, column by column; raises ``Unfit`` for a column that is not there."""
    found = []
    for part in order.split("."):
        name = part.removeprefix("-")
        if name not in names:
            raise Unfit(_("This list has no such column to order it by."))
        found.append(part.replace(name, names[name]))
    return ".".join(found)


def _not_offered(spec: Any) -> Iterator[str]:
    """The values that a filter is asked for and does not have among its choices."""
    if isinstance(spec, admin.SimpleListFilter):
        codes: Iterable[Any] = (code for code, _label in spec.lookup_choices)
        asked = [spec.value()]
    elif offered := spec.field.flatchoices:
        codes = (code for code, _label in offered)
        asked = spec.lookup_val or []
    else:
        return
    known = {str(code) for code in codes}
    yield from (str(value) for value in asked if value and str(value) not in known)


def _is_column(model: Any, lookup: str) -> bool:
    try:
        model._meta.get_field(lookup.partition("__")[0])
    except FieldDoesNotExist:
        return False
    return True
