"""Figures as they are printed: how far rounding may have moved them."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

WORDS = {
    "thousand": 3,
    "million": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
    "t": 12,
    "千": 3,
    "万": 4,
    "百万": 6,
    "億": 8,
    "兆": 12,
    "京": 16,
}
"""Powers of ten that scale words stand for."""

_NUMBER = re.compile(
    r"(\d[\d,]*)(?:\.(\d+))?\s*"
    r"((?:thousand|million|billion|trillion|mn|bn|tn|[mbt])\b|百万|[千万億兆京])?"
)


def rounding(printed: str, amount: Decimal) -> Decimal:
    """How far the true figure may lie from ``amount``: half the last digit printed.

    ``$61.6 billion`` means 61.55 to 61.65 billion. Where ``printed`` does not show the
    amount, its own digits without the zeros at the end count.
    """
    tokens = list(_tokens(printed))
    for start in range(len(tokens)):
        total = Decimal(0)
        for number, unit in tokens[start:]:
            total += number
            if total == amount and unit is not None:
                return unit / 2
    exponent = int(amount.normalize().as_tuple().exponent)
    return Decimal(1).scaleb(exponent) / 2


def _tokens(printed: str) -> Iterator[tuple[Decimal, Decimal | None]]:
    """Each number of a text with the unit of its last digit, scale words counted in.

    The unit of a bare number is unknown: its last zeros may be rounding.
    """
    text = unicodedata.normalize("NFKC", printed).casefold()
    for whole, fraction, word in _NUMBER.findall(text):
        number = Decimal(f"{whole.replace(',', '')}.{fraction or 0}")
        power = WORDS.get(word, 0)
        unit = Decimal(1).scaleb(power - len(fraction)) if word or fraction else None
        yield number.scaleb(power), unit
