"""Columns made of other rows: their values in one cell, or how many there are."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consortium.codelists import ClaimStatus
from consortium.exports.columns import Column, Gathered, Reader, Words
from consortium.models import Claim


def joined(
    name: str,
    title: Words,
    description: Words,
    *,
    arc: str,
    rows: Callable[[Reader], QuerySet],
    values: Any,
    order: Iterable[str],
    by: str,
) -> Column:
    """The ``values`` of other rows in an order, with ``by`` between them."""
    texts = StringAgg(Cast(values, TextField()), by, order_by=[*order])
    gathered = Gathered(arc, rows, {name: texts})
    return Column(name, "text", title, description, derived=name, gathered=gathered)


def counted(
    name: str,
    title: Words,
    description: Words,
    *,
    arc: str,
    rows: Callable[[Reader], QuerySet],
    number: Count,
) -> Column:
    """The ``number`` of other rows, zero where there are none."""
    return _number(name, title, description, Gathered(arc, rows, {name: number}))


def claim_counts(arc: str) -> list[Column]:
    """How many claims there are on the row, by what was decided."""
    names = {status: f"claims_{status.value}" for status in ClaimStatus}
    counts = {
        name: Count("pk", filter=Q(status=status)) for status, name in names.items()
    }
    gathered = Gathered(arc, Claim.objects.told_to, counts)
    return [
        _number(
            name,
            format_lazy("{}: {}", Claim._meta.verbose_name_plural, status.label),
            _("How many claims on this row have this status."),
            gathered,
        )
        for status, name in names.items()
    ]


def _number(name: str, title: Words, description: Words, gathered: Gathered) -> Column:
    derived = f"coalesce({name}, 0)"
    return Column(
        name, "integer", title, description, derived=derived, gathered=gathered
    )
