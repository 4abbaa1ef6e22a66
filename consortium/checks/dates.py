"""Dates that cannot be: in the future, or in the wrong order."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consortium.checks.days import ends_from, is_vague, starts_by, today
from consortium.checks.registry import Flag, check
from consortium.checks.scope import standing
from consortium.codelists import ObservationKind, Severity, Stage
from consortium.models import (
    Funding,
    Initiative,
    Member,
    Milestone,
    Observation,
    Source,
)

HAPPENED: dict[type[models.Model], dict[str, Q]] = {
    Initiative: {"actual_start": Q(), "actual_end": Q()},
    Milestone: {"achieved": Q()},
    Funding: {"dated": Q(stage__in=[Stage.DISBURSED, Stage.SPENT, Stage.REPAID])},
    Observation: {
        "period": Q(kind__in=[ObservationKind.ACTUAL, ObservationKind.BASELINE])
    },
    Source: {"published": Q(), "accessed_on": Q()},
}
"""The dates of what has happened, and in which rows they are that."""

ORDERED: dict[type[models.Model], tuple[tuple[str, str], ...]] = {
    Initiative: (("planned_start", "planned_end"), ("actual_start", "actual_end")),
    Member: (("joined", "left"),),
    Source: (("published", "accessed_on"),),
}
"""Dates of which the first cannot come after the second."""


@check("date.future", Severity.ERROR, *HAPPENED)
def what_happened_is_still_to_come(records: Any) -> Iterator[Flag]:
    """The date of something that has happened lies after today."""
    kinds, day = HAPPENED[records.model], today()
    late = {
        name: where & Q(**{f"{_earliest(records.model, name)}__gt": day})
        for name, where in kinds.items()
    }
    for record in records.filter(reduce(or_, late.values())):
        for name in kinds:
            if is_after(getattr(record, name), day):
                yield Flag(
                    record,
                    _("%(field)s: %(date)s is in the future."),
                    {"date": str(getattr(record, name))},
                    key=name,
                    words={"field": _label(record, name)},
                )


@check("date.order", Severity.WARNING, *ORDERED)
def ends_before_it_begins(records: Any) -> Iterator[Flag]:
    """A date that must come first lies after the one that must come second."""
    model = records.model
    wrong = {
        (first, second): Q(
            **{f"{_earliest(model, first)}__gt": F(_latest(model, second))}
        )
        for first, second in ORDERED[model]
    }
    for record in records.filter(reduce(or_, wrong.values())):
        for first, second in wrong:
            one, other = getattr(record, first), getattr(record, second)
            if is_after(one, other):
                yield Flag(
                    record,
                    _("%(first)s (%(before)s) is after %(second)s (%(after)s)."),
                    {"before": str(one), "after": str(other)},
                    key=first,
                    words={
                        "first": _label(record, first),
                        "second": _label(record, second),
                    },
                )


@check("date.order", Severity.WARNING, Funding)
def part_is_outside_the_period_of_the_whole(funding: Any) -> Iterator[Flag]:
    """A part is for a time that its whole is not for."""
    sticks_out = Q(period_from__lt=F("part_of__period_from")) | Q(
        period_to__gt=F("part_of__period_to")
    )
    whole = standing(Funding).filter(pk=models.OuterRef("part_of"))
    parts = funding.filter(sticks_out, models.Exists(whole)).select_related("part_of")
    for part in parts:
        if is_outside(part.period, part.part_of.period):
            yield Flag(
                part,
                _("The period %(part)s lies outside that of the whole, %(whole)s."),
                {
                    "part": str(part.period),
                    "whole": str(part.part_of.period),
                    "part_of": part.part_of_id,
                },
                key="period",
            )


def is_after(one: Any, other: Any) -> bool:
    """Whether ``one`` is certain to come after ``other``; days or fuzzy dates."""
    first, last = getattr(one, "earliest", one), getattr(other, "latest", other)
    if first is None or last is None or is_vague(one) or is_vague(other):
        return False
    return bool(first > last)


def is_outside(part: Any, whole: Any) -> bool:
    """Whether a period is certain to begin before, or to end after, another."""
    if is_vague(part) or is_vague(whole):
        return False
    start, end = starts_by(part), ends_from(part)
    return bool(
        (start and whole.earliest and start < whole.earliest)
        or (end and whole.latest and end > whole.latest)
    )


def _earliest(model: type[models.Model], name: str) -> str:
    return _bound(model, name, "from")


def _latest(model: type[models.Model], name: str) -> str:
    return _bound(model, name, "to")


def _bound(model: type[models.Model], name: str, end: str) -> str:
    """The column of days beside a fuzzy date; a plain day is its own."""
    is_plain = isinstance(model._meta.get_field(name), models.DateField)
    return name if is_plain else f"{name}_{end}"


def _label(record: models.Model, name: str) -> Any:
    return getattr(record._meta.get_field(name), "verbose_name", name)
