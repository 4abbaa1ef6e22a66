"""Figures restated in another currency that no exchange rate explains."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from consortium.checks.registry import Flag, check, money
from consortium.checks.restated import Restated, digits_of, restated
from consortium.codelists import Severity
from consortium.fx import Converter, Rate
from consortium.models import Claim

DEVIATION = Decimal("0.05")
"""How far a restated figure may be off the rates of its days."""

YEN_PER_DOLLAR = (75, 360)
"""The least and the most since the yen left its fixed rate."""

LONGEST_SPAN = 366
"""Days: over a longer time the rates say nothing about one sum."""


@check("fx.decimal-shift", Severity.ERROR, Claim)
def decimal_place_has_slipped(claims: Any) -> Iterator[Flag]:
    """A restated figure is off the nearest reference rate by a power of ten."""
    sums = restated(claims)
    converter = _converter(sums)
    for each in sums:
        rate = each.nearest(converter)
        power = each.slipped(rate)
        if rate is not None and power:
            yield _flag(
                each,
                rate,
                _(
                    "%(restated)s for %(amount)s means a rate of %(implied_rate)s "
                    "%(unit)s; that of %(rate_date)s is %(expected_rate)s. A decimal "
                    "place seems to have slipped (factor %(factor)s)."
                ),
                factor=10 ** abs(power),
                too_large=power > 0,
            )


@check("fx.deviation", Severity.WARNING, Claim)
def no_rate_of_the_time_explains_it(claims: Any) -> Iterator[Flag]:
    """A restated figure is over 5 percent off all rates of its days, or not checked."""
    sums = restated(claims)
    converter = _converter(sums)
    for each in sums:
        if each.slipped(each.nearest(converter)):
            continue
        if _is_impossible(each):
            yield _impossible(each)
            continue
        rates = _rates(each, converter)
        if not rates:
            yield Flag(
                each.claim,
                _("Not checked: no reference rate within a week of the sum's date."),
                {"claim": each.claim.pk, "checked": False},
                severity=Severity.INFO,
            )
        elif closest := _left_behind(each, rates):
            yield _flag(
                each,
                closest,
                _(
                    "%(restated)s for %(amount)s means a rate of %(implied_rate)s "
                    "%(unit)s; that of %(rate_date)s is %(expected_rate)s."
                ),
                checked=True,
            )


def _converter(sums: list[Restated]) -> Converter:
    return Converter({code for each in sums for code in (each.currency, each.into)})


def _rates(each: Restated, converter: Converter) -> list[Rate]:
    """The reference rates of all days that the sum may be of."""
    if each.days is None or (each.days[1] - each.days[0]).days > LONGEST_SPAN:
        return []
    first, last = each.days
    days = (first + datetime.timedelta(n) for n in range((last - first).days + 1))
    found = (converter.rate(each.into, each.currency, on=day) for day in days)
    return [rate for rate in found if rate is not None]


def _left_behind(each: Restated, rates: list[Rate]) -> Rate | None:
    """The closest of ``rates`` if the sum is off even that one, however rounded."""
    low, high = each.implied_bounds
    least = min(rates, key=lambda rate: rate.value)
    most = max(rates, key=lambda rate: rate.value)
    if high < least.value * (1 - DEVIATION):
        return least
    return most if low > most.value * (1 + DEVIATION) else None


def _is_impossible(each: Restated) -> bool:
    if {each.currency, each.into} != {"JPY", "USD"}:
        return False
    low, high = each.implied_bounds
    if each.currency == "USD":
        low, high = 1 / high, 1 / low
    return high < YEN_PER_DOLLAR[0] or low > YEN_PER_DOLLAR[1]


def _impossible(each: Restated) -> Flag:
    implied = each.implied if each.currency == "JPY" else 1 / each.implied
    return Flag(
        each.claim,
        _(
            "%(restated)s for %(amount)s means %(implied_rate)s yen to the dollar; "
            "since the yen floats it has been between 75 and 360."
        ),
        {"claim": each.claim.pk, "implied_rate": digits_of(implied), "unit": "JPY/USD"},
        words=_words(each),
        severity=Severity.ERROR,
    )


def _flag(each: Restated, rate: Rate, message: Any, **details: Any) -> Flag:
    """A flag that shows both rates the way round in which they exceed one."""
    implied, expected, unit = each.beside(rate)
    details |= {
        "claim": each.claim.pk,
        "implied_rate": digits_of(implied),
        "expected_rate": digits_of(expected),
        "unit": unit,
        "rate_date": rate.date.isoformat(),
        "rate_source": rate.origin,
    }
    return Flag(each.claim, message, details, words=_words(each))


def _words(each: Restated) -> dict[str, Any]:
    return {
        "restated": money(each.restated, each.into),
        "amount": money(each.amount, each.currency),
    }
