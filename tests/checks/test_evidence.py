"""What stands on nothing, on the wrong thing, or on one source."""

import pytest

from consortium.checks.evidence import (
    all_evidence_has_one_origin,
    field_stands_on_nothing,
    statement_stands_in_a_field,
)
from consortium.models import (
    SUBJECTS,
    Claim,
    Funding,
    Initiative,
    Member,
    Milestone,
    Organization,
)
from tests import factories
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_member,
    make_milestone,
    make_organization,
    make_source,
)

pytestmark = pytest.mark.django_db


def bare_fields(model):
    return [flag.key for flag in field_stands_on_nothing(model.objects.all())]


@pytest.mark.parametrize("arc", SUBJECTS)
def test_field_stands_on_nothing(arc):
    record = getattr(factories, f"make_{arc}")()
    filled = [
        field
        for field in record.claimable
        if record.claim_value(field) and record.claim_value(field) != "unknown"
    ]

    flags = list(field_stands_on_nothing(type(record).objects.filter(pk=record.pk)))

    assert {flag.key for flag in flags} == set(filled)
    assert {flag.subject for flag in flags} == {record}


@pytest.mark.parametrize(
    ("claim", "fires"),
    [
        pytest.param({"preferred": True}, False, id="accepted"),
        pytest.param({"kind": "context", "preferred": True}, False, id="context"),
        pytest.param({}, True, id="beside-another"),
        pytest.param({"kind": "forecast"}, True, id="forecast"),
        pytest.param({"status": "pending"}, True, id="pending"),
        pytest.param({"status": "disputed"}, True, id="disputed"),
        pytest.param({"status": "superseded"}, True, id="superseded"),
        pytest.param({"field": "kind"}, True, id="other-field"),
    ],
)
def test_an_accepted_fact_is_evidence(claim, fires):
    organization = make_organization()
    make_claim(**{"subject": organization, "field": "name", "value": "X"} | claim)

    assert ("name" in bare_fields(Organization)) is fires


def test_evidence_of_another_record_is_none():
    make_organization()
    make_claim(subject=make_organization(), field="name", value="X", preferred=True)

    assert bare_fields(Organization).count("name") == 1


@pytest.mark.parametrize(
    ("fields", "bare"),
    [
        pytest.param({}, ["name", "kind", "status"], id="plain"),
        pytest.param({"name_is_provisional": True}, ["kind", "status"], id="working"),
        pytest.param(
            {"country": "JP", "planned_start": "2026"},
            ["name", "kind", "status", "country", "planned_start"],
            id="dates",
        ),
    ],
)
def test_only_filled_fields_of_an_initiative_need_evidence(fields, bare):
    make_initiative(**fields)

    assert bare_fields(Initiative) == bare


def test_names_of_other_records_need_evidence():
    make_funding(funder=make_organization(), instrument="loan")

    assert bare_fields(Funding) == ["amount", "funder", "stage", "instrument"]


def test_a_share_of_nothing_needs_evidence_too():
    make_member(stake=0, stake_qualifier="exact")
    make_milestone()

    assert bare_fields(Member) == ["roles", "status", "stake"]
    assert bare_fields(Milestone) == ["status"]


def test_what_is_missing_is_asked_for_in_three_questions(django_assert_num_queries):
    for _ in range(3):
        make_funding()

    with django_assert_num_queries(3):
        assert len(bare_fields(Funding)) == 6


@pytest.mark.parametrize(
    ("claim", "fires"),
    [
        pytest.param({"kind": "forecast"}, True, id="forecast"),
        pytest.param({"kind": "opinion"}, True, id="opinion"),
        pytest.param({"kind": "normative"}, True, id="recommendation"),
        pytest.param({"kind": "fact"}, False, id="fact"),
        pytest.param({"kind": "opinion", "status": "pending"}, False, id="pending"),
        pytest.param(
            {"kind": "opinion", "field": "", "value": None}, False, id="statement"
        ),
    ],
)
def test_statement_stands_in_a_field(claim, fires):
    claim = make_claim(**{"field": "status", "value": "closed"} | claim)

    flags = list(statement_stands_in_a_field(Claim.objects.all()))

    assert [flag.subject for flag in flags] == ([claim] if fires else [])


def one_origin():
    return [
        flag.subject for flag in all_evidence_has_one_origin(Initiative.objects.all())
    ]


def test_all_evidence_has_one_origin():
    funding = make_funding()
    source = make_source()
    make_claim(subject=funding.initiative, source=source)
    make_claim(subject=funding, source=source, field="stage", value="announced")

    assert one_origin() == [funding.initiative]


def test_a_copy_is_no_second_origin():
    initiative = make_initiative()
    first = make_source()
    make_claim(subject=initiative, source=first)
    copy = make_source(origin=make_source(origin=first))
    make_claim(subject=initiative, source=copy)

    assert one_origin() == [initiative]


def test_two_reports_of_one_announcement_have_one_origin():
    initiative, announcement = make_initiative(), make_source(held=False)
    for _ in range(2):
        make_claim(subject=initiative, source=make_source(), attributed_to=announcement)

    assert one_origin() == [initiative]


@pytest.mark.parametrize(
    ("status", "fires"),
    [
        pytest.param("accepted", False, id="accepted"),
        pytest.param("pending", True, id="pending"),
        pytest.param("rejected", True, id="rejected"),
    ],
)
def test_a_second_origin_counts_once_accepted(status, fires):
    member = make_member()
    make_claim(subject=member.initiative)
    make_claim(subject=member, field="status", value="member", status=status)

    assert one_origin() == ([member.initiative] if fires else [])


def test_an_initiative_without_evidence_has_no_origin():
    make_initiative()

    assert one_origin() == []


def test_the_chains_of_all_sources_are_read_together(django_assert_num_queries):
    for _ in range(3):
        source = make_source(origin=make_source(origin=make_source()))
        make_claim(subject=make_initiative(), source=source)

    with django_assert_num_queries(5):
        assert len(one_origin()) == 3
