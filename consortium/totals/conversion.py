"""Sums in another currency, by rates that are stated."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from consortium.fx import DAYS_BACK, Conversion, Converter, newest_day
from consortium.totals.figures import Figure, Tally, add_up


class Converted(NamedTuple):
    """A sum in another currency; nothing says when or whose a rate of one is."""

    figure: Figure
    currency: str
    rate: Decimal
    rate_date: datetime.date | None
    rate_source: str


@dataclass
class Combined:
    """The sum of several currencies in one.

    ``not_converted`` counts the figures without a rate, by currency.
    """

    tallies: list[Tally] = field(default_factory=list)
    not_converted: dict[str, int] = field(default_factory=dict)

    def add(self, figure: Figure, currency: str, converted: Converted | None) -> None:
        """Add a figure as converted, or count it as without a rate."""
        if converted:
            self.tallies.append(converted.figure.tally)
        else:
            known = self.not_converted.get(currency, 0)
            self.not_converted[currency] = known + figure.count

    @property
    def figures(self) -> Sequence[Figure | None]:
        """The sum, or two that must not be added; one ``None`` without any rate."""
        return add_up(self.tallies) or [None]


WEEK = datetime.timedelta(DAYS_BACK)


class Exchange:
    """Converts sums of ``currencies`` into ``to``, all by the rates of one day.

    The day is ``on``, else the newest that any of them has a rate for. A currency whose
    last rate is more than a week older cannot be converted.
    """

    def __init__(
        self, currencies: Iterable[str], *, to: str, on: datetime.date | None
    ) -> None:
        self.to = to
        self._others = set(currencies) - {to}
        self.on = on
        if on is None:
            self._converter, self.on = self._newest()
        else:
            self._converter = self._read((on - WEEK, on))

    @property
    def basis(self) -> str:
        """By which rates, in words."""
        words = {"currency": self.to, "day": self.on}
        if self.on is None:
            return (
                _("Nothing had to be, or could be, converted into %(currency)s.")
                % words
            )
        return (
            _("Converted into %(currency)s at the reference rates of %(day)s.") % words
        )

    def _read(
        self, days: tuple[datetime.date, datetime.date] | None = None
    ) -> Converter:
        return Converter({*self._others, self.to} if self._others else (), days=days)

    def _newest(self) -> tuple[Converter, datetime.date | None]:
        """The newest day with a rate, and the rates of the week up to it.

        It mostly lies in the week up to the newest quotation. Only where it does not,
        all rates are read to find it.
        """
        newest = newest_day({*self._others, self.to}) if self._others else None
        if newest is not None:
            recent = self._read((newest - 2 * WEEK, datetime.date.max))
            day = self._newest_of(recent)
            if day is not None and day >= newest - WEEK:
                return recent, day
        every = self._read()
        return every, self._newest_of(every)

    def _newest_of(self, converter: Converter) -> datetime.date | None:
        rates = (converter.nearest(other, self.to) for other in self._others)
        return max((rate.date for rate in rates if rate), default=None)

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
