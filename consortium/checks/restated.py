"""Sums that a source gives in two currencies."""

import datetime
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from consortium.checks.claimed import figure_of
from consortium.checks.claims import NOT_REFUSED
from consortium.checks.days import is_vague
from consortium.checks.printed import rounding
from consortium.checks.scope import countable_claims
from consortium.codelists import ClaimStatus
from consortium.evidence import Figure
from consortium.fx import Converter, Rate
from consortium.models import Claim

SHIFT = Decimal("0.1")
"""How close to a power of ten, in powers of ten, a slipped decimal place lies."""

Days = tuple[datetime.date, datetime.date]


class Beside(NamedTuple):
    """Two rates the way round in which they exceed one, and what they are of."""

    implied: Decimal
    expected: Decimal
    unit: str


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

    def beside(self, rate: Rate | None) -> Beside:
        """The implied rate beside ``rate``; beside itself if there is none."""
        implied = self.implied
        expected, unit = rate.value if rate else implied, f"{self.currency}/{self.into}"
        if expected >= 1:
            return Beside(implied, expected, unit)
        return Beside(1 / implied, 1 / expected, f"{self.into}/{self.currency}")

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
    settling = countable_claims().filter(
        status=ClaimStatus.ACCEPTED,
        conversion_of=OuterRef("conversion_of"),
        value__currency=OuterRef("value__currency"),
    )
    rows = (
        claims.filter(NOT_REFUSED, conversion_of__in=countable_claims())
        .exclude(Q(status=ClaimStatus.DISPUTED) & Exists(settling))
        .select_related("conversion_of", "funding", "source")
        .defer("source__text")
        .order_by("pk")
    )
    return [pair for pair in map(restated_by, rows) if pair is not None]


def restated_by(claim: Claim) -> Restated | None:
    """The sum that ``claim`` restates; ``None`` if it is no conversion of money."""
    if claim.conversion_of is None:
        return None
    whole, part = figure_of(claim.conversion_of), figure_of(claim)
    if not whole or not part or not _is_pair(whole, part):
        return None
    return Restated(claim, whole.number, whole.currency, part.number, part.currency)


def digits_of(rate: Decimal) -> str:
    """A rate to two places, or to four digits if it is less than one."""
    if rate >= 1:
        return str(rate.quantize(Decimal("0.01")))
    return format(Context(prec=4).plus(rate), "f")


def _is_pair(one: Figure, other: Figure) -> bool:
    """Whether both are sums of money, in two currencies."""
    return (
        bool(one.currency and other.currency and one.currency != other.currency)
        and one.number > 0
        and other.number > 0
    )
