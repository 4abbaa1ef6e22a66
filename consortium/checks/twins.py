"""Sums of money that stand twice."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from consortium.checks.registry import Flag, check
from consortium.checks.scope import published, standing
from consortium.codelists import Severity
from consortium.fx import Converter
from consortium.models import Funding

RESTATED = Decimal("0.1")
"""How far the same sum in another currency may be off."""


@check("funding.duplicate", Severity.ERROR, Funding)
def same_money_stands_twice(funding: Any) -> Iterator[Flag]:
    """Two sums share giver, taker, amount and time, and are not linked."""
    whole = Coalesce(OuterRef("part_of"), 0)
    unlinked = (
        standing(Funding)
        .filter(funder=OuterRef("funder"), amount__isnull=False)
        .exclude(pk=OuterRef("pk"))
        .exclude(pk=whole)
        .exclude(part_of=OuterRef("pk"))
        .exclude(part_of=whole)
        .filter(Q(amount=OuterRef("amount")) | ~Q(currency=OuterRef("currency")))
        .values("pk")
    )
    same_recipient = unlinked.filter(recipient=OuterRef("recipient"))
    same_words = unlinked.filter(
        initiative=OuterRef("initiative"),
        recipient=None,
        recipient_text=OuterRef("recipient_text"),
    )
    found = funding.filter(amount__isnull=False, funder__isnull=False)
    twins = {
        **_twins(found.filter(recipient__isnull=False), same_recipient),
        **_twins(found.filter(recipient=None), same_words),
    }
    rows = Funding.objects.in_bulk({pk for pair in twins for pk in pair})
    pairs = [(rows[first], rows[second]) for first, second in sorted(twins)]
    currencies = {row.currency for pair in pairs for row in pair}
    converter = Converter(currencies if len(currencies) > 1 else ())
    shown = published(Funding, rows)
    for pair in pairs:
        # The newer one is told of, but rather a draft than what everybody sees.
        first, second = sorted(pair, key=lambda row: (row.pk not in shown, row.pk))
        if _overlap(first, second) and _is_same_amount(first, second, converter):
            yield Flag(
                second,
                _(
                    "Another sum has the same giver, taker, amount and time: merge the "
                    "two, or make one a part of the other."
                ),
                {"other": first.pk},
                key=str(first.pk),
            )


def _twins(funding: Any, others: Any) -> dict[tuple[int, int], None]:
    """Pairs of keys, each with the lower one first."""
    rows = funding.annotate(others=ArraySubquery(others))
    found = rows.exclude(others=[]).values_list("pk", "others")
    return {
        (min(pk, other), max(pk, other)): None for pk, all_ in found for other in all_
    }


def _overlap(one: Funding, other: Funding) -> bool:
    """Whether both may be for the same time; undated ones may."""
    (start, end), (begins, ends) = _days(one), _days(other)
    return not ((end and begins and end < begins) or (ends and start and ends < start))


def _days(row: Funding) -> tuple[Any, Any]:
    if row.period is not None:
        return row.period_from, row.period_to
    return row.dated_from, row.dated_to


def _is_same_amount(one: Funding, other: Funding, converter: Converter) -> bool:
    if one.currency == other.currency:
        return one.amount == other.amount
    rate = converter.nearest(one.currency, other.currency, _days(one)[0])
    if rate is None:
        return False
    return abs(one.amount * rate.value / other.amount - 1) <= RESTATED
