"""Columns of figures, and of the state of a row."""

from typing import Any

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consortium.codelists import Qualifier
from consortium.exports.columns import Column, coded, own
from consortium.money import LOWER_ONLY, UPPER_ONLY


def bounded(
    model: type[models.Model], name: str, *, qualifier: str, high: str = ""
) -> list[Column]:
    """The qualifier of a figure, its upper value and what both allow."""
    field: Any = model._meta.get_field(name)
    title = field.verbose_name
    upper = own(model, high) if high else []
    return [
        *coded(model, qualifier),
        *upper,
        Column(
            f"{name}_min",
            "decimal",
            format_lazy("{}: {}", title, _("lower bound")),
            _("The least that the figure with its qualifier allows; empty is open."),
            derived=_without(UPPER_ONLY, qualifier, name),
        ),
        Column(
            f"{name}_max",
            "decimal",
            format_lazy("{}: {}", title, _("upper bound")),
            _("The greatest that the figure with its qualifier allows; empty is open."),
            derived=_without(
                LOWER_ONLY, qualifier, f"coalesce({high or name}, {name})"
            ),
        ),
    ]


def _without(open_: set[Qualifier], qualifier: str, bound: str) -> str:
    words = ", ".join(f"'{word.value}'" for word in sorted(open_))
    return f"CASE WHEN {qualifier} NOT IN ({words}) THEN {bound} END"


def stamps(model: type[models.Model]) -> list[Column]:
    """The editorial state, if the record has one, its version and its instants."""
    names = {field.name for field in model._meta.fields}
    state = coded(model, "state") if "published_at" in names else []
    return [*state, *own(model, "version", "created_at", "updated_at")]
