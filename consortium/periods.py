"""Fuzzy dates: EDTF strings and Japanese fiscal years, with the days they cover.

A subset of EDTF (ISO 8601-2:2019): year, month, day, quarter (``2026-33`` to ``36``),
half-year (``2026-40``, ``41``), decade (``202X``), interval (``2026/2028``, open as
``../2030``), each part with ``~`` approximate, ``?`` uncertain or ``%`` both. To it we
add the fiscal year, ``FY2026`` = 2026-04-01 to 2027-03-31, which EDTF lacks.

The database computes the same days from the same text: see the SQL functions
``fuzzy_from`` and ``fuzzy_to`` in ``consortium/migrations``; a test holds both equal.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass, field

FIRST_YEAR, LAST_YEAR = 1800, 2200
OPEN = ".."
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}

_PART = re.compile(
    r"(?:(?P<decade>\d{3})X"
    r"|FY(?P<fiscal>\d{4})"
    r"|(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?)"
    r"(?P<mark>[~?%]?)"
)
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])|Q([1-4])[ -]?(\d{4})")
_ERA_YEAR = re.compile(f"({'|'.join(ERAS)})(元|\\d{{1,2}})年")
_JAPANESE = re.compile(r"(\d{4})年(?:(度)|(?:(\d{1,2})月(?:(\d{1,2})日)?)?)")


class NotAFuzzyDate(ValueError):
    """The text is no date we can read.

    ``code`` says why: ``unreadable``, ``not_a_day``, ``year_range`` or ``reversed``.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date as precise as its source: ``value`` is the canonical text.

    ``earliest`` and ``latest`` are the first and last day it may mean, ``None``
    where an interval is open.
    """

    value: str
    earliest: datetime.date | None = field(compare=False)
    latest: datetime.date | None = field(compare=False)
    precision: str = field(compare=False)

    def __str__(self) -> str:
        return self.value

    @property
    def is_approximate(self) -> bool:
        return "~" in self.value or "%" in self.value

    @property
    def is_uncertain(self) -> bool:
        return "?" in self.value or "%" in self.value


def parse(text: str) -> FuzzyDate:
    """Read a fuzzy date; Japanese and quarter spellings become canonical text.

    Raises ``NotAFuzzyDate`` for anything else.
    """
    value = _canonical(text)
    first, slash, second = value.partition("/")
    if not slash:
        return FuzzyDate(value, *_span(first, text))
    if first == second == OPEN:
        raise NotAFuzzyDate("unreadable", text)
    earliest = None if first == OPEN else _span(first, text)[0]
    latest = None if second == OPEN else _span(second, text)[1]
    if earliest and latest and earliest > latest:
        raise NotAFuzzyDate("reversed", text)
    return FuzzyDate(value, earliest, latest, "interval")


def spans(interval: FuzzyDate) -> tuple[FuzzyDate | None, FuzzyDate | None]:
    """The two dates an interval runs between; ``None`` for an open end."""
    first, last = interval.value.split("/")
    return (
        None if first == OPEN else parse(first),
        None if last == OPEN else parse(last),
    )


def fiscal_year(day: datetime.date) -> int:
    """The Japanese fiscal year that ``day`` falls in (April to March)."""
    return day.year if day.month >= 4 else day.year - 1


def _canonical(text: str) -> str:
    value = unicodedata.normalize("NFKC", text).strip()
    value = _ERA_YEAR.sub(_western_year, value)
    if japanese := _JAPANESE.fullmatch(value):
        year, fiscal, month, day = japanese.groups()
        parts = [year, *(part.zfill(2) for part in (month, day) if part)]
        return f"FY{year}" if fiscal else "-".join(parts)
    if quarter := _QUARTER.fullmatch(value):
        year, number = quarter[1] or quarter[4], quarter[2] or quarter[3]
        return f"{year}-{32 + int(number)}"
    return value


def _western_year(match: re.Match[str]) -> str:
    year = 1 if match[2] == "元" else int(match[2])
    return f"{ERAS[match[1]] + year}年"


def _span(part: str, text: str) -> tuple[datetime.date, datetime.date, str]:
    found = _PART.fullmatch(part)
    if not found:
        raise NotAFuzzyDate("unreadable", text)
    if found["decade"]:
        start, months, precision = (int(found["decade"]) * 10, 1), 120, "decade"
    elif found["fiscal"]:
        start, months, precision = (int(found["fiscal"]), 4), 12, "fiscal_year"
    else:
        start, months, precision = _division(int(found["year"]), found["month"], text)
    if not FIRST_YEAR <= start[0] <= LAST_YEAR:
        raise NotAFuzzyDate("year_range", text)
    if found["day"]:
        if precision != "month":
            raise NotAFuzzyDate("unreadable", text)
        day = _calendar_day(*start, int(found["day"]), text)
        return day, day, "day"
    first = datetime.date(*start, 1)
    years, month = divmod(start[1] - 1 + months, 12)
    after = datetime.date(start[0] + years, month + 1, 1)
    return first, after - datetime.timedelta(days=1), precision


def _division(
    year: int, month: str | None, text: str
) -> tuple[tuple[int, int], int, str]:
    """First month, length in months and name of a year or a part of one."""
    if month is None:
        return (year, 1), 12, "year"
    number = int(month)
    if 1 <= number <= 12:
        return (year, number), 1, "month"
    if 33 <= number <= 36:
        return (year, (number - 33) * 3 + 1), 3, "quarter"
    if 40 <= number <= 41:
        return (year, (number - 40) * 6 + 1), 6, "half_year"
    raise NotAFuzzyDate("unreadable", text)


def _calendar_day(year: int, month: int, day: int, text: str) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise NotAFuzzyDate("not_a_day", text) from None
