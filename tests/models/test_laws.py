"""Each law of the database refuses what breaks it, whoever writes."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from consortium.models import (
    FundingPurpose,
    ImportRun,
    MilestoneDependency,
    OrganizationIdentifier,
    OrganizationName,
    OrganizationSector,
)
from tests.factories import (
    make_alignment,
    make_claim,
    make_finding,
    make_framework,
    make_funding,
    make_indicator,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_rate,
    make_sector,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def broken_law(make: Any, **fields: Any) -> str:
    """The name of the constraint that refuses ``make(**fields)``."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make(**fields)
    return refusal.value.__cause__.diag.constraint_name


@pytest.mark.parametrize(
    ("fields", "law"),
    [
        ({"state": "submitted"}, "funding_submitted_dated"),
        ({"state": "published"}, "funding_published_dated"),
        ({"state": "draft", "published_at": NOW}, "funding_published_paired"),
        ({"state": "draft", "retraction_reason": "x"}, "funding_retracted_reasoned"),
        ({"state": "lost"}, "funding_state_known"),
        ({"stage": "hoped_for"}, "funding_stage_known"),
        ({"stage": ""}, "funding_stage_known"),
        ({"instrument": "gift"}, "funding_instrument_known"),
        ({"amount": 0}, "funding_amount_positive"),
        ({"amount": -1}, "funding_amount_positive"),
        ({"currency": ""}, "funding_amount_in_currency"),
        ({"currency": "yen"}, "consortium_funding_currency_check"),
        ({"qualifier": ""}, "funding_amount_qualified"),
        ({"amount": None, "qualifier": "up_to"}, "funding_amount_qualified"),
        ({"amount": None, "currency": "JPY"}, "funding_amount_in_currency"),
        ({"qualifier": "between"}, "funding_amount_range"),
        ({"qualifier": "between", "amount_high": 10}, "funding_amount_range"),
        ({"amount_high": 2000}, "funding_amount_range"),
    ],
)
def test_funding_keeps_its_laws(fields, law):
    assert broken_law(make_funding, **fields) == law


@pytest.mark.parametrize(
    ("make", "fields", "law"),
    [
        (make_member, {"roles": []}, "member_roles_known"),
        (make_member, {"roles": ["friend"]}, "member_roles_known"),
        (make_member, {"stake": 101, "stake_qualifier": "exact"}, "member_stake_range"),
        (make_member, {"stake": 10}, "member_stake_qualified"),
        (
            make_member,
            {"stake": 10, "stake_qualifier": "between"},
            "member_stake_no_range",
        ),
        (
            make_initiative_sector,
            {"percentage": -1},
            "initiativesector_percentage_range",
        ),
        (
            make_initiative,
            {"reported_member_count": 9},
            "initiative_reported_member_count_qualified",
        ),
        (make_observation, {"place": "Jpn"}, "observation_place_coded"),
        (
            lambda **_: make_observation(kind="context", initiative=make_initiative()),
            {},
            "observation_context_apart",
        ),
        (make_framework, {"identifier": "42001"}, "framework_identifier_of_known"),
        (
            lambda **_: make_alignment(initiative=make_initiative(), country="JP"),
            {},
            "alignment_one_party",
        ),
        (make_alignment, {"country": ""}, "alignment_one_party"),
        (make_source, {"text_sha256": "abc"}, "source_sha256_shape"),
        (make_source, {"held": False, "text": "words"}, "source_text_of_held"),
        (make_source, {"url": "ftp://example.org/"}, "consortium_source_url_check"),
        (make_source, {"url": "https://me@example.org"}, "consortium_source_url_check"),
        (make_rate, {"rate": 0}, "exchangerate_positive"),
        (make_rate, {"currency": "EUR"}, "exchangerate_two_currencies"),
        (make_claim, {"field": "status"}, "claim_field_has_value"),
        (make_claim, {"preferred": True}, "claim_preferred_is_accepted_fact"),
        (
            make_claim,
            {"preferred": True, "kind": "opinion", "field": "status", "value": "x"},
            "claim_preferred_is_accepted_fact",
        ),
        (make_claim, {"quote": "word " * 26}, "consortium_claim_quote_check"),
        (make_claim, {"decided_at": None}, "claim_decided_dated"),
        (
            make_claim,
            {"status": "disputed", "decision_reason": ""},
            "claim_refusal_reasoned",
        ),
        (make_finding, {"state": "waived"}, "finding_waived_reasoned"),
        (make_finding, {"decided_at": NOW}, "finding_decided_paired"),
        (
            make_finding,
            {"first_seen": NOW, "last_seen": NOW - timedelta(days=1)},
            "finding_seen_ordered",
        ),
    ],
)
def test_records_and_evidence_keep_their_laws(make, fields, law):
    assert broken_law(make, **fields) == law


def test_a_claim_has_exactly_one_subject():
    fields = {"funding": make_funding(), "subject": make_initiative()}

    assert broken_law(make_claim, **fields) == "claim_one_subject"


def test_a_finding_has_exactly_one_subject():
    fields = {"funding": make_funding(), "subject": make_source()}

    assert broken_law(make_finding, **fields) == "finding_one_subject"


def test_one_claim_is_preferred_for_each_field():
    funding = make_funding()
    fields = {"subject": funding, "field": "stage", "preferred": True}
    make_claim(**fields, value="announced")

    assert broken_law(make_claim, **fields, value="committed") == "claim_preferred_once"
    make_claim(subject=funding, field="amount", preferred=True, value={"amount": "1"})
    make_claim(**fields | {"subject": make_funding()}, value="announced")


