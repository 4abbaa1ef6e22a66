"""Claims as clients propose them, and a whole story told through the API."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from consortium.models import Claim, Initiative
from tests.api.v1.writing import done, faults, patch, post, signed_in
from tests.factories import (
    back,
    make_claim,
    make_initiative,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db
WHY = {"reason": "I read it."}


def proposal(**changes):
    body = {
        "subject": {"type": "initiative", "slug": "whole"},
        "field": "status",
        "value": "closed",
        "evidence": {"source": "paper"},
    }
    return {name: value for name, value in {**body, **changes}.items() if value != ()}


def test_a_claim_is_proposed_once():
    make_source(slug="paper")
    make_initiative(slug="whole")
    editor = signed_in("editor")

    first = done(post(editor, "claims/", **proposal()), 201)
    second = done(post(editor, "claims/", **proposal()), 200)

    assert first == second
    assert (first["status"], first["value"]) == ("pending", "closed")


def test_a_statement_is_proposed():
    make_source(slug="paper")
    make_initiative(slug="whole")
    evidence = {"source": "paper", "kind": "opinion"}
    body = proposal(field=(), value=(), statement="It is late.", evidence=evidence)

    claim = done(post(signed_in("editor"), "claims/", **body), 201)

    assert (claim["field"], claim["statement"]) == (None, "It is late.")


CLAIMS = [
    ({"field": "summary"}, "/field"),
    ({"value": ()}, "/value"),
    ({"value": {"status": "closed"}}, "/value"),
    ({"value": "done"}, "/value"),
    ({"statement": "And this."}, "/statement"),
    ({"evidence": ()}, "/evidence"),
    ({"evidence": {}}, "/evidence/source"),
    ({"evidence": {"source": "paper", "kind": "guess"}}, "/evidence/kind"),
    ({"subject": {"type": "initiative", "id": 1}}, "/subject"),
    ({"subject": {"type": "initiative", "slug": "no-such"}}, "/subject/slug"),
    ({"subject": {"type": "source", "slug": "paper"}}, "/subject/type"),
    ({"subject": {"type": "member", "id": 1.5}}, "/subject/id"),
    ({"field": "reported_member_count", "value": 9}, "/value"),
    (
        {"field": "reported_member_count", "value": {"reported_member_count": "x"}},
        "/value/reported_member_count",
    ),
    ({"status": "accepted"}, "/status"),
    ({"preferred": True}, "/preferred"),
]


@pytest.mark.parametrize(("change", "pointer"), CLAIMS)
def test_a_claim_that_makes_no_sense_is_refused(change, pointer):
    make_source(slug="paper")
    make_initiative(slug="whole")

    assert pointer in faults(post(signed_in("editor"), "claims/", **proposal(**change)))
    assert not Claim.objects.exists()


def test_a_story_from_the_report_to_the_public():
    whole = back(make_initiative(slug="whole"))
    editor, reviewer, public = signed_in("editor"), signed_in("reviewer"), Client()
    since = public.get("/api/v1/changes/").json()["cursor"]
    values = {"slug": "paper", "title": "Work began", "kind": "primary_official"}

    done(post(editor, "sources/", values=values), 201)
    done(post(editor, "sources/paper/submit/", **WHY))
    done(post(reviewer, "sources/paper/publish/", **WHY))
    answer = patch(
        editor,
        "initiatives/whole/",
        values={"objective": "Sovereign AI."},
        evidence={"source": "paper", "quote": "sovereign AI", "locator": "¶1"},
        **WHY,
    )
    (claim,) = done(answer, 202)["claims"]
    assert public.get(claim["url"]).status_code == 404
    done(post(reviewer, f"{claim['url']}accept/", reason="It says so."))

    shown = done(public.get("/api/v1/initiatives/whole/"))
    changes = done(public.get("/api/v1/changes/", {"since": since}))["results"]
    before = whole.created_at.replace(year=whole.created_at.year - 1).isoformat()
    assert shown["objective"] == "Sovereign AI."
    assert ("initiatives", "accept", "It says so.") in [
        (each["resource"], each["verb"], each["reason"]) for each in changes
    ]
    assert public.get(claim["url"]).status_code == 200
    then = public.get("/api/v1/initiatives/whole/", {"as_of": before})
    assert then.status_code == 404


def test_a_second_source_is_behind_the_same_value():
    whole = back(make_initiative(slug="whole"))
    make_source(slug="paper")
    make_claim(subject=whole, status="pending")

    body = proposal(field="name", value=whole.name)

    assert done(post(signed_in("editor"), "claims/", **body), 201)["field"] == "name"


def holder_of(*codenames):
    """The client of a person who holds these permissions, without a role."""
    person = make_user()
    held = Permission.objects.filter(codename__in=codenames)
    person.user_permissions.set(held)
    return signed_in(user=person)


@pytest.mark.parametrize("may_propose", [False, True])
def test_to_change_records_is_not_to_claim(may_propose):
    make_source(slug="paper")
    back(make_initiative(slug="whole"))
    make_initiative(slug="begun", state="draft")
    also = ["add_claim"] if may_propose else []
    client = holder_of("view_initiative", "change_initiative", "add_initiative", *also)
    said = {"evidence": {"source": "paper"}, "values": {"status": "closed"}, **WHY}
    before = Claim.objects.count()

    published = patch(client, "initiatives/whole/", **said)
    drafted = patch(client, "initiatives/begun/", **said)
    values = {"slug": "new", "name": "New", "kind": "programme", "status": "announced"}
    made = post(client, "initiatives/", **{**said, "values": values})

    statuses = [answer.status_code for answer in (published, drafted, made)]
    assert statuses == ([202, 200, 201] if may_propose else [403, 403, 403])
    assert (Claim.objects.count() > before) == may_propose
    assert Initiative.objects.filter(slug="new").exists() == may_propose


def test_who_may_not_claim_may_write_a_draft():
    make_initiative(slug="begun", state="draft")
    client = holder_of("view_initiative", "change_initiative")

    shown = done(
        patch(client, "initiatives/begun/", values={"status": "closed"}, **WHY)
    )

    assert shown["status"] == "closed"
    assert not Claim.objects.exists()
