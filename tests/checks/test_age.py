"""Records that the world has moved past."""

import pytest
import time_machine

from consortium.checks.age import initiative_is_out_of_date, milestone_is_out_of_date
from consortium.models import Initiative, Milestone
from tests.factories import (
    make_claim,
    make_initiative,
    make_member,
    make_milestone,
    make_source,
)

pytestmark = pytest.mark.django_db


def stale(find, model, day="2200-01-01"):
    """The keys that fire on a day so late that everything recorded now is old."""
    with time_machine.travel(f"{day}T00:00:00+09:00", tick=False):
        return [flag.key for flag in find(model.objects.all())]


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        pytest.param({}, ["silence"], id="silence"),
        pytest.param({"status": "closed"}, [], id="closed"),
        pytest.param({"status": "suspended"}, [], id="suspended"),
        pytest.param({"state": "draft"}, [], id="draft"),
        pytest.param(
            {"planned_start": "2199"}, ["silence", "planned_start"], id="not-begun"
        ),
        pytest.param({"planned_start": "2200"}, ["silence"], id="begins-this-year"),
        pytest.param({"planned_start": "2199~"}, ["silence"], id="about-then"),
        pytest.param(
            {"planned_start": "2199", "actual_start": "2199"}, ["silence"], id="begun"
        ),
        pytest.param(
            {"planned_start": "2199", "status": "implementation"},
            ["silence"],
            id="under-way",
        ),
        pytest.param(
            {"planned_end": "2199", "status": "implementation"},
            ["silence", "planned_end"],
            id="not-ended",
        ),
        pytest.param(
            {"planned_end": "2199", "actual_end": "2199"}, ["silence"], id="ended"
        ),
    ],
)
def test_initiative_is_out_of_date(fields, keys):
    make_initiative(**fields)

    assert stale(initiative_is_out_of_date, Initiative) == keys


def test_a_new_record_is_no_silence():
    make_initiative()
    make_milestone()

    assert list(initiative_is_out_of_date(Initiative.objects.all())) == []
    assert list(milestone_is_out_of_date(Milestone.objects.all())) == []


@pytest.mark.parametrize(
    ("published", "status", "fires"),
    [
        pytest.param("2199-07-05", "accepted", False, id="180-days"),
        pytest.param("2199-07-04", "accepted", True, id="181-days"),
        pytest.param("2199", "accepted", False, id="some-day-of-last-year"),
        pytest.param("2199-12", "pending", False, id="pending"),
        pytest.param("2199-12", "rejected", True, id="rejected"),
        pytest.param(None, "accepted", True, id="undated"),
    ],
)
def test_any_claim_on_a_row_is_news_of_its_initiative(published, status, fires):
    member = make_member()
    make_claim(
        subject=member,
        source=make_source(published=published),
        status=status,
        decision_reason="Read.",
    )

    assert stale(initiative_is_out_of_date, Initiative) == (
        ["silence"] if fires else []
    )


def test_an_old_report_entered_late_is_no_news():
    initiative = make_initiative()
    make_claim(subject=initiative, source=make_source(published="2020"))

    with time_machine.travel("2020-12-31T00:00:00+09:00"):
        assert list(initiative_is_out_of_date(Initiative.objects.all())) == []
    (flag,) = initiative_is_out_of_date(Initiative.objects.all())

    assert flag.say("en") == "No news since 2020-12-31: is it still so?"


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        pytest.param({}, ["silence"], id="silence"),
        pytest.param({"planned": "2199"}, ["silence", "planned"], id="missed"),
        pytest.param(
            {"planned": "2199", "forecast": "2200"}, ["silence"], id="put-off"
        ),
        pytest.param(
            {"planned": "2198", "forecast": "2199"},
            ["silence", "forecast"],
            id="put-off-and-missed",
        ),
        pytest.param({"planned": "2199", "status": "met"}, [], id="met"),
        pytest.param({"planned": "2199", "achieved": "2199"}, [], id="achieved"),
    ],
)
def test_milestone_is_out_of_date(fields, keys):
    make_milestone(**fields)

    assert stale(milestone_is_out_of_date, Milestone) == keys


def test_a_claim_on_a_milestone_is_news_of_it():
    milestone = make_milestone()
    make_claim(subject=milestone, source=make_source(published="2199-12"))

    assert stale(milestone_is_out_of_date, Milestone) == []
