import pytest

from consortium import editorial
from consortium.models import SUBJECTS
from tests.api.records import path
from tests.editorial.reporting import accepted
from tests.factories import (
    make_alignment,
    make_claim,
    make_finding,
    make_framework,
    make_funding,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db

MAKE = {
    "initiative": make_initiative,
    "organization": make_organization,
    "member": make_member,
    "funding": make_funding,
    "milestone": make_milestone,
    "observation": make_observation,
    "alignment": make_alignment,
    "initiative_sector": make_initiative_sector,
}
FURTHER = {"source": make_source, "framework": make_framework, "claim": make_claim}


def subject_of(record, kind, subject, get):
    """Check the subject as it is shown: it leads to the record."""
    assert subject["type"] == kind
    if kind == "initiative_sector":
        assert subject["id"] == record.pk
        found = get(subject["url"])["sectors"]
        assert [row["id"] for row in found] == [record.pk]
        return
    key = "slug" if hasattr(record, "slug") else "id"
    assert subject[key] == getattr(record, key)
    assert subject["id" if key == "slug" else "slug"] is None
    assert get(subject["url"])[key] == subject[key]


def test_every_kind_of_subject_is_covered():
    assert set(MAKE) == set(SUBJECTS)


@pytest.mark.parametrize("kind", MAKE)
def test_a_claim_leads_to_what_it_is_about(get, kind):
    record = MAKE[kind]()
    claim = make_claim(subject=record)

    shown = get(path("claims", claim))

    subject_of(record, kind, shown["subject"], get)


@pytest.mark.parametrize("kind", [*MAKE, *FURTHER])
def test_a_finding_leads_to_what_it_is_about(get, kind):
    record = (MAKE | FURTHER)[kind]()
    finding = make_finding(subject=record)

    shown = get(path("findings", finding))

    subject_of(record, kind, shown["subject"], get)


@pytest.mark.parametrize("kind", [*MAKE, *FURTHER])
def test_findings_are_found_by_what_they_are_about(get, kind):
    record = (MAKE | FURTHER)[kind]()
    finding = make_finding(subject=record)
    make_finding()
    key = getattr(record, "slug", record.pk)

    found = get("findings/", subject=f"{kind}:{key}")["results"]

    assert [row["id"] for row in found] == [finding.pk]


@pytest.mark.parametrize(
    "value",
    [
        "text",
        7,
        1.5,
        True,
        ["lead", "core"],
        {"amount": "1", "currency": "JPY"},
        2**80,
    ],
)
def test_a_value_is_shown_as_it_was_recorded(get, value):
    claim = make_claim(field="name", value=value)

    assert get(path("claims", claim))["value"] == value


def test_a_claim_says_who_says_it_and_what_became_of_it(get):
    credited = make_source(title="Nikkei", held=False)
    claim = make_claim(
        field="name",
        value="Name",
        attributed_to=credited,
        status="disputed",
        decision_reason="A slip.",
        valid="2026",
    )

    shown = get(path("claims", claim))

    assert shown["source"] == {"slug": claim.source.slug, "title": claim.source.title}
    assert shown["attributed_to"] == {"slug": credited.slug, "title": "Nikkei"}
    assert (shown["status"], shown["reason"]) == ("disputed", "A slip.")
    assert shown["valid"]["precision"] == "year"
    assert shown["recorded_at"] == shown["created_at"]
    assert (shown["quote"], shown["because"], shown["credibility"]) == (None,) * 3


def test_a_preferred_claim_says_why_while_it_is_the_choice(get):
    funding = make_funding(amount=None)
    claims = [accepted(funding, "instrument", code) for code in ("grant", "loan")]
    assert [one["preferred_reason"] for one in get("claims/")["results"]] == [None] * 2

    editorial.prefer(claims[1], by=make_user(), reason="The contract says loan.")

    said = {one["id"]: one["preferred_reason"] for one in get("claims/")["results"]}
    detail = get(path("claims", claims[1]))
    assert said == {claims[0].pk: None, claims[1].pk: "The contract says loan."}
    assert detail["preferred_reason"] == detail["reason"] == "The contract says loan."

    editorial.prefer(claims[0], by=make_user(), reason="It was amended.")

    said = {one["id"]: one["preferred_reason"] for one in get("claims/")["results"]}
    assert said == {claims[0].pk: "It was amended.", claims[1].pk: None}
    behind = get(path("funding", funding), expand="evidence")["evidence"]["instrument"]
    assert behind["claims"][0]["preferred_reason"] == "It was amended."
