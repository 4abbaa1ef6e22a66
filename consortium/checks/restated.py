"""Sums that a source gives in two currencies."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q

from consortium.checks.agreement import figure_of
from consortium.checks.claims import NOT_REFUSED
from consortium.checks.days import is_vague
from consortium.checks.printed import rounding
from consortium.codelists import ClaimStatus
from consortium.evidence import Figure
from consortium.fx import Converter, Rate
from consortium.models import Claim

SHIFT = Decimal("0.1")
"""How close to a power of ten, in powers of ten, a slipped decimal place lies."""

Days = tuple[datetime.date, datetime.date]


@dataclass(frozen=True)
class Restated:
    """A sum, and the same sum in another currency, as one source gives them.

    The writer converted the figure that is printed, so the sum itself is taken as
    exact; the other one is as wide as its rounding.
    """

    claim: Claim
    amount: Decimal
    currency: str
    restated: Decimal
    into: str

    @property
    def implied(self) -> Decimal:
        """Units of the sum's currency for one of the other."""
        return self.amount / self.restated

    @property
    def implied_bounds(self) -> tuple[Decimal, Decimal]:
        """The least and the most that the rounding of the printed figure allows."""
        slack = rounding(self.claim.as_reported, self.restated)
        return (
            self.amount / (self.restated + slack),
            self.amount / (self.restated - slack),
        )

    @property
    def days(self) -> Days | None:
        """The days whose rates may apply; ``None`` for a vague or undated sum."""
        funding = self.claim.funding
        dates = (
            self.claim.valid,
            funding.dated if funding else None,
            self.claim.source.published,
        )
        date = next(filter(None, dates), None)
        if date is None or is_vague(date) or not date.earliest or not date.latest:
            return None
        return date.earliest, date.latest

    def nearest(self, converter: Converter) -> Rate | None:
        """The reference rate of the day closest to the sum's, or the newest."""
        day = self.days[1] if self.days else None
        return converter.nearest(self.into, self.currency, day)

    def slipped(self, rate: Rate | None) -> int:
        """By how many powers of ten the restated figure is off; 0 if not by that."""
        if rate is None:
            return 0
        off = (rate.value / self.implied).log10()
        power = round(off)
        return power if abs(off - power) <= SHIFT else 0


def restated(claims: Any) -> list[Restated]:
    """The claims that restate another one in a currency of their own.

    A disputed one is settled, and left out, once an accepted claim restates the same
    sum in the same currency.
    """
    settling = Claim.objects.filter(
        status=ClaimStatus.ACCEPTED,
        conversion_of=OuterRef("conversion_of"),
        value__currency=OuterRef("value__currency"),
    )
    rows = (
        claims.filter(NOT_REFUSED, conversion_of__isnull=False)
        .exclude(Q(status=ClaimStatus.DISPUTED) & Exists(settling))
        .select_related("conversion_of", "funding", "source")
        .defer("source__text")
        .order_by("pk")
    )
    found = []
    for claim in rows:
        sum_of, restated = figure_of(claim.conversion_of), figure_of(claim)
        if sum_of and restated and _is_pair(sum_of, restated):
            figures = sum_of.number, sum_of.currency
            found.append(Restated(claim, *figures, restated.number, restated.currency))
    return found


def _is_pair(one: Figure, other: Figure) -> bool:
    """Whether both are sums of money, in two currencies."""
    return (
        bool(one.currency and other.currency and one.currency != other.currency)
        and one.number > 0
        and other.number > 0
    )
