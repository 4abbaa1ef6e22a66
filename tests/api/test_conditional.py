"""Nothing is written over what somebody else wrote meanwhile."""

import pytest
from django.test import Client

from consortium.models import Source
from tests.api.test_errors import problem
from tests.api.v1.hidden import DRAFT
from tests.api.v1.writing import delete, done, patch, send, signed_in, somebody, tag
from tests.factories import make_finding, make_member, make_organization, make_source

pytestmark = pytest.mark.django_db
WHY = {"reason": "I read it."}


@pytest.fixture
def draft():
    return make_source(slug="paper", title="Old", **DRAFT)


@pytest.fixture
def editor():
    return signed_in("editor")


def change(client, given, **values):
    headers = {} if given is None else {"If-Match": given}
    said = {"values": values or {"title": "New"}, **WHY}
    address = "/api/v1/sources/paper/"
    return client.patch(address, said, "application/json", headers=headers)


def test_what_was_read_by_the_same_person_matches(draft, editor):
    assert done(change(editor, tag(editor, "/api/v1/sources/paper/")))["title"] == "New"


@pytest.mark.parametrize("query", ["?fields=title", "?fields=version", ""])
def test_the_tag_is_good_however_the_record_was_read(draft, editor, query):
    address = f"/api/v1/sources/paper/{query}"
    read = editor.get(address, headers={"Accept-Language": "ja"})

    assert change(editor, read["ETag"]).status_code == 200


def test_the_public_s_tag_is_good_for_who_writes(editor):
    make_source(slug="paper")
    anybody = tag(Client(), "/api/v1/sources/paper/")

    answer = change(signed_in("reviewer"), anybody)

    assert answer.status_code == 200


def test_each_answer_to_a_write_brings_the_next_tag(editor):
    values = {"slug": "paper", "title": "Old", "kind": "filing"}
    made = send(editor, "post", "sources/", {"values": values})
    first = change(editor, made["ETag"], title="One")
    second = change(editor, first["ETag"], title="Two")
    stale = change(editor, first["ETag"], title="Three")

    assert done(second)["title"] == "Two"
    assert problem(stale, 412)["code"] == "precondition_failed"
    assert Source.objects.get().title == "Two"


def test_a_head_brings_the_tag_too(draft, editor):
    address = "/api/v1/sources/paper/"

    assert editor.head(address)["ETag"] == editor.get(address)["ETag"]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        pytest.param(None, 428, id="missing"),
        pytest.param("*", 428, id="any"),
        pytest.param(" ", 428, id="empty"),
        pytest.param('"other.tag"', 412, id="other"),
        pytest.param('"a", "b"', 412, id="several"),
        pytest.param("unquoted", 400, id="unquoted"),
        pytest.param('"open', 400, id="open"),
        pytest.param('"a" "b"', 400, id="no-comma"),
    ],
)
def test_a_write_says_what_it_was_decided_on(draft, editor, given, status):
    problem(change(editor, given), status)

    assert Source.objects.get().title == "Old"


def test_a_weak_tag_does_not_count(draft, editor):
    given = f"W/{tag(editor, '/api/v1/sources/paper/')}"

    problem(change(editor, given), 412)


def test_one_of_several_tags_is_enough(draft, editor):
    given = tag(editor, "/api/v1/sources/paper/")

    assert change(editor, f'"other.tag" , {given}').status_code == 200


def test_what_others_show_beside_it_is_no_change_of_the_row(editor):
    organization = make_organization(**DRAFT)
    address = f"/api/v1/organizations/{organization.slug}/"
    before = tag(editor, address)
    make_finding(subject=organization)
    make_member(organization=organization)

    answer = send(editor, "delete", address, **{"If-Match": before})

    assert answer.status_code == 409  # a member names it; the tag was good


def test_a_record_made_anew_under_the_same_name_is_another(draft, editor):
    before = tag(editor, "/api/v1/sources/paper/")
    assert delete(editor, "sources/paper/").status_code == 204
    make_source(slug="paper", title="Again", **DRAFT)

    problem(change(editor, before), 412)


@pytest.mark.parametrize("verb", ["", "submit/"])
def test_verbs_and_deleting_ask_for_it_as_well(draft, editor, verb):
    method = editor.post if verb else editor.delete

    answer = method(f"/api/v1/sources/paper/{verb}", WHY, "application/json")

    problem(answer, 428)
    assert Source.objects.get().state == "draft"


def test_a_verb_on_what_has_changed_is_not_done(draft, editor):
    before = tag(editor, "/api/v1/sources/paper/")
    done(patch(editor, "sources/paper/", values={"title": "New"}, **WHY))

    answer = send(editor, "post", "sources/paper/submit/", WHY, **{"If-Match": before})

    problem(answer, 412)
    assert Source.objects.get().state == "draft"


def test_who_may_not_write_is_told_that_first(draft):
    assert change(Client(), None).status_code == 401
    assert change(signed_in("viewer"), None).status_code == 403


def test_who_cannot_see_the_record_learns_nothing(draft):
    blind = signed_in(user=somebody())

    assert change(blind, '"a.b"').status_code == 403


@pytest.mark.parametrize(
    ("header", "given"),
    [("If-Match", '"a"'), ("If-Unmodified-Since", "Tue, 01 Jan 2019 00:00:00 GMT")],
)
def test_reading_on_a_condition_that_does_not_hold_is_a_problem(client, header, given):
    make_organization(slug="kept")

    answer = client.get("/api/v1/organizations/kept/", headers={header: given})

    problem(answer, 412)
