"""Which day it is, at the edges of days, of months and of the calendar."""

import datetime

import pytest
import time_machine

from consortium.checks.days import day_of, today
from consortium.pages.past import MomentParameter

DAY = datetime.date


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        pytest.param("2026-06-30T14:59:59Z", DAY(2026, 6, 30), id="before-midnight"),
        pytest.param("2026-06-30T15:00:00Z", DAY(2026, 7, 1), id="midnight-in-japan"),
        pytest.param("2027-12-31T15:00:00Z", DAY(2028, 1, 1), id="new-year"),
        pytest.param("2028-02-28T15:00:00Z", DAY(2028, 2, 29), id="leap-day"),
        pytest.param("2028-02-29T15:00:00Z", DAY(2028, 3, 1), id="after-it"),
        pytest.param("2027-02-28T15:00:00Z", DAY(2027, 3, 1), id="no-leap-day"),
        # Elsewhere clocks are put forward in this night; in Japan they never are.
        pytest.param("2026-03-29T01:30:00Z", DAY(2026, 3, 29), id="summer-time"),
    ],
)
def test_today_is_the_day_in_japan(instant, day):
    at = datetime.datetime.fromisoformat(instant)

    with time_machine.travel(at, tick=False):
        assert today() == day == day_of(at)


def test_a_clock_that_is_put_back_puts_today_back():
    with time_machine.travel("2026-07-01T00:00:00+09:00", tick=False) as clock:
        after = today()
        clock.shift(-1)

        assert (after, today()) == (DAY(2026, 7, 1), DAY(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2028-02-29", "2028-02-29T14:59:59.999999+00:00"),
        ("2027-12-31", "2027-12-31T14:59:59.999999+00:00"),
        ("2028-03-10", "2028-03-10T03:00:00+00:00"),  # today: until now
    ],
)
def test_a_day_of_the_past_ends_at_midnight_in_japan(day, end):
    with time_machine.travel("2028-03-10T12:00:00+09:00", tick=False):
        assert MomentParameter().read(day).isoformat() == end
