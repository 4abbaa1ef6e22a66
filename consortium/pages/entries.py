"""Records as lines of a list: what each is called, what it is and where it leads."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortium.pages.dossiers import if_public
from consortium.pages.tidings import PAGES
from consortium.readings import place_name
from consortium.wording import Words, as_written, fuzzy_date, in_reader_language

ALONG: Mapping[str, tuple[str, ...]] = {
    "framework": ("owner",),
    "sector": ("parent",),
    "source": ("publisher",),
}
"""What is read along with each kind of record."""


@dataclass(frozen=True)
class Entry:
    """A record in a list."""

    kind: str
    record: Any

    @property
    def kind_label(self) -> str:
        return capfirst(str(self.record._meta.verbose_name))

    @property
    def field(self) -> str:
        """The field that holds its name."""
        return "name" if hasattr(self.record, "name") else "title"

    @property
    def title(self) -> Words:
        return in_reader_language(self.record, self.field)

    @property
    def other_title(self) -> Words | None:
        """Its name in the other language, where it has one."""
        default = getattr(self.record, self.field)
        japanese = getattr(self.record, f"{self.field}_ja")
        if not default or not japanese or default == japanese:
            return None
        if self.title.text == japanese:
            return as_written(default, "en")
        return as_written(japanese, "ja")

    @property
    def has_page(self) -> bool:
        """Whether a page shows it; else the API does."""
        return self.kind in PAGES

    @property
    def address(self) -> str:
        return reverse(
            PAGES.get(self.kind, f"v1:{self.kind}-detail"), args=[self.record.slug]
        )

    @property
    def status(self) -> str:
        """The field whose value is shown as a mark; empty for kinds without one."""
        return "status" if self.kind == "initiative" else ""

    @property
    def details(self) -> list[str | Words]:
        """What it is, in a few words."""
        return [words for words in DETAILS[self.kind](self.record) if words]


Details = Iterable[str | Words]


def _initiative(record: Any) -> Details:
    return record.get_kind_display(), _place(record)


def _organization(record: Any) -> Details:
    return record.get_kind_display(), _place(record)


def _place(record: Any) -> str:
    return place_name(str(record.country)) if record.country else ""


def _sector(record: Any) -> Details:
    yield f"{record.get_scheme_display()} {record.code}"
    if record.parent:
        yield _name(record.parent)


def _source(record: Any) -> Details:
    yield record.get_kind_display()
    if publisher := if_public(record.publisher):
        yield _name(publisher)
    yield fuzzy_date(record.published) or _("undated")
    yield record.get_reliability_display()
    yield "" if record.held else _("Only cited, not read")


def _framework(record: Any) -> Details:
    yield record.identifier
    if owner := if_public(record.owner):
        yield _name(owner)


def _indicator(record: Any) -> Details:
    return record.get_scope_display(), record.unit


def _name(record: Any) -> Words:
    return in_reader_language(record, "name")


DETAILS: Mapping[str, Callable[[Any], Details]] = {
    "initiative": _initiative,
    "organization": _organization,
    "sector": _sector,
    "source": _source,
    "framework": _framework,
    "indicator": _indicator,
}


def ready(kind: str, rows: QuerySet) -> Any:
    """``rows`` with all that a list of them shows."""
    found = rows.select_related(*ALONG[kind]) if kind in ALONG else rows
    # The private copy of a source's text is long, and nothing here may show it.
    return found.defer("text") if kind == "source" else found
