"""How the trail of a record calls its rows and what they held."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import models
from django.utils.text import capfirst

from consortium import readings, wording
from consortium.admin.labels import label
from consortium.admin.values import Named, field_in_words, value_in_words
from consortium.models import FINDING_SUBJECTS, SUBJECTS, Claim, Finding, Record

Words = Mapping[str, str]
"""What a row holds: its columns by their names, in words."""


class Names(NamedTuple):
    """What the rows of a trail name: rows by key, organizations by slug as well."""

    rows: Named
    organizations: readings.Named


BOOKKEEPING = {
    "id",
    "version",
    "created_at",
    "updated_at",
    "submitted_at",
    "submitted_by",
    "published_at",
    "published_by",
    "retracted_at",
    "retracted_by",
    "decided_at",
    "decided_by",
    "recorded_by",
    "external_id",
    "import_run",
}
"""Columns that repeat when it happened and who did it."""

WITHHELD = {"text", "search_text"}
"""A private copy of a whole publication, and what only search reads."""

UNTOLD: dict[Any, set[str]] = {
    Claim: {"field", "value", "kind", "language", *SUBJECTS},
    Finding: {
        *FINDING_SUBJECTS,
        "code",
        "message",
        "message_ja",
        "details",
        "fingerprint",
        "first_seen",
        "last_seen",
    },
}
"""Columns that the heading of a change says, or that mean nothing to people."""


def is_shown(model: Any, column: Any) -> bool:
    """Whether the trail tells what the column held."""
    hidden = column.generated or column.name in BOOKKEEPING | UNTOLD.get(model, set())
    return not hidden and column.name not in WITHHELD


def words(model: Any, event: Any, record: Record, names: Names) -> Words:
    """What a row held at an event, in words, but for what is empty."""
    row = row_at(model, event, names.rows)
    told: dict[str, str] = {}
    grouped = {name for own in getattr(row, "claimable", {}).values() for name in own}
    for column in model._meta.concrete_fields:
        if column.name in getattr(row, "claimable", {}):
            told[str(column.verbose_name)] = field_in_words(
                row, column.name, names.rows
            )
        elif column.name not in grouped and _tells(model, column, row, record):
            told[str(column.verbose_name)] = value_in_words(
                row, column.name, names.rows
            )
    return {name: text for name, text in told.items() if text}


def _tells(model: Any, column: Any, row: Any, record: Record) -> bool:
    if not is_shown(model, column):
        return False
    value = getattr(row, column.attname)
    is_idle = model is Claim and value is False  # what is not so of most claims
    is_own = column.related_model is type(record) and model is not type(record)
    return not is_idle and not (is_own and value == record.pk)


def heading(model: Any, event: Any, record: Record, names: Names) -> str:
    """What a row is called in the trail of ``record``."""
    row = row_at(model, event, names.rows)
    if isinstance(row, Finding):
        return wording.in_reader_language(row, "message").text
    if isinstance(row, Claim):
        subject = row.subject
        whose = "" if subject == record else f"{_called(subject, record)} – "
        if row.value is None:
            return whose + capfirst(str(row.get_kind_display()))
        said = readings.reading(row, subject, named=names.organizations)
        about = capfirst(readings.field_label(subject, row.field))
        return f"{whose}{about}: {said or row.value}"
    kind = capfirst(str(model._meta.verbose_name))
    return kind if isinstance(row, type(record)) else f"{kind}: {_called(row, record)}"


def _called(row: models.Model, record: Record) -> str:
    """The label of a row, which need not name the record that is told of."""
    return label(row).removesuffix(f" – {label(record)}")


def row_at(model: Any, event: Any, named: Named) -> Any:
    """The row as it stood, with the rows that it names."""
    row = model(
        **{
            column.attname: getattr(event, column.attname)
            for column in model._meta.concrete_fields
            if not column.generated
        }
    )
    for column in model._meta.concrete_fields:
        if isinstance(column, models.ForeignKey):
            other = named.get((column.related_model, getattr(row, column.attname)))
            if other is not None:
                setattr(row, column.name, other)
    return row
