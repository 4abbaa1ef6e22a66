"""Narrowing a list by links: what it can be narrowed by, with the numbers.

A facet is a filter of the API under the same name, so a list is narrowed in an address
as it is there; the numbers are those of the list as the other facets leave it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortium.filters import (
    Fault,
    InitiativeFilter,
    OrganizationFilter,
    SectorFilter,
    SourceFilter,
    StrictFilterSet,
)
from consortium.models import Initiative, InitiativeSector, Sector
from consortium.readings import field_label, place_name
from consortium.wording import in_reader_language


class Facets(NamedTuple):
    """By which filters lists of one kind of record are narrowed on pages."""

    filters: type[StrictFilterSet]
    names: tuple[str, ...]


FACETS: Mapping[str, Facets] = {
    "initiative": Facets(InitiativeFilter, ("kind", "status", "country", "sector")),
    "organization": Facets(OrganizationFilter, ("kind", "country")),
    "source": Facets(SourceFilter, ("kind", "reliability", "held")),
    "sector": Facets(SectorFilter, ("scheme",)),
}

SINGLE = ("held", "sector")
"""The facets whose filter takes one value at a time."""


@dataclass(frozen=True)
class Choice:
    """One value of a facet: how many rows have it, and the query that turns it.

    ``more`` says that there are more than ``count``.
    """

    label: str
    count: int
    is_chosen: bool
    query: str
    more: bool = False


@dataclass(frozen=True)
class Facet:
    """What the rows of a list can be told apart by."""

    name: str
    label: str
    choices: list[Choice]


class Narrowed:
    """``rows`` of one kind of record, narrowed by the facets in ``query``.

    Other parameters of ``query`` are for others to read.
    """

    def __init__(
        self, kind: str, query: QueryDict, rows: QuerySet | None = None
    ) -> None:
        known = FACETS.get(kind)
        self.kind, self.query = kind, query
        self.rows: Any = Initiative.objects.none() if rows is None else rows
        self.names = known.names if known else ()

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with the facets that were asked for."""
        return self._filtered().misread() if self.names else []

    @cached_property
    def found(self) -> Any:
        """The rows that have all that was asked for; raises ``Refused``."""
        return self._filtered().qs if self.names else self.rows

    @property
    def facets(self) -> list[Facet]:
        """Every facet that has a choice: one query each, for sectors two."""
        found = (self._facet(name) for name in self.names)
        return [facet for facet in found if facet.choices]

    def _filtered(self, *, leaving_out: str = "") -> StrictFilterSet:
        given = self.query.copy()
        for name in self.query:
            if name not in self.names or name == leaving_out:
                del given[name]
        return FACETS[self.kind].filters(given, self.rows, user=AnonymousUser())

    def _facet(self, name: str) -> Facet:
        rows = self._filtered(leaving_out=name).qs.order_by()
        chosen = [code for code in self.query.get(name, "").split(",") if code]
        named = _sectors(rows) if name == "sector" else _values(rows, name)
        choices = [
            Choice(text, count, code in chosen, self._turned(name, code, chosen))
            for code, text, count in named
        ]
        return Facet(name, _called(rows, name), choices)

    def _turned(self, name: str, code: str, chosen: list[str]) -> str:
        """The query with ``code`` taken in, or taken out if it is ``chosen``."""
        query = self.query.copy()
        for beside in ("page", "as_of"):  # a moment is kept by whoever makes the link
            query.pop(beside, None)
        kept = [one for one in chosen if one != code]
        if code not in chosen:
            kept = [code] if name in SINGLE else [*kept, code]
        if kept:
            query[name] = ",".join(kept)
        else:
            query.pop(name, None)
        return query.urlencode(safe=",:")


Named = tuple[str, str, int]
"""A code, its label and how many rows have it."""


def _values(rows: QuerySet, name: str) -> list[Named]:
    """The values of a column of ``rows``, the most frequent first."""
    counted = rows.values_list(name).annotate(number=Count("pk"))
    found = [
        (_code(value), _label(rows, name, value), number)
        for value, number in counted
        if value not in ("", None)
    ]
    return sorted(found, key=lambda one: (-one[2], one[1]))


def _called(rows: QuerySet, name: str) -> str:
    if name == "sector":
        return capfirst(str(Sector._meta.verbose_name))
    if name == "held":
        return _("Read or only cited")
    return capfirst(field_label(rows.model, name))


def _code(value: Any) -> str:
    """``value`` as filters take it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _label(rows: QuerySet, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Read") if value else _("Only cited, not read")
    if name == "country":
        return place_name(str(value))
    column: Any = rows.model._meta.get_field(name)
    return str(dict(column.flatchoices)[value])


def _sectors(initiatives: QuerySet) -> list[Named]:
    """The sectors that ``initiatives`` touch, and those above them, by their slug."""
    links = InitiativeSector.objects.published().filter(
        initiative__in=initiatives.values("pk")
    )
    touched: dict[int, set[int]] = {}
    for sector, initiative in links.values_list("sector", "initiative"):
        touched.setdefault(sector, set()).add(initiative)
    if not touched:
        return []
    sectors = Sector.objects.in_bulk()
    above: dict[int, set[int]] = {}
    for key, found in touched.items():
        at: int | None = key
        while at is not None:
            above.setdefault(at, set()).update(found)
            at = sectors[at].parent_id
    counts = Counter({key: len(found) for key, found in above.items()})
    return [
        (sectors[key].slug, in_reader_language(sectors[key], "name").text, number)
        for key, number in counts.most_common()
    ]
