"""What is not known about an initiative, or does not add up to one."""

import pytest

from consortium.checks.initiatives import (
    iati_would_refuse_it,
    name_is_our_own,
    purpose_shares_are_not_a_whole,
    sector_shares_are_not_a_whole,
)
from consortium.models import Funding, FundingPurpose, Initiative
from tests.factories import (
    make_funding,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_organization,
    make_sector,
)

pytestmark = pytest.mark.django_db

COMPLETE = {
    "summary": "It builds models.",
    "planned_start": "2026",
    "status": "implementation",
    "country": "JP",
}


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        pytest.param({"name_is_provisional": True}, True, id="ours"),
        pytest.param({"name_is_provisional": False}, False, id="its-own"),
        pytest.param(
            {"name_is_provisional": True, "state": "draft"}, False, id="draft"
        ),
    ],
)
def test_name_is_our_own(fields, fires):
    make_initiative(**fields)

    assert bool(list(name_is_our_own(Initiative.objects.all()))) is fires


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        pytest.param({}, [], id="complete"),
        pytest.param({"summary": ""}, ["description"], id="no-description"),
        pytest.param({"summary": "", "objective": "To build."}, [], id="objective"),
        pytest.param({"planned_start": None}, ["start"], id="no-start"),
        pytest.param(
            {"planned_start": None, "actual_start": "2025"}, [], id="actual-start"
        ),
        pytest.param({"status": "announced"}, ["status"], id="status-not-iatis"),
        pytest.param({"country": ""}, ["country"], id="no-country"),
    ],
)
def test_iati_would_refuse_it(fields, missing):
    initiative = make_initiative(**COMPLETE | fields)
    make_initiative_sector(initiative=initiative)
    make_funding(initiative=initiative, funder=make_organization())

    flags = list(iati_would_refuse_it(Initiative.objects.all()))

    assert [flag.details["missing"] for flag in flags] == ([missing] if missing else [])


def test_iati_wants_participants_and_sectors():
    make_initiative(**COMPLETE)

    (flag,) = iati_would_refuse_it(Initiative.objects.all())

    assert flag.say("en") == "IATI cannot take it without: participants, sector."


def test_a_member_is_a_participant():
    initiative = make_initiative(**COMPLETE)
    make_initiative_sector(initiative=initiative)
    make_member(initiative=initiative)

    assert list(iati_would_refuse_it(Initiative.objects.all())) == []


@pytest.mark.parametrize(
    ("percentages", "fires"),
    [
        pytest.param([None, None], False, id="none-given"),
        pytest.param([60, 40], False, id="whole"),
        pytest.param([60, None], True, id="some-given"),
        pytest.param([60, 41], True, id="too-much"),
        pytest.param(["33.33", "33.33", "33.33"], False, id="thirds"),
        pytest.param(["33.3", "33.3", "33.3"], True, id="rough-thirds"),
        pytest.param([100, None], True, id="all-in-one"),
    ],
)
def test_sector_shares_are_not_a_whole(percentages, fires):
    initiative = make_initiative()
    for percentage in percentages:
        make_initiative_sector(initiative=initiative, percentage=percentage)

    flags = list(sector_shares_are_not_a_whole(Initiative.objects.all()))

    assert [flag.subject for flag in flags] == ([initiative] if fires else [])


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"relation": "interested"}, id="relation"),
        pytest.param({"sector": "ISIC4"}, id="scheme"),
    ],
)
def test_schemes_and_relations_are_not_mixed(other):
    initiative = make_initiative()
    make_initiative_sector(initiative=initiative, percentage=100)
    if "sector" in other:
        other = {"sector": make_sector(scheme="ISIC4")}
    make_initiative_sector(initiative=initiative, **other)

    assert list(sector_shares_are_not_a_whole(Initiative.objects.all())) == []


def test_the_shares_are_put_into_words():
    initiative = make_initiative()
    for percentage in (60, None):
        make_initiative_sector(initiative=initiative, percentage=percentage)

    (flag,) = sector_shares_are_not_a_whole(Initiative.objects.all())

    assert flag.say("en") == (
        "Represented by members: 1 of 2 percentages are given, in all 60; give all of "
        "them, adding up to 100, or none."
    )


@pytest.mark.parametrize(
    ("percentages", "fires"),
    [
        pytest.param([60, 40], False, id="whole"),
        pytest.param([60], True, id="less"),
        pytest.param([None], False, id="none-given"),
    ],
)
def test_purpose_shares_are_not_a_whole(percentages, fires):
    funding = make_funding()
    for percentage in percentages:
        FundingPurpose.objects.create(
            funding=funding, sector=make_sector(), percentage=percentage
        )

    flags = list(purpose_shares_are_not_a_whole(Funding.objects.all()))

    assert [flag.subject for flag in flags] == ([funding] if fires else [])
