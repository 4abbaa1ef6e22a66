"""What a column of a row holds, in words."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django_countries import countries
from django_countries.fields import CountryField

from consortium import readings, wording
from consortium.admin.labels import label
from consortium.models import Record
from consortium.money import grouped

Named = Mapping[tuple[type[models.Model], Any], models.Model]
"""Rows that foreign keys lead to, by their model and key."""


def value_in_words(row: models.Model, name: str, named: Named | None = None) -> str:
    """What the column ``name`` of ``row`` holds; empty when it holds nothing.

    A foreign key is looked up in ``named``, if given, else in the database.
    """
    column: Any = row._meta.get_field(name)
    value = getattr(row, column.attname)
    if value in (None, "", []):
        return ""
    if isinstance(column, models.ForeignKey):
        other = named.get((column.related_model, value)) if named else None
        if named is None:
            other = getattr(row, name)
        return f"#{value}" if other is None else label(other)
    if column.name == "place":
        return readings.place_name(value)
    if isinstance(column, CountryField):
        return str(countries.name(str(value)))
    return _plain(column, value)


def _plain(column: Any, value: Any) -> str:
    codes = dict(getattr(column, "base_field", column).flatchoices or ())
    if codes:
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(codes.get(each, each)) for each in values)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return formats.date_format(value)
    if isinstance(value, Decimal):
        return grouped(value)
    if hasattr(value, "precision"):
        return wording.fuzzy_date(value)
    return str(value)


def field_in_words(record: Record, field: str, named: Named | None = None) -> str:
    """What a claimable field holds: a figure together with its qualifier and unit."""
    columns = record.claimable[field]
    if len(columns) == 1:
        return value_in_words(record, columns[0], named)
    value = record.claim_value(field)
    if not value:
        return ""
    try:
        return readings.in_words(record, field, value)
    except readings.UNREADABLE:
        return str(value)
