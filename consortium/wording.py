"""How figures and dates are written for readers, in the language of the moment.

The qualifier is part of the figure: “up to ¥1 trillion”, 最大1兆円. A text says which
language it is in, so that a page can mark what is not in its reader's.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from babel.dates import format_skeleton
from babel.numbers import get_currency_name, get_currency_symbol
from django.utils.translation import get_language, gettext_noop, pgettext
from django.utils.translation import gettext as _

from consortium.codelists import Qualifier
from consortium.money import scaled
from consortium.periods import FuzzyDate, spans

SKELETONS = {"day": "yMMMd", "month": "yMMM", "year": "y"}
HEDGES = {
    Qualifier.UP_TO: gettext_noop("up to %(figure)s"),
    Qualifier.NEARLY: gettext_noop("nearly %(figure)s"),
    Qualifier.LESS_THAN: gettext_noop("less than %(figure)s"),
    Qualifier.AT_LEAST: gettext_noop("at least %(figure)s"),
    Qualifier.MORE_THAN: gettext_noop("more than %(figure)s"),
    Qualifier.APPROXIMATELY: gettext_noop("about %(figure)s"),
    Qualifier.BETWEEN: gettext_noop("%(figure)s to %(high)s"),
}
"""What the qualifiers make of a figure; the others leave it as it is."""

_YEARLY = re.compile("([A-Z]{3}) per year")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]")


class Words(NamedTuple):
    """A text and its language; ``stands_in`` where the reader's language has none."""

    text: str
    language: str
    stands_in: bool = False


def in_reader_language(record: object, field: str) -> Words:
    """``field`` of ``record``, or ``field_ja``: the reader's, else the other one."""
    default, japanese = getattr(record, field), getattr(record, f"{field}_ja")
    if japanese and _language() == "ja":
        return Words(japanese, "ja")
    if default and japanese:
        return Words(default, "en")  # whatever Japanese terms it explains
    return untranslated(default or japanese)


def untranslated(text: str) -> Words:
    """A text of ours that is kept in one language; the other's readers are told."""
    words = as_written(text)
    return words._replace(stands_in=bool(text) and words.language != _language())


def as_written(text: str, language: str = "") -> Words:
    """The words of a source; kana or kanji tell the language when nobody says."""
    guess = "ja" if _JAPANESE.search(text) else "en"
    return Words(text, language or guess)


def money(
    amount: Decimal | None,
    currency: str,
    qualifier: str,
    amount_high: Decimal | None = None,
) -> str:
    """An amount with its currency and qualifier; empty when it is not known."""
    if amount is None:
        return ""
    high = "" if amount_high is None else with_currency(amount_high, currency)
    return qualified(with_currency(amount, currency), qualifier, high)


def figure(
    value: Decimal | None,
    unit: str,
    qualifier: str,
    value_high: Decimal | None = None,
) -> str:
    """A measured value with its unit and qualifier; empty when it is not known."""
    if value is None:
        return ""
    high = "" if value_high is None else with_unit(value_high, unit)
    return qualified(with_unit(value, unit), qualifier, high)


def qualified(text: str, qualifier: str, high: str = "") -> str:
    """``text``, a figure already written, with the words of its qualifier."""
    pattern = HEDGES.get(Qualifier(qualifier))
    if pattern is None:
        return text
    return _(pattern) % {"figure": text, "high": high}


def with_currency(amount: Decimal, currency: str) -> str:
    """An amount as it is said: ¥1 trillion, 1兆円, CHF 20 million."""
    language = _language()
    number = scaled(amount, language)
    if language == "ja":
        name = "円" if currency == "JPY" else get_currency_name(currency, locale="ja")
        return f"{number}{name}"
    symbol = get_currency_symbol(currency, locale=language)
    return f"{symbol} {number}" if symbol.isalpha() else f"{symbol}{number}"


def with_unit(value: Decimal, unit: str) -> str:
    """A value with its unit; ``percent`` is a sign, ``USD per year`` an amount."""
    if yearly := _YEARLY.fullmatch(unit):
        amount = with_currency(value, yearly[1])
        return _("%(amount)s per year") % {"amount": amount}
    number = scaled(value, _language())
    if unit == "percent":
        return f"{number}%"
    return f"{number} {unit}".strip()


def fuzzy_date(date: FuzzyDate | None) -> str:
    """A fuzzy date in words: 30 June 2026, FY2026, until 2030; empty if not known."""
    if date is None:
        return ""
    if date.precision != "interval":
        return _one_date(date)
    first, last = spans(date)
    if first is None:
        return _("until %(date)s") % {"date": fuzzy_date(last)}
    if last is None:
        return _("since %(date)s") % {"date": fuzzy_date(first)}
    return _("%(first)s to %(last)s") % {
        "first": _one_date(first),
        "last": _one_date(last),
    }


def _one_date(date: FuzzyDate) -> str:
    start = date.earliest
    if start is None:
        return ""
    if date.precision in SKELETONS:
        text = format_skeleton(SKELETONS[date.precision], start, locale=_language())
    else:
        patterns = {
            "fiscal_year": _("FY%(year)s"),
            "decade": _("the %(year)ss"),
            "quarter": _("Q%(quarter)s %(year)s"),
            "half_year": _("first half of %(year)s")
            if start.month == 1
            else _("second half of %(year)s"),
        }
        text = patterns[date.precision] % {
            "year": start.year,
            "quarter": (start.month + 2) // 3,
        }
    if date.is_approximate:
        text = pgettext("date", "about %(date)s") % {"date": text}
    if date.is_uncertain:
        text = _("%(date)s (uncertain)") % {"date": text}
    return text


def _language() -> str:
    return (get_language() or "en").split("-")[0]
