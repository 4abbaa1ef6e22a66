"""Columns of lists and of rows within forms: each answers one question."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import display_for_field
from django.db.models import F, Model, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium import wording
from consortium.admin.labels import label, money_of, names
from consortium.models import Funding, Member, Record

Column = Callable[[Any], Any]

LEAST = Value(Decimal(-1))
"""Where an amount that is not known stands in the order: below all that are."""


@admin.display(description=gettext_lazy("name"), ordering="name")
def both_names(record: Model) -> SafeString:
    """The name in the reader's language and, below it, the one in the other."""
    first, second = names(record)
    if not second:
        return format_html("{}", first)
    return format_html(
        '{}<br><span class="other-name" lang="{}">{}</span>',
        first,
        wording.as_written(second).language,
        second,
    )


@admin.display(description=gettext_lazy("title"), ordering="title")
def both_titles(record: Model) -> SafeString:
    return both_names(record)


def related(model: type[Model], name: str, *, ordering: str = "name") -> Column:
    """The record that the foreign key ``name`` points at, in the reader's language."""
    field: Any = model._meta.get_field(name)

    @admin.display(description=field.verbose_name, ordering=f"{name}__{ordering}")
    def column(record: Model) -> str:
        other = getattr(record, name)
        return "" if other is None else label(other)

    column.__name__ = name
    return column


def linked(model: type[Model], name: str) -> Column:
    """The record that the foreign key ``name`` points at, as a way to its screen."""
    field: Any = model._meta.get_field(name)

    @admin.display(description=field.verbose_name)
    def column(record: Model) -> str:
        other = getattr(record, name)
        return "" if other is None else link(other)

    column.__name__ = name
    return column


def plain(model: type[Model], name: str) -> Column:
    """The column ``name`` as it is, codes by their labels."""
    field: Any = model._meta.get_field(name)

    @admin.display(description=field.verbose_name, ordering=name)
    def column(record: Model) -> Any:
        return display_for_field(getattr(record, name), field, "")

    column.__name__ = name
    return column


def fuzzy(model: type[Model], name: str) -> Column:
    """The fuzzy date ``name`` in words, in the order of the first day it may mean."""
    field: Any = model._meta.get_field(name)

    @admin.display(description=field.verbose_name, ordering=f"{name}_from")
    def column(record: Model) -> str:
        return wording.fuzzy_date(getattr(record, name))

    column.__name__ = name
    return column


@admin.display(
    description=gettext_lazy("amount"), ordering=Coalesce(F("amount"), LEAST)
)
def amount(funding: Funding) -> str:
    """The sum with its qualifier and currency, which never part from it."""
    return money_of(funding)


@admin.display(description=gettext_lazy("roles"))
def roles(member: Member) -> str:
    words = dict(Member._meta.get_field("roles").base_field.flatchoices)
    return ", ".join(str(words.get(role, role)) for role in member.roles)


@admin.display(description=gettext_lazy("stake"), ordering=Coalesce(F("stake"), LEAST))
def stake(member: Member) -> str:
    return wording.figure(member.stake, "percent", member.stake_qualifier)


@admin.display(description=gettext_lazy("state"), ordering="state")
def state(record: Record) -> SafeString:
    return badge(f"state-{record.state}", record.get_state_display())


def badge(kind: str, text: str) -> SafeString:
    return format_html('<span class="badge badge-{}">{}</span>', kind, text)


def link(record: Model) -> SafeString:
    """``record`` by its label, as a way to its screen."""
    return format_html('<a href="{}">{}</a>', url_of(record), label(record))


def url_of(record: Model) -> str:
    """The address of the screen of ``record``."""
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def step(name: str, description: Any) -> Column:
    """When a record took the editorial step ``name``, and by whom."""

    @admin.display(description=description)
    def column(record: Record) -> str:
        at, by = getattr(record, f"{name}_at"), getattr(record, f"{name}_by")
        if at is None:
            return ""
        moment = formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")
        return _("%(moment)s by %(person)s") % {"moment": moment, "person": by}

    column.__name__ = f"{name}_step"
    return column


submitted = step("submitted", gettext_lazy("submitted"))
published = step("published", gettext_lazy("published"))
retracted = step("retracted", gettext_lazy("retracted"))
