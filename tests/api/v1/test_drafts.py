"""Drafts, changes and claims as clients write them."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from consortium.models import Claim, Initiative, Organization, Source
from tests.api.v1.hidden import DRAFT, submitted
from tests.api.v1.writing import (
    ROLES,
    delete,
    done,
    faults,
    patch,
    post,
    send,
    signed_in,
    somebody,
)
from tests.factories import (
    back,
    make_framework,
    make_funding,
    make_indicator,
    make_initiative,
    make_member,
    make_organization,
    make_source,
)

pytestmark = pytest.mark.django_db
WHY = {"reason": "I read it."}

DRAFTS = {
    "sources": {"slug": "a", "title": "A", "kind": "filing", "published": "FY2026"},
    "initiatives": {
        "slug": "a",
        "name": "A",
        "kind": "programme",
        "status": "announced",
        "reported_members": {"value": 9, "qualifier": "exact"},
    },
    "organizations": {"slug": "a", "name": "A", "kind": "media", "country": "JP"},
    "indicators": {"slug": "a", "title": "A", "scope": "context"},
    "frameworks": {"slug": "a", "name": "A", "web_url": "https://a.jp/"},
    "members": {
        "initiative": "whole",
        "organization": {"slug": "body", "name": "Body"},
        "roles": ["lead"],
        "stake": "12.5",
        "stake_qualifier": "nearly",
    },
    "funding": {
        "initiative": "whole",
        "stage": "announced",
        "amount": "1000000000000",
        "currency": "JPY",
        "qualifier": "up_to",
        "dated": {"value": "2026-06", "precision": "month"},
    },
    "milestones": {"initiative": "whole", "title": "A", "kind": "other"},
    "observations": {"indicator": "measure", "kind": "actual", "place": "JP"},
    "alignments": {"framework": "rules", "country": "JP", "relation": "claimed"},
}


@pytest.fixture
def around():
    """What drafts name."""
    make_initiative(slug="whole")
    make_organization(slug="body")
    make_indicator(slug="measure")
    make_framework(slug="rules")


@pytest.mark.parametrize("resource", DRAFTS)
def test_every_kind_of_record_can_be_drafted(around, resource):
    editor, values = signed_in("editor"), DRAFTS[resource]

    answer = post(editor, f"{resource}/", values=values)

    made = done(answer, 201)
    assert made["state"] == "draft"
    assert answer["Location"] == made["url"]
    assert done(editor.get(made["url"])) == made
    assert Client().get(made["url"]).status_code == 404


@pytest.mark.parametrize("role", [None, *ROLES])
def test_who_may_draft(around, role):
    client = signed_in(role) if role else Client()
    expected = 201 if role in ("editor", "reviewer") else 403 if role else 401

    for resource, values in DRAFTS.items():
        answer = post(client, f"{resource}/", values=values)
        assert answer.status_code == expected


BAD = [
    ({"values": 5}, {"/values": "invalid"}),
    ({"values": {}, "more": 1}, {"/more": "unknown_field"}),
    ({"values": {"state": "published"}}, {"/values/state": "read_only"}),
    ({"values": {"id": 5}}, {"/values/id": "read_only"}),
    ({"values": {"version": 5}}, {"/values/version": "read_only"}),
    ({"values": {"amount_": "1"}}, {"/values/amount_": "unknown_field"}),
    ({"values": {"submitted_by": 1}}, {"/values/submitted_by": "unknown_field"}),
    ({"values": {"external_id": "x"}}, {"/values/external_id": "unknown_field"}),
    ({"values": {"amount": 1.5}}, {"/values/amount": "invalid"}),
    ({"values": {"amount": True}}, {"/values/amount": "invalid"}),
    ({"values": {"amount": "1e400000"}}, {"/values/amount": "invalid"}),
    ({"values": {"amount": "NaN"}}, {"/values/amount": "invalid"}),
    ({"values": {"amount": "-5"}}, {"/values": "invalid"}),
    ({"values": {"amount": "9" * 29}}, {"/values/amount": "max_digits"}),
    ({"values": {"amount": ["1"]}}, {"/values/amount": "invalid"}),
    ({"values": {"stage": "promised"}}, {"/values/stage": "invalid"}),
    ({"values": {"stage": None}}, {"/values/stage": "blank"}),
    ({"values": {"dated": "soon"}}, {"/values/dated": "invalid"}),
    ({"values": {"dated": {"from": "2026"}}}, {"/values/dated": "invalid"}),
    ({"values": {"funder": "nobody"}}, {"/values/funder": "unknown_record"}),
    ({"values": {"funder": 5}}, {"/values/funder": "invalid"}),
    ({"values": {"part_of": 1.5}}, {"/values/part_of": "invalid"}),
    ({"values": {"part_of": True}}, {"/values/part_of": "invalid"}),
    ({"values": {"part_of": 2**70}}, {"/values/part_of": "unknown_record"}),
    ({"values": {"part_of": -1}}, {"/values/part_of": "unknown_record"}),
    ({"values": {"conditions": "x" * 4001}}, {"/values/conditions": "max_length"}),
    ({"values": {"qualifier": "about"}}, {"/values/qualifier": "invalid"}),
]


@pytest.mark.parametrize(("body", "expected"), BAD)
def test_bad_bodies_are_refused_and_leave_no_trace(body, expected):
    funding = make_funding(**DRAFT)
    before = type(funding).objects.values().get(pk=funding.pk)

    answer = patch(signed_in("editor"), f"funding/{funding.pk}/", **{**WHY, **body})

    found = faults(answer)
    assert expected.items() <= found.items() or {*expected} <= {*found}, found
    assert type(funding).objects.values().get(pk=funding.pk) == before


def test_what_is_missing_is_named():
    found = faults(post(signed_in("editor"), "funding/", values={}))

    assert found == {"/values/initiative": "required", "/values/stage": "required"}


def test_roles_are_a_list_of_codes():
    member = make_member(**DRAFT)

    for roles in ("lead", [["lead"]], [1], ["boss"], ["lead", "lead"], []):
        address = f"members/{member.pk}/"
        assert faults(
            patch(signed_in("editor"), address, values={"roles": roles}, **WHY)
        )


def test_a_slug_that_is_taken_is_refused():
    make_source(slug="a")

    found = faults(post(signed_in("editor"), "sources/", values=DRAFTS["sources"]))

    assert found == {"/values/slug": "unique"}


def test_a_draft_is_written_at_once():
    draft = make_initiative(**DRAFT)
    values = {"slug": "new-slug", "status": "closed", "summary": "S"}
    address = f"initiatives/{draft.slug}/"

    answer = done(patch(signed_in("editor"), address, values=values, **WHY))

    assert (answer["slug"], answer["status"]) == ("new-slug", "closed")
    assert not Claim.objects.exists()


def test_a_draft_with_evidence_is_written_and_claimed():
    draft, source = make_funding(**DRAFT), make_source()
    values = {"amount": "5", "qualifier": "at_least", "dated": "2026"}
    evidence = {"source": source.slug, "quote": "at least five", "locator": "¶2"}

    answer = patch(
        signed_in("editor"),
        f"funding/{draft.pk}/",
        values=values,
        evidence=evidence,
        **WHY,
    )

    assert done(answer)["amount"] == "5"
    claims = {claim.field: claim for claim in Claim.objects.all()}
    assert claims["amount"].value["qualifier"] == "at_least"
    assert claims["dated"].quote == "at least five"
    assert {claim.status for claim in claims.values()} == {"pending"}


@pytest.mark.parametrize(("state", "role"), [(submitted, "editor"), (dict, "reviewer")])
def test_what_others_have_seen_changes_by_claims(state, role):
    record, source = make_initiative(**state()), make_source()
    values = {"status": "implementation", "summary": "New."}

    answer = patch(
        signed_in(role),
        f"initiatives/{record.slug}/",
        values=values,
        evidence={"source": source.slug, "because": "world_changed"},
        **WHY,
    )

    (claim,) = done(answer, 202)["claims"]
    record.refresh_from_db()
    assert (record.status, record.summary) == ("announced", "New.")
    assert (claim["field"], claim["value"]) == ("status", "implementation")
    assert (claim["status"], claim["because"]) == ("pending", "world_changed")
    assert done(signed_in("viewer").get(claim["url"])) == {
        **claim,
        "recorded_by": claim["recorded_by"],
    }


PUBLISHED = [
    ({"values": {"status": "closed"}}, {"/evidence": "required"}),
    ({"values": {"slug": "other"}}, {"/values/slug": "settled"}),
    ({"values": {"part_of": None}}, {"/values/part_of": "settled"}),
    (
        {"values": {"summary": "S"}, "evidence": {"source": "paper"}},
        {"/evidence": "unused"},
    ),
    (
        {"values": {"country": None}, "evidence": {"source": "paper"}},
        {"/values/country": "empty"},
    ),
    (
        {"values": {"status": "closed"}, "evidence": {"source": "none"}},
        {"/evidence/source": "unknown_record"},
    ),
    (
        {"values": {"status": "closed"}, "evidence": {"source": "paper", "by": 1}},
        {"/evidence/by": "unknown_field"},
    ),
    (
        {
            "values": {"status": "closed"},
            "evidence": {"source": "paper", "quote": "word " * 26},
        },
        {"/evidence/quote": "invalid"},
    ),
    (
        {
            "values": {"status": "closed"},
            "evidence": {"source": "paper", "credibility": 9},
        },
        {"/evidence/credibility": "invalid"},
    ),
]


@pytest.mark.parametrize(("body", "expected"), PUBLISHED)
def test_what_needs_evidence_is_told(body, expected):
    make_source(slug="paper")
    record = make_initiative(country="JP")
    address = f"initiatives/{record.slug}/"

    found = faults(patch(signed_in("reviewer"), address, **{**WHY, **body}))

    assert found == expected
    assert not Claim.objects.exists()
    assert Initiative.objects.get(pk=record.pk).version == 1


def test_a_draft_keeps_what_an_accepted_claim_says():
    draft = back(make_initiative(**DRAFT))
    address = f"initiatives/{draft.slug}/"

    answer = patch(signed_in("editor"), address, values={"name": "Else"}, **WHY)

    assert faults(answer) == {"/evidence": "required"}


def test_what_no_claim_carries_is_changed_by_a_reviewer_once_it_is_published():
    source = make_source(title="A title")
    address = f"sources/{source.slug}/"
    values = {"title": "Another", "language": source.language}

    refused = done(patch(signed_in("editor"), address, values=values, **WHY), 403)

    assert refused["detail"].endswith(": title.")
    unchanged = {"title": "A title"}
    done(patch(signed_in("editor"), address, values=unchanged, **WHY))
    done(patch(signed_in("reviewer"), address, values=values, **WHY))
    source.refresh_from_db()
    assert source.title == "Another"


def test_published_records_name_published_ones_only():
    source, hidden = make_source(), make_organization(**DRAFT)
    values = {"publisher": hidden.slug}

    answer = patch(
        signed_in("reviewer"), f"sources/{source.slug}/", values=values, **WHY
    )

    assert done(answer, 409)["code"] == "refused"
    source.refresh_from_db()
    assert source.publisher is None


def test_a_retracted_record_is_not_changed():
    source = make_source()
    done(post(signed_in("reviewer"), f"sources/{source.slug}/retract/", **WHY))
    address = f"sources/{source.slug}/"

    answer = patch(signed_in("editor"), address, values={"title": "T"}, **WHY)

    assert done(answer, 409)["code"] == "refused"


def test_drafts_are_deleted_and_nothing_else():
    editor = signed_in("editor")
    draft, public = make_organization(**DRAFT), make_organization()
    named = make_organization(**DRAFT)
    make_source(publisher=named, **DRAFT)

    assert delete(editor, f"organizations/{draft.slug}/").status_code == 204
    kept = done(delete(editor, f"organizations/{public.slug}/"), 409)
    in_use = done(delete(editor, f"organizations/{named.slug}/"), 409)

    assert (kept["code"], in_use["code"]) == ("refused", "protected")
    assert "sources: 1" in in_use["detail"]
    assert Organization.objects.count() == 2


@pytest.mark.parametrize("method", ["patch", "delete"])
def test_a_record_that_may_not_be_seen_is_not_there(method):
    person = somebody()
    person.user_permissions.set(permissions("change_source", "delete_source"))
    draft = make_source(**DRAFT)
    body = {"values": {"title": "T"}, **WHY}

    for slug in (draft.slug, "no-such"):
        answer = send(signed_in(user=person), method, f"sources/{slug}/", body)
        assert answer.status_code == 404

    assert Source.objects.get().title == draft.title


def permissions(*codenames):
    return Permission.objects.filter(codename__in=codenames)
