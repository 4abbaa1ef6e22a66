"""Members and stakes that do not add up."""

import pytest
import time_machine

from consortium import checks
from consortium.checks.members import (
    members_named_are_not_as_many_as_reported,
    stakes_exceed_the_whole,
)
from consortium.models import Finding, Initiative
from tests.factories import (
    make_claim,
    make_initiative,
    make_member,
    make_source,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_2026")]


@pytest.fixture
def mid_2026():
    with time_machine.travel("2026-06-30T12:00:00+09:00", tick=False):
        yield


def counted(number=2, qualifier="exact", **said):
    return make_initiative(
        reported_member_count=number, reported_member_count_qualifier=qualifier, **said
    )


@pytest.mark.parametrize(
    ("reported", "qualifier", "named", "message"),
    [
        pytest.param(
            9, "exact", 4, "5 of 9 reported members are not named.", id="fewer"
        ),
        pytest.param(
            1,
            "exact",
            2,
            "2 members are named but 1 reported: the number is outdated, or counts "
            "something else.",
            id="more",
        ),
        pytest.param(2, "exact", 2, None, id="as-many"),
        pytest.param(1, "at_least", 2, None, id="at-least"),
        pytest.param(9, "up_to", 2, None, id="up-to"),
        pytest.param(None, "", 2, None, id="none-reported"),
    ],
)
def test_members_named_are_not_as_many_as_reported(reported, qualifier, named, message):
    initiative = counted(reported, qualifier)
    for _ in range(named):
        make_member(initiative=initiative)

    flags = list(members_named_are_not_as_many_as_reported(Initiative.objects.all()))

    assert [flag.say("en") for flag in flags] == ([message] if message else [])


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        pytest.param({}, True, id="member"),
        pytest.param({"status": "interested"}, False, id="interested"),
        pytest.param({"status": "former"}, False, id="former"),
        pytest.param({"joined": "2027"}, False, id="not-yet"),
        pytest.param({"left": "2025"}, False, id="no-more"),
        pytest.param({"joined": "2026"}, True, id="perhaps-by-now"),
    ],
)
def test_only_present_members_count(fields, counts):
    initiative = counted(1)
    make_member(initiative=initiative, **fields)

    flags = list(members_named_are_not_as_many_as_reported(Initiative.objects.all()))

    assert (flags == []) is counts


def test_drafts_name_nobody_in_public():
    shown, drafted = counted(2), counted(2, state="draft")
    for initiative in (shown, drafted):
        make_member(initiative=initiative)
        make_member(initiative=initiative, state="draft")

    checks.refresh(shown, drafted)

    (finding,) = Finding.objects.filter(code="member.count")
    assert (finding.subject, finding.details["unnamed"]) == (shown, 1)


def test_a_firm_with_two_periods_counts_once():
    initiative = counted(1)
    first = make_member(initiative=initiative, left="2026-01-31")
    make_member(
        initiative=initiative, organization=first.organization, joined="2026-06"
    )

    assert not list(members_named_are_not_as_many_as_reported(Initiative.objects.all()))


@pytest.mark.parametrize(
    ("valid", "published"),
    [
        pytest.param("2024", None, id="valid-time"),
        pytest.param(None, "2024-05", id="published"),
        pytest.param("2024", "2026-06", id="valid-time-first"),
    ],
)
def test_the_count_is_compared_at_its_own_time(valid, published):
    initiative = counted(1)
    make_member(initiative=initiative, joined="2025", left=None)
    make_member(initiative=initiative, status="former", joined="2023", left="2024-12")
    make_claim(
        subject=initiative,
        field="reported_member_count",
        value={"reported_member_count": 1, "reported_member_count_qualifier": "exact"},
        valid=valid,
        source=make_source(published=published),
        preferred=True,
    )

    assert not list(members_named_are_not_as_many_as_reported(Initiative.objects.all()))


def test_a_count_without_a_time_is_compared_today():
    initiative = counted(2)
    make_claim(
        subject=initiative,
        field="reported_member_count",
        value={"reported_member_count": 2, "reported_member_count_qualifier": "exact"},
        preferred=True,
    )

    (flag,) = members_named_are_not_as_many_as_reported(Initiative.objects.all())

    assert flag.details == {"named": 0, "reported": 2, "unnamed": 2}


@pytest.mark.parametrize(
    ("stakes", "fires"),
    [
        pytest.param([("60", "exact"), ("41", "exact")], True, id="too-much"),
        pytest.param([("60", "exact"), ("40", "exact")], False, id="all"),
        pytest.param([("60", "at_least"), ("41", "more_than")], True, id="at-least"),
        pytest.param([("60", "exact"), ("90", "up_to")], False, id="up-to"),
    ],
)
def test_stakes_exceed_the_whole(stakes, fires):
    initiative = make_initiative()
    for stake, qualifier in stakes:
        make_member(initiative=initiative, stake=stake, stake_qualifier=qualifier)

    flags = list(stakes_exceed_the_whole(Initiative.objects.all()))

    assert [flag.subject for flag in flags] == ([initiative] if fires else [])


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"left": "2026-06-01"}, id="sold"),
        pytest.param({"joined": "2027"}, id="not-yet"),
        pytest.param({"status": "former"}, id="former"),
    ],
)
def test_only_present_stakes_are_added(fields):
    initiative = make_initiative()
    make_member(initiative=initiative, stake=100, stake_qualifier="exact")
    make_member(initiative=initiative, stake=100, stake_qualifier="exact", **fields)

    assert list(stakes_exceed_the_whole(Initiative.objects.all())) == []
