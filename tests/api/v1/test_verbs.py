"""Every role and every verb."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from consortium.models import Claim, OrganizationMerge, Source
from tests.api.v1.hidden import DRAFT, submitted
from tests.api.v1.writing import ROLES, done, post, send, signed_in, somebody
from tests.factories import (
    back,
    make_claim,
    make_finding,
    make_initiative,
    make_member,
    make_milestone,
    make_organization,
    make_source,
)

pytestmark = pytest.mark.django_db
WHY = {"reason": "I read it."}


def pending():
    initiative = make_initiative()
    return make_claim(
        subject=initiative, field="objective", value="More.", status="pending"
    )


def merged():
    keep, absorb = make_organization(), make_organization()
    answer = post(
        signed_in("reviewer"),
        f"organizations/{keep.slug}/merge/",
        absorb=absorb.slug,
        **WHY,
    )
    done(answer)
    return OrganizationMerge.objects.get()


VERBS = {
    "accept": ("reviewer", lambda: f"claims/{pending().pk}/accept/", {}),
    "dispute": ("reviewer", lambda: f"claims/{pending().pk}/dispute/", {}),
    "reject": ("reviewer", lambda: f"claims/{pending().pk}/reject/", {}),
    "prefer": (
        "reviewer",
        lambda: f"claims/{back_one().pk}/prefer/",
        {},
    ),
    "submit": ("editor", lambda: f"sources/{make_source(**DRAFT).slug}/submit/", {}),
    "publish": (
        "reviewer",
        lambda: f"sources/{make_source(**submitted()).slug}/publish/",
        {},
    ),
    "retract": ("reviewer", lambda: f"milestones/{make_milestone().pk}/retract/", {}),
    "grade": (
        "reviewer",
        lambda: f"claims/{make_claim().pk}/grade/",
        {"credibility": 2},
    ),
    "reopen": ("reviewer", lambda: f"findings/{make_finding().pk}/reopen/", {}),
    "waive": ("reviewer", lambda: f"findings/{make_finding().pk}/waive/", {}),
    "merge": (
        "reviewer",
        lambda: f"organizations/{make_organization().slug}/merge/",
        {"absorb": "gone"},
    ),
    "unmerge": (
        "reviewer",
        lambda: f"organization-merges/{merged().pk}/unmerge/",
        {},
    ),
}
MAY = {"editor": ("editor", "reviewer"), "reviewer": ("reviewer",)}


def back_one():
    initiative = back(make_initiative())
    return initiative.claims.get(field="name")


@pytest.mark.parametrize("role", [None, *ROLES])
@pytest.mark.parametrize("verb", VERBS)
def test_who_may_do_what(verb, role):
    least, make, more = VERBS[verb]
    make_organization(slug="gone")
    address = make()
    client = signed_in(role) if role else Client()

    answer = post(client, address, **WHY, **more)

    expected = 200 if role in MAY[least] else 403 if role else 401
    assert answer.status_code == expected, answer.content
    assert ("WWW-Authenticate" in answer) == (expected == 401)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_needs_a_reason_and_nothing_strange(verb):
    _least, make, more = VERBS[verb]
    make_organization(slug="gone")
    address, client = make(), signed_in("reviewer")

    for body, pointer, code in [
        ({}, "/reason", "required"),
        ({"reason": " "}, "/reason", "blank"),
        ({"reason": 5}, "/reason", "invalid"),
        ({"reason": "x" * 501}, "/reason", "max_length"),
        ({**WHY, "state": "published"}, "/state", "unknown_field"),
    ]:
        answer = post(client, address, **{**more, **body})
        errors = done(answer, 400)["errors"]
        assert (pointer, code) in [(e["pointer"], e["code"]) for e in errors]


def test_the_author_does_not_decide(settings):
    reviewer = somebody("reviewer")
    claim = make_claim(
        subject=make_initiative(),
        field="objective",
        value="More.",
        status="pending",
        recorded_by=reviewer,
    )
    client = signed_in(user=reviewer)

    refused = done(post(client, f"claims/{claim.pk}/accept/", **WHY), 409)
    settings.ONE_PERSON = True
    accepted = done(post(client, f"claims/{claim.pk}/accept/", **WHY))

    assert refused["code"] == "not_alone"
    assert (accepted["preferred"], accepted["verdict"]) == (True, "first")


def test_an_acceptance_says_what_it_did():
    claim = pending()

    answer = done(
        post(
            signed_in("reviewer"),
            f"claims/{claim.pk}/accept/",
            because="world_changed",
            standing=None,
            **WHY,
        )
    )

    assert (answer["status"], answer["because"]) == ("accepted", "world_changed")
    assert (answer["verdict"], answer["preferred"]) == ("first", True)
    claim.subject.refresh_from_db()
    assert claim.subject.objective == "More."


def test_another_claim_that_stands_by_now_is_a_conflict():
    claim = pending()
    other = make_claim(
        subject=claim.subject,
        field="objective",
        value="Else.",
        preferred=True,
        because="first_report",
    )
    client = signed_in("reviewer")
    address = f"claims/{claim.pk}/accept/"

    refused = done(post(client, address, standing=None, **WHY), 409)
    accepted = post(client, address, standing=other.pk, **WHY)

    assert refused["code"] == "conflict"
    assert done(accepted)["verdict"]


@pytest.mark.parametrize("standing", [1.5, True, "1", 0, -1, [1]])
def test_an_id_is_a_whole_number(standing):
    answer = post(
        signed_in("reviewer"),
        f"claims/{pending().pk}/accept/",
        standing=standing,
        **WHY,
    )

    assert done(answer, 400)["errors"][0]["pointer"] == "/standing"


def test_what_keeps_a_record_from_the_public_is_told():
    member = make_member(**submitted())

    answer = post(signed_in("reviewer"), f"members/{member.pk}/publish/", **WHY)

    document = done(answer, 409)
    assert document["code"] == "not_publishable"
    assert "evidence.missing" in [error["code"] for error in document["errors"]]
    member.refresh_from_db()
    assert member.state == "submitted"


def test_a_verb_that_does_not_fit_is_refused():
    client = signed_in("reviewer")
    draft = make_source(**DRAFT)

    retracted = post(client, f"sources/{draft.slug}/retract/", **WHY)
    published = post(client, f"sources/{draft.slug}/publish/", **WHY)

    assert done(retracted, 409)["code"] == "refused"
    assert done(published, 409)["code"] == "not_publishable"


def test_the_one_who_submits_does_not_publish():
    client = signed_in("reviewer")
    draft = make_source(**DRAFT)

    done(post(client, f"sources/{draft.slug}/submit/", **WHY))
    answer = post(client, f"sources/{draft.slug}/publish/", **WHY)

    assert done(answer, 409)["code"] == "not_alone"


def test_verbs_may_be_repeated():
    client, source = signed_in("reviewer"), make_source()

    first = done(post(client, f"sources/{source.slug}/retract/", **WHY))
    second = done(post(client, f"sources/{source.slug}/retract/", **WHY))

    assert first == second
    assert first["state"] == "retracted"


@pytest.mark.parametrize(
    "address",
    ["sources/no-such/submit/", "claims/999999/accept/", "findings/999999/waive/"],
)
def test_what_is_not_there_is_not_found(address):
    assert post(signed_in("reviewer"), address, **WHY).status_code == 404


def test_who_may_not_see_a_record_cannot_tell_it_from_none():
    reviewer = somebody()
    reviewer.user_permissions.add(*permissions("publish_source"))
    client, draft = signed_in(user=reviewer), make_source(**DRAFT)

    for slug in (draft.slug, "no-such"):
        answer = post(client, f"sources/{slug}/publish/", **WHY)
        assert answer.status_code == 404


def permissions(*codenames):
    return Permission.objects.filter(codename__in=codenames)


def test_merging_and_parting():
    keep, absorb = make_organization(), make_organization(name="Gone Ltd")
    client = signed_in("reviewer")

    kept = done(
        post(client, f"organizations/{keep.slug}/merge/", absorb=absorb.slug, **WHY)
    )
    (merge,) = client.get("/api/v1/organization-merges/").json()["results"]
    undone = done(post(client, f"organization-merges/{merge['id']}/unmerge/", **WHY))

    assert [name["name"] for name in kept["names"]] == ["Gone Ltd"]
    assert merge["absorbed"]["slug"] == absorb.slug
    assert undone["undone_reason"] == "I read it."
    assert Client().get("/api/v1/organization-merges/").json()["results"] == []


@pytest.mark.parametrize(
    ("absorb", "status"), [("no-such", 400), (5, 400), (None, 400), ("kept", 409)]
)
def test_only_another_organization_is_absorbed(absorb, status):
    make_organization(slug="kept")

    answer = post(
        signed_in("reviewer"), "organizations/kept/merge/", absorb=absorb, **WHY
    )

    done(answer, status)


def test_nothing_is_left_of_a_verb_that_fails(monkeypatch):
    claim = pending()
    monkeypatch.setattr(
        "consortium.api.v1.views.claims.ClaimViewSet.shown", lambda self: 1 / 0
    )

    with pytest.raises(ZeroDivisionError):
        post(signed_in("reviewer"), f"claims/{claim.pk}/accept/", **WHY)

    assert Claim.objects.get(pk=claim.pk).status == "pending"


def test_the_history_says_who_and_why():
    source = make_source(**DRAFT)
    editor = somebody("editor")

    address, mine = f"sources/{source.slug}/submit/", {"X-Request-ID": "mine"}
    done(send(signed_in(user=editor), "post", address, WHY, **mine))

    event = Source.pgh_event_model.objects.order_by("pgh_id").last()
    said = event.pgh_context.metadata
    assert (said["verb"], said["reason"]) == ("submit", "I read it.")
    assert (said["user"], said["request_id"]) == (editor.pk, "mine")
