"""How figures and currencies are typed in: 1兆円, $6.16 billion, jpy."""

import re
import unicodedata
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import Any, NamedTuple

from babel.numbers import list_currencies
from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.translation import gettext_lazy

from consortium.money import grouped, plain

SCALES = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "quadrillion": 15,
    "万": 4,
    "億": 8,
    "兆": 12,
    "京": 16,
    "垓": 20,
}
DOLLARS = ("USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD")
SIGNS: dict[str, tuple[str, ...]] = {
    "¥": ("JPY", "CNY"),
    "円": ("JPY",),
    "yen": ("JPY",),
    "us$": ("USD",),
    "$": DOLLARS,
    "ドル": DOLLARS,
    "dollars": DOLLARS,
    "€": ("EUR",),
    "ユーロ": ("EUR",),
    "euros": ("EUR",),
    "£": ("GBP", "EGP"),
}
"""What a sign or word of a currency may mean, the usual one first."""

WORDS = 20
"""How far into a search a figure is looked for."""

_PART = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*"
    rf"(?P<scale>{'|'.join(SCALES)})?\s*"
)
_SIGN = rf"{'|'.join(map(re.escape, SIGNS))}|(?<![a-z])[a-z]{{3}}(?![a-z])"
_BEFORE = re.compile(rf"({_SIGN})\s*(?=\d)")
_AFTER = re.compile(rf"(?<=\S)\s*({_SIGN})$")


class Typed(NamedTuple):
    """A figure as somebody typed it: its digits, and what its sign may mean.

    ``currencies`` is empty for a figure without a sign.
    """

    digits: str
    currencies: tuple[str, ...] = ()


def read(text: str) -> Typed:
    """The figure that people write as ``1兆2,500億円``, ``$61.6 billion``, ``usd 5``.

    What is no such figure comes back as it is, for the field to refuse.
    """
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    sign = _BEFORE.match(folded) or _AFTER.search(folded)
    currencies = meant_by(sign[1]) if sign else ()
    bare = folded.replace(sign[0], "", 1) if sign and currencies else folded
    digits = _digits(bare)
    return Typed(text) if digits is None else Typed(digits, currencies)


def meant_by(sign: str) -> tuple[str, ...]:
    """The currencies that a sign, word or code may mean, the usual one first."""
    folded = unicodedata.normalize("NFKC", sign).strip()
    code = folded.upper()
    known = (code,) if code in list_currencies() else ()
    return SIGNS.get(folded.lower(), known)


def figure_among(text: str) -> tuple[Decimal | None, str]:
    """The figure among the words of a search, and the other words.

    ``None`` where no run of words is a figure; the longest run counts.
    """
    words = text.split()[:WORDS]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            typed = read(" ".join(run))
            if typed.digits != " ".join(run) or typed.digits.isdecimal():
                rest = words[:start] + words[start + length :]
                return Decimal(typed.digits), " ".join(rest)
    return None, text


def _digits(folded: str) -> str | None:
    parts = list(_PART.finditer(folded))
    scales = [SCALES.get(part["scale"], 0) for part in parts]
    falling = all(low < high for high, low in pairwise(scales))
    if not parts or not falling or "".join(part[0] for part in parts) != folded:
        return None
    with localcontext(prec=80):
        total = sum(
            Decimal(part["number"].replace(",", "")).scaleb(scale)
            for part, scale in zip(parts, scales, strict=True)
        )
    return plain(Decimal(total))


class FigureField(forms.DecimalField):
    """A figure that may be typed with commas, words or a sign, shown with commas."""

    widget = AdminTextInputWidget
    default_error_messages = {
        "invalid": gettext_lazy(
            "This is not understood as a figure: write 1500000000, 1.5 billion or 15億."
        )
    }

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = value.strip() if isinstance(value, str) else value
        return super().to_python(read(text).digits if isinstance(text, str) else text)

    def prepare_value(self, value: Any) -> Any:
        return grouped(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"class": "vFigure", "inputmode": "text", "autocomplete": "off"}


class CodeField(forms.CharField):
    """The code of a currency, which may be typed in small letters or as a sign."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return next(iter(meant_by(text)), text)
