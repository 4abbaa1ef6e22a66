"""Sums in another currency, as this site converts them: never as a source says."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

from consortium.models import Funding
from consortium.periods import parse
from consortium.totals import Converted, Exchange, Figure
from consortium.wording import fuzzy_date, money, with_currency

ROUGHLY = Context(prec=3)
DOLLAR, YEN = "USD", "JPY"


@dataclass(frozen=True)
class Computed:
    """A sum in another currency: by which rate, of when, whose."""

    converted: Converted
    currency: str

    @property
    def words(self) -> str:
        """The figure to three digits: a rate of one day is not worth more."""
        one, high = self.converted.figure, self.converted.figure.amount_high
        upper = None if high is None else ROUGHLY.plus(high)
        amount, currency = ROUGHLY.plus(one.amount), self.converted.currency
        return money(amount, currency, one.qualifier, upper)

    @property
    def rate(self) -> str:
        """For instance “$1 = ¥157.25”, the larger unit as one."""
        one, other = self.currency, self.converted.currency
        value = self.converted.rate
        if value < 1:
            one, other, value = other, one, 1 / value
        value = value.quantize(Decimal("0.0001"))
        return f"{with_currency(Decimal(1), one)} = {with_currency(value, other)}"

    @property
    def day(self) -> str:
        date = self.converted.rate_date
        return fuzzy_date(parse(date.isoformat())) if date else ""


def conversions(fundings: Iterable[Funding]) -> dict[int, Computed]:
    """Each sum in dollars, and dollars in yen, by its key; none without a rate."""
    sums = [one for one in fundings if one.amount is not None]
    found = {}
    for into in (DOLLAR, YEN):
        some = [one for one in sums if (one.currency == DOLLAR) == (into == YEN)]
        if not some:
            continue
        exchange = Exchange({one.currency for one in some}, to=into, on=None)
        for one in some:
            converted = exchange.convert(_figure(one), one.currency)
            if converted is not None:
                found[one.pk] = Computed(converted, one.currency)
    return found


def _figure(funding: Funding) -> Figure:
    return Figure(
        amount=funding.amount or Decimal(),
        qualifier=funding.qualifier or "exact",
        amount_high=funding.amount_high,
        count=1,
    )