def test_a_source_says_the_same_thing_once():
    source, funding = make_source(), make_funding()
    fields = {"source": source, "subject": funding, "field": "stage"}
    make_claim(**fields, value="announced")

    assert broken_law(make_claim, **fields, value="announced") == "claim_once"
    make_claim(**fields, value="committed")


def test_who_recorded_a_claim_does_not_decide_it_unnoticed():
    user = make_user()
    fields = {"recorded_by": user, "decided_by": user}

    assert broken_law(make_claim, **fields) == "claim_two_persons"
    make_claim(**fields, single_handed=True)


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        pytest.param({}, {}, True, id="both-undated"),
        pytest.param({"left": "2026-03"}, {"joined": "2026-04"}, False, id="came-back"),
        pytest.param({"left": "2026"}, {"joined": "2026-04"}, True, id="overlap"),
        pytest.param({"left": "2026"}, {"joined": "2027"}, False, id="next-year"),
        pytest.param(
            {"joined": "2027", "left": "2026"},
            {"joined": "2020"},
            False,
            id="disordered",
        ),
    ],
)
def test_an_organization_is_one_member_at_a_time(first, second, refused):
    pair = {"initiative": make_initiative(), "organization": make_organization()}
    make_member(**pair, **first)

    if refused:
        assert broken_law(make_member, **pair, **second) == "member_once_per_period"
    else:
        make_member(**pair, **second)


def test_a_retracted_membership_makes_room():
    pair = {"initiative": make_initiative(), "organization": make_organization()}
    user = make_user()
    make_member(
        **pair,
        state="retracted",
        retracted_at=NOW,
        retracted_by=user,
        retraction_reason="Entered twice.",
    )

    make_member(**pair)


@pytest.mark.parametrize(
    ("make", "parent"),
    [
        (make_initiative, "part_of"),
        (make_funding, "part_of"),
        (make_organization, "parent"),
        (make_sector, "parent"),
        (make_source, "origin"),
    ],
)
def test_hierarchies_never_run_in_a_circle(make, parent):
    state = {} if make is make_sector else {"state": "draft"}
    top = make(**state)
    middle = make(**{parent: top})
    bottom = make(**{parent: middle})
    setattr(top, parent, bottom)

    assert broken_law(top.save).endswith(f"{parent}_no_circle")
    setattr(top, parent, top)
    assert broken_law(top.save) is not None


def test_milestones_never_wait_for_each_other():
    first, second = make_milestone(), make_milestone()
    MilestoneDependency.objects.create(milestone=second, depends_on=first)

    law = broken_law(
        MilestoneDependency.objects.create, milestone=first, depends_on=second
    )

    assert law == "milestonedependency_no_circle"
    assert (
        broken_law(
            MilestoneDependency.objects.create, milestone=first, depends_on=first
        )
        is not None
    )


def test_codes_names_and_numbers_stand_once():
    organization, sector = make_organization(), make_sector()
    OrganizationIdentifier.objects.create(
        organization=organization, scheme="ISIN", value="JP3732000009"
    )
    OrganizationName.objects.create(
        organization=organization, name="Old", kind="former"
    )
    OrganizationSector.objects.create(organization=organization, sector=sector)
    funding = make_funding()
    FundingPurpose.objects.create(funding=funding, sector=sector)

    taken = [
        broken_law(
            OrganizationIdentifier.objects.create,
            organization=make_organization(),
            scheme="ISIN",
            value="JP3732000009",
        ),
        broken_law(
            OrganizationName.objects.create,
            organization=organization,
            name="Old",
            kind="former",
        ),
        broken_law(
            OrganizationSector.objects.create, organization=organization, sector=sector
        ),
        broken_law(FundingPurpose.objects.create, funding=funding, sector=sector),
        broken_law(make_sector, scheme=sector.scheme, code=sector.code),
    ]

    assert taken == [
        "organizationidentifier_once",
        "organizationname_once",
        "organizationsector_once",
        "fundingpurpose_once",
        "sector_code_once",
    ]


def test_an_alignment_stands_once_for_each_party():
    framework = make_framework()
    make_alignment(framework=framework, country="JP")

    law = broken_law(make_alignment, framework=framework, country="JP")

    assert law == "alignment_once"
    make_alignment(framework=framework, country="US")


def test_an_import_that_ended_says_when():
    fields = {
        "importer": "seed",
        "source_name": "fixtures",
        "sha256": "0" * 64,
        "started_by": make_user(),
        "state": "succeeded",
    }

    law = broken_law(ImportRun.objects.create, **fields)

    assert law == "importrun_finished_dated"


def test_external_ids_may_be_missing_but_not_shared():
    make_funding(external_id="")
    make_funding(external_id="")
    make_funding(external_id="seed:F21")

    assert (
        broken_law(make_funding, external_id="seed:F21") == "funding_external_id_unique"
    )


def test_amounts_are_exact_to_the_last_digit():
    largest = Decimal("999999999999999999999999.9999")

    funding = make_funding(amount=largest)

    funding.refresh_from_db()
    assert funding.amount == largest
    with pytest.raises(DataError), transaction.atomic():
        make_funding(amount=Decimal(10) ** 24)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13",
        "FY26",
        "..",
        "../..",
        "someday",
        "2026-02-1",
        "junk/2026",
        "2026/junk",
        "2028/2026",
        "2026/2027/2028",
        "2026~~",
        "1492",
        "9999/..",
    ],
)
def test_the_database_knows_a_fuzzy_date_when_it_sees_one(text):
    funding = make_funding()

    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE consortium_funding SET dated = %s WHERE id = %s",
            [text, funding.pk],
        )


def test_an_indicator_has_its_own_slug():
    make_indicator(slug="gpus")

    assert broken_law(make_indicator, slug="gpus") == "consortium_indicator_slug_key"
