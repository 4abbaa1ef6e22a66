"""What a sum is worth in another currency on a day, and by which rate.

Rates are the rows of ``ExchangeRate``: units of ``currency`` for one unit of ``base``,
with the day and the publisher. Two currencies without a rate of their own are joined
through others that both have one (the euro for the European Central Bank's rates).
Without a rate there is no answer: nothing is guessed.
"""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache, lru_cache
from itertools import pairwise

from babel.numbers import get_currency_precision
from django.db.models import Case, Value, When

from consortium.models import ExchangeRate

DAYS_BACK = 7
"""How old a rate may be: weekends and holidays have none of their own."""

CENTRAL_BANK = "ECB"
"""Whose rate is taken where several published one for a day."""

HUB = "EUR"
"""What that bank quotes all others in: as a base it has far too many rates to read."""

LEGS = 4
"""The longest way between two currencies: two banks' bases in between."""

RATE_DIGITS = 16
"""Significant digits of a rate that is computed from others."""

EXCHANGING = Context(prec=60)
"""Room for every digit of an amount times a rate."""

Pair = tuple[str, str]
Pick = Callable[[list[datetime.date]], int | None]


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of one currency for one unit of another, on ``date``.

    Of a rate that joins several, ``date`` is the one farthest from the day asked for;
    ``origins`` are all their publishers.
    """

    value: Decimal
    date: datetime.date
    origins: tuple[str, ...]

    @property
    def origin(self) -> str:
        return ", ".join(self.origins)


@dataclass(frozen=True, slots=True)
class Conversion:
    """``amount`` in ``currency``, by ``rate`` of ``rate_date``, rounded to its minor
    unit: whole yen, cents."""

    amount: Decimal
    currency: str
    rate: Decimal
    rate_date: datetime.date
    origins: tuple[str, ...]

    @property
    def origin(self) -> str:
        return ", ".join(self.origins)


class Converter:
    """Converts between ``currencies``, whose rates it reads once, when it is made.

    With ``days``, the first and the last, it knows the rates of these days only.
    """

    def __init__(
        self,
        currencies: Iterable[str],
        *,
        days: tuple[datetime.date, datetime.date] | None = None,
    ) -> None:
        self._known = ExchangeRate.objects.all()
        if days:
            self._known = self._known.filter(date__range=days)
        self._rates: dict[Pair, dict[datetime.date, tuple[Decimal, str]]] = {}
        self._days: dict[Pair, list[datetime.date]] = {}
        self._beside: dict[str, set[str]] = defaultdict(set)
        self._load(set(currencies))
        self._ways = lru_cache(lambda one, other: sorted(self._walk((one,), other)))
        self._lately = lru_cache(self._of_week)

    def convert(
        self, amount: Decimal, *, currency: str, to: str, on: datetime.date
    ) -> Conversion | None:
        """``amount`` of ``currency`` in ``to``; ``None`` when it is not convertible.

        By the last rate known on the day ``on``, at most a week old; never a later one.
        """
        rate = self.rate(currency, to, on=on)
        if rate is None:
            return None
        exact = EXCHANGING.multiply(amount, rate.value)
        exchanged = exact.quantize(_minor_unit(to), context=EXCHANGING)
        return Conversion(exchanged, to, rate.value, rate.date, rate.origins)

    def rate(self, currency: str, to: str, *, on: datetime.date) -> Rate | None:
        """Units of ``to`` for one of ``currency``: the last known, within a week."""
        if currency == to:
            return Rate(Decimal(1), on, ())
        return self._lately(currency, to, on)

    def _of_week(self, currency: str, to: str, on: datetime.date) -> Rate | None:
        last = self._best(currency, to, on, lambda days: _last(days, on))
        return last if last and (on - last.date).days <= DAYS_BACK else None

    def nearest(
        self, currency: str, to: str, on: datetime.date | None = None
    ) -> Rate | None:
        """Units of ``to`` for one of ``currency``: the known rate closest to ``on``.

        However far away, before or after: enough to tell a slipped decimal place, not
        to convert by. Without a day the newest one.
        """
        day = on or datetime.date.max
        if currency == to:
            return Rate(Decimal(1), day, ())
        return self._best(currency, to, day, lambda days: _closest(days, day))

    def _best(
        self, currency: str, to: str, on: datetime.date, pick: Pick
    ) -> Rate | None:
        """Over all ways between two currencies, the rate whose days are closest."""
        found = (self._along(way, on, pick) for way in self._ways(currency, to))
        ranked = [
            (abs(on - rate.date), place, rate)
            for place, rate in enumerate(found)
            if rate is not None
        ]
        return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None

    def _along(
        self, way: tuple[int, tuple[str, ...]], on: datetime.date, pick: Pick
    ) -> Rate | None:
        over, under = Decimal(1), Decimal(1)
        dates, origins = [], set()
        context = Context(prec=200)
        for one, other in pairwise(way[1]):
            forward = (one, other) in self._rates
            pair = (one, other) if forward else (other, one)
            place = pick(self._days[pair])
            if place is None:
                return None
            date = self._days[pair][place]
            value, origin = self._rates[pair][date]
            over = context.multiply(over, value if forward else Decimal(1))
            under = context.multiply(under, Decimal(1) if forward else value)
            dates.append(date)
            origins.add(origin)
        value = Context(prec=RATE_DIGITS).divide(over, under)
        farthest = max(dates, key=lambda date: abs(on - date))
        return Rate(value, farthest, tuple(sorted(origins)))

    def _walk(
        self, way: tuple[str, ...], to: str
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The ways from the end of ``way`` to ``to``, each with its length."""
        if way[-1] == to:
            yield len(way), way
        elif len(way) <= LEGS:
            for neighbour in self._beside[way[-1]] - set(way):
                yield from self._walk((*way, neighbour), to)

    def _load(self, currencies: set[str]) -> None:
        """Read the rates of ``currencies``, and of what these are quoted in."""
        self._read_quoted(currencies)
        if unquoted := currencies - set(self._beside) - {HUB}:
            # Given as a base only, if at all: no index helps, so this comes last.
            self._read(base__in=unquoted)
            self._read_quoted(set(self._beside))
        for pair, rates in self._rates.items():
            self._days[pair] = list(rates)

    def _read_quoted(self, wanted: set[str]) -> None:
        read: set[str] = set()
        while unread := (wanted | set(self._beside)) - read:
            self._read(currency__in=unread)
            read |= unread

    def _read(self, **which: set[str]) -> None:
        bank_first = Case(When(origin=CENTRAL_BANK, then=Value(0)), default=Value(1))
        rows = (
            self._known.filter(**which)
            .order_by("date", bank_first, "origin")
            .values_list("base", "currency", "date", "rate", "origin")
        )
        for base, currency, date, rate, origin in rows:
            self._rates.setdefault((base, currency), {}).setdefault(
                date, (rate, origin)
            )
            self._beside[base].add(currency)
            self._beside[currency].add(base)


def newest_day(currencies: Iterable[str]) -> datetime.date | None:
    """The newest day for which any of ``currencies`` is quoted in another."""
    days = [
        ExchangeRate.objects.filter(currency=currency)
        .order_by("-date")
        .values_list("date", flat=True)[:1]
        for currency in sorted(set(currencies))
    ]
    # One look at the index for each; the greatest of all would read every rate.
    nothing = ExchangeRate.objects.none().values_list("date", flat=True)
    return max(nothing.union(*days, all=True), default=None)


@cache
def _minor_unit(currency: str) -> Decimal:
    return Decimal(1).scaleb(-get_currency_precision(currency))


def _last(days: list[datetime.date], on: datetime.date) -> int | None:
    place = bisect_right(days, on) - 1
    return place if place >= 0 else None


def _closest(days: list[datetime.date], on: datetime.date) -> int:
    after = bisect_right(days, on)
    near = range(max(after - 1, 0), min(after + 1, len(days)))
    return min(near, key=lambda place: abs(days[place] - on))
