"""What the fields of a record hold, in words for everybody."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.models import Funding, Milestone, Record
from consortium.pages.dossiers import if_public
from consortium.pages.names import name_of
from consortium.readings import UNREADABLE, field_label, in_words, place_name
from consortium.wording import Words, as_written, figure, in_reader_language

Value = str | Words | None
"""A value in words; nothing where nothing is known."""

UNTOLD = {"slug", "external_id", "initiative"}
"""Columns that say nothing of a record which is shown with its initiative."""


def values(record: Record) -> dict[str, Value]:
    """What each field of ``record`` says, by its name; what it names is read already.

    A field that claims can speak of comes with all its columns, as one value.
    """
    filled = {name for names in record.claimable.values() for name in names}
    lists = LISTS.get(type(record), {})
    found = {name: _claimable(record, name) for name in record.claimable}
    for column in record._meta.concrete_fields:
        if column.name not in filled and _is_told(column):
            found[column.name] = _column(record, column)
    return found | {name: _listed(read(record)) for name, read in lists.items()}


def value_label(kind: type[models.Model], name: str) -> str:
    """What the field ``name`` is called, as ``values`` names it."""
    return str(LABELS[name]) if name in LABELS else field_label(kind, name)


def _is_told(column: Any) -> bool:
    hidden = column.generated or column.primary_key or not column.editable
    return not hidden and column.name not in UNTOLD


def _claimable(record: Record, name: str) -> Value:
    columns = record.claimable[name]
    column: Any = record._meta.get_field(columns[0])
    value = record.claim_value(name)
    if isinstance(column, models.ForeignKey) or _is_prose(column):
        return _column(record, column)
    if value in (None, {}, []):
        return None
    try:
        return in_words(record, name, value, public=True)
    except UNREADABLE:
        return None


def _column(record: Record, column: Any) -> Value:
    value = getattr(record, column.name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(column, models.ForeignKey):
        return _named(value)
    if not value:
        return None
    if column.choices:
        return str(getattr(record, f"get_{column.name}_display")())
    return as_written(value) if _is_prose(column) else place_name(str(value))


def _is_prose(column: Any) -> bool:
    is_text = type(column) in (models.CharField, models.TextField)
    return is_text and not column.choices and column.name != "place"


def _named(other: Any) -> Value:
    public = if_public(other) if isinstance(other, Record) else other
    return None if public is None else name_of(public)


def _listed(names: Iterable[str]) -> str | None:
    return ", ".join(sorted(names)) or None


def _purposes(funding: Funding) -> Iterable[str]:
    for link in funding.purpose_links.all():
        share = figure(link.percentage, "percent", "exact")
        name = in_reader_language(link.sector, "name").text
        yield f"{name} {share}".strip()


def _needed(milestone: Milestone) -> Iterable[str]:
    for link in milestone.dependencies.all():
        if other := if_public(link.depends_on):
            yield in_reader_language(other, "title").text


LISTS: Mapping[Any, Mapping[str, Callable[[Any], Iterable[str]]]] = {
    Funding: {"purposes": _purposes},
    Milestone: {"depends_on": _needed},
}
"""What stands in rows of its own and is shown as one value."""

LABELS = {
    "purposes": gettext_lazy("purposes"),
    "depends_on": gettext_lazy("depends on"),
}
