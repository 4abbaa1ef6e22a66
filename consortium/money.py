"""Figures with a qualifier: what they bound, how they are written.

Amounts are ``Decimal``, never float; nothing here adds across currencies.
"""

from decimal import Decimal
from typing import NamedTuple

from consortium.codelists import Qualifier

UPPER_ONLY = {Qualifier.UP_TO, Qualifier.NEARLY, Qualifier.LESS_THAN}
LOWER_ONLY = {Qualifier.AT_LEAST, Qualifier.MORE_THAN}

ENGLISH_SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
JAPANESE_SCALES = (
    (Decimal(10) ** 20, "垓"),
    (Decimal(10) ** 16, "京"),
    (Decimal(10) ** 12, "兆"),
    (Decimal(10) ** 8, "億"),
    (Decimal(10) ** 4, "万"),
)


class Bounds(NamedTuple):
    """The least and the greatest value that a figure allows; ``None`` is open."""

    min: Decimal | None
    max: Decimal | None


def bounds(
    amount: Decimal | None, qualifier: str, amount_high: Decimal | None = None
) -> Bounds:
    """The values that ``amount`` with its ``qualifier`` allows.

    A figure printed without a qualifier, or as approximate, bounds itself: the
    qualifier that travels with it says how far to trust that.
    """
    if amount is None:
        return Bounds(None, None)
    if qualifier in UPPER_ONLY:
        return Bounds(None, amount)
    if qualifier in LOWER_ONLY:
        return Bounds(amount, None)
    if qualifier == Qualifier.BETWEEN:
        return Bounds(amount, amount_high)
    return Bounds(amount, amount)


def plain(number: Decimal | None) -> str | None:
    """Decimal digits without exponent or trailing zeros: ``1000000000000``."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(number: Decimal) -> str:
    """Digits in groups of three: ``61,600,000.5``."""
    whole, point, fraction = (plain(number) or "").partition(".")
    return f"{int(whole):,}{point}{fraction}"


def scaled(number: Decimal, language: str) -> str:
    """The figure as a reader of ``language`` would say it: 1 trillion, 1兆2,500億.

    Exact: digits that no scale word takes stay digits.
    """
    if language.startswith("ja"):
        return _japanese(number)
    for scale, word in ENGLISH_SCALES:
        if abs(number) >= scale and number % (scale / 1000) == 0:
            return f"{grouped(number / scale)} {word}"
    return grouped(number)


def _japanese(number: Decimal) -> str:
    rest, words = abs(number), []
    for scale, word in JAPANESE_SCALES:
        count, rest = divmod(rest, scale)
        if count:
            words.append(f"{grouped(count)}{word}")
    if rest or not words:
        words.append(grouped(rest))
    return ("-" if number < 0 else "") + "".join(words)
