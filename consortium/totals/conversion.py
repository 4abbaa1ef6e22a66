"""Sums in another currency, by rates that are stated."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from consortium.fx import Conversion, Converter
from consortium.totals.figures import Figure


@dataclass(frozen=True)
class Converted:
    """A sum in another currency; nothing says when or whose a rate of one is."""

    figure: Figure
    currency: str
    rate: Decimal
    rate_date: datetime.date | None
    rate_source: str


class Exchange:
    """Converts sums of ``currencies`` into ``to``, all by the rates of one day.

    The day is ``on``, else the newest that any of them has a rate for. A currency whose
    last rate is more than a week older cannot be converted.
    """

    def __init__(
        self, currencies: Iterable[str], *, to: str, on: datetime.date | None
    ) -> None:
        others = set(currencies) - {to}
        self.to = to
        self._converter = Converter({*others, to} if others else ())
        newest = (self._converter.nearest(other, to) for other in others)
        self.on = on or max((rate.date for rate in newest if rate), default=None)

    def convert(self, figure: Figure, currency: str) -> Converted | None:
        """``figure`` in the other currency; ``None`` when there is no rate."""
        if currency == self.to:
            return Converted(figure, currency, Decimal(1), None, "")
        amount = self._exchanged(figure.amount, currency)
        high = self._exchanged(figure.amount_high, currency)
        if amount is None:
            return None
        exchanged = replace(
            figure, amount=amount.amount, amount_high=high.amount if high else None
        )
        return Converted(
            exchanged, self.to, amount.rate, amount.rate_date, amount.origin
        )

    def _exchanged(self, amount: Decimal | None, currency: str) -> Conversion | None:
        if amount is None or self.on is None:
            return None
        return self._converter.convert(
            amount, currency=currency, to=self.to, on=self.on
        )
