import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consortium import periods
from consortium.periods import NotAFuzzyDate, fiscal_year, parse

YEARS = st.integers(periods.FIRST_YEAR, periods.LAST_YEAR)
DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 12, 31))
PARTS = st.one_of(
    YEARS.map(str),
    DAYS.map(str),
    DAYS.map(lambda day: day.strftime("%Y-%m")),
    YEARS.map(lambda year: f"FY{year}"),
    st.builds(
        lambda y, q: f"{y}-{q}", YEARS, st.sampled_from([33, 34, 35, 36, 40, 41])
    ),
    st.integers(180, 219).map(lambda decade: f"{decade}X"),
)
MARKED = st.builds(str.__add__, PARTS, st.sampled_from(["", "~", "?", "%"]))


def _in_order(first: str, last: str) -> str:
    begins, ends = parse(first), parse(last)
    if begins.earliest > ends.latest:
        first, last = last, first
    return f"{first}/{last}"


FUZZY_DATES = st.one_of(
    MARKED,
    MARKED.map(lambda part: f"../{part}"),
    MARKED.map(lambda part: f"{part}/.."),
    st.builds(_in_order, MARKED, MARKED),
)


@pytest.mark.parametrize(
    ("text", "value", "earliest", "latest", "precision"),
    [
        ("2026", "2026", "2026-01-01", "2026-12-31", "year"),
        ("2026-06", "2026-06", "2026-06-01", "2026-06-30", "month"),
        ("2024-02", "2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2026-06-30", "2026-06-30", "2026-06-30", "2026-06-30", "day"),
        ("2026~", "2026~", "2026-01-01", "2026-12-31", "year"),
        ("FY2026", "FY2026", "2026-04-01", "2027-03-31", "fiscal_year"),
        ("2026-Q3", "2026-35", "2026-07-01", "2026-09-30", "quarter"),
        ("Q3 2026", "2026-35", "2026-07-01", "2026-09-30", "quarter"),
        ("2026-40", "2026-40", "2026-01-01", "2026-06-30", "half_year"),
        ("2026-41", "2026-41", "2026-07-01", "2026-12-31", "half_year"),
        ("202X", "202X", "2020-01-01", "2029-12-31", "decade"),
        ("2026/2028", "2026/2028", "2026-01-01", "2028-12-31", "interval"),
        ("../2030", "../2030", None, "2030-12-31", "interval"),
        ("2026-07/..", "2026-07/..", "2026-07-01", None, "interval"),
        ("令和8年度", "FY2026", "2026-04-01", "2027-03-31", "fiscal_year"),
        ("２０２６年度", "FY2026", "2026-04-01", "2027-03-31", "fiscal_year"),
        ("令和元年", "2019", "2019-01-01", "2019-12-31", "year"),
        ("令和8年7月14日", "2026-07-14", "2026-07-14", "2026-07-14", "day"),
        ("2026年7月", "2026-07", "2026-07-01", "2026-07-31", "month"),
    ],
)
def test_a_fuzzy_date_covers_its_days(text, value, earliest, latest, precision):
    date = parse(text)

    assert str(date) == value
    assert (date.earliest and str(date.earliest)) == earliest
    assert (date.latest and str(date.latest)) == latest
    assert date.precision == precision


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("soon", "unreadable"),
        ("2026-13", "unreadable"),
        ("2026-35-01", "unreadable"),
        ("2026/06/30", "unreadable"),
        ("../..", "unreadable"),
        ("", "unreadable"),
        ("2026-02-30", "not_a_day"),
        ("2026-00-10", "unreadable"),
        ("1492", "year_range"),
        ("FY9999", "year_range"),
        ("2028/2026", "reversed"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text, code):
    with pytest.raises(NotAFuzzyDate) as refusal:
        parse(text)

    assert refusal.value.code == code


@given(FUZZY_DATES)
def test_canonical_text_reads_as_itself(text):
    date = parse(text)

    assert parse(str(date)) == date
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text):
    try:
        date = parse(text)
    except NotAFuzzyDate:
        return

    assert parse(date.value) == date


def test_marks_say_how_sure_the_source_is():
    assert parse("2026~").is_approximate
    assert parse("2026?").is_uncertain
    assert parse("2026%").is_approximate
    assert parse("2026%").is_uncertain
    assert not parse("2026").is_approximate
    assert not parse("2026").is_uncertain


@pytest.mark.parametrize(
    ("day", "year"), [("2026-03-31", 2025), ("2026-04-01", 2026), ("2026-12-31", 2026)]
)
def test_the_fiscal_year_begins_in_april(day, year):
    assert fiscal_year(datetime.date.fromisoformat(day)) == year
