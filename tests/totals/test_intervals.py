"""The database and Python divide time alike."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consortium import periods
from consortium.models import Initiative
from consortium.totals.intervals import INTERVALS
from tests.factories import make_initiative

DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 12, 31))


@pytest.mark.parametrize(
    ("interval", "span", "text"),
    [
        ("year", (2026, 2026), "2026"),
        ("year", (2026, 2027), "2026/2027"),
        ("year", (2026, None), "2026/.."),
        ("year", (None, 2030), "../2030"),
        ("fiscal_year", (2026, 2026), "FY2026"),
        ("fiscal_year", (2026, 2028), "FY2026/FY2028"),
        ("quarter", (8104, 8104), "2026-33"),
        ("quarter", (8107, 8107), "2026-36"),
        ("month", (24317, 24318), "2026-06/2026-07"),
    ],
)
def test_an_interval_is_written_as_a_fuzzy_date(interval, span, text):
    date = INTERVALS[interval].date(span)

    assert str(date) == text
    read = periods.parse(text)
    assert (date.earliest, date.latest) == (read.earliest, read.latest)
    assert date.precision == read.precision


def test_no_date_is_no_interval():
    assert INTERVALS["year"].date((None, None)) is None


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(day=DAYS, name=st.sampled_from(list(INTERVALS)))
def test_a_day_lies_in_the_interval_that_the_database_says(day, name):
    interval = INTERVALS[name]
    made = make_initiative(state="draft", planned_start=str(day))
    rows = Initiative.objects.filter(pk=made.pk)

    number = rows.annotate(number=interval.number("planned_start_from")).get().number

    assert interval.day(number) <= day < interval.day(number + 1)
    if name == "fiscal_year":
        assert number == periods.fiscal_year(day)
