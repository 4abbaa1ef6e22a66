import json

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from consortium.api import errors
from consortium.api.v1.views.resources import FundingViewSet
from tests.factories import make_user

UNSAFE = ("post", "put", "patch", "delete")
READ_ONLY = [
    "sectors",
    "findings",
    "exchange-rates",
    "organization-merges",
    "totals",
    "series",
    "changes",
    "diff",
    "codelists",
    "me",
    "schema",
    "docs",
    "",
]


def problem(answer, status):
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    document = json.loads(answer.content)
    assert document["status"] == status
    assert document["title"]
    assert document["request_id"] == answer.get("X-Request-ID", document["request_id"])
    return document


@pytest.mark.django_db
def test_a_problem_says_what_where_and_under_which_name(client):
    answer = client.get("/api/v1/funding/?stagee=announced")

    document = problem(answer, 400)
    assert document["type"] == "about:blank"
    assert document["title"] == "Bad Request"
    assert document["instance"] == "/api/v1/funding/"
    (fault,) = document["errors"]
    assert (fault["parameter"], fault["code"]) == ("stagee", "unknown_parameter")
    assert "did you mean “stage”" in fault["detail"]


def test_all_faults_of_a_query_come_at_once(refused, db):
    faults = refused(
        "funding/?stagee=x&stage=y&page_size=0&count=no&ordering=z&cursor=&public=1"
    )

    assert set(faults) == {
        "stagee",
        "stage",
        "page_size",
        "count",
        "ordering",
        "cursor",
        "public",
    }


def test_problems_speak_the_reader_s_language(client):
    answer = client.get("/api/v1/me/", headers={"Accept-Language": "ja"})

    assert answer["Content-Language"] == "ja"
    assert problem(answer, 401)["detail"] != "Not Found"


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v1",
        "/api/v2/",
        "/api/v1/nothing/",
        "/api/v1/funding",
        "/api/v1/members/abc/",
        "/api/v1/members/1.5/",
        "/api/v1/members/-1/",
        f"/api/v1/members/{'9' * 400}/",
        f"/api/v1/members/{'9' * 18}/",
        "/api/v1/members/%00/",
        "/api/v1/initiatives/%00/",
        "/api/v1/initiatives/%F0%9F%92%A9/",
        "/api/v1/initiatives/no-such/",
        "/api/v1/funding/1/more/",
        "/api/v1/codelists/nothing/",
        "/api/v1/funding.json",
        "/api/%ED%A0%80/",
    ],
)
@pytest.mark.django_db
def test_nothing_there_is_a_problem_document(client, path):
    problem(client.get(path), 404)


def test_an_address_without_its_slash_is_told_so(client):
    document = problem(client.get("/api/v1/funding"), 404)

    assert "slash" in document["detail"]


@pytest.mark.parametrize("path", ["nothing/", "nothing"])
def test_routes_that_do_not_exist_take_no_method(client, path):
    problem(Client(enforce_csrf_checks=True).post(f"/api/v1/{path}"), 404)


@pytest.mark.django_db
@pytest.mark.parametrize("method", UNSAFE)
@pytest.mark.parametrize("resource", READ_ONLY)
def test_what_is_only_read_cannot_be_written(resource, method):
    path = f"/api/v1/{resource}/" if resource else "/api/v1/"
    signed_in = Client(enforce_csrf_checks=True)
    signed_in.force_login(make_user(is_superuser=True))

    for caller in (Client(), signed_in):
        answer = getattr(caller, method)(path, {}, content_type="application/json")

        problem(answer, 405)
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("resource", ["sectors/", "docs/", "schema/", ""])
def test_the_methods_are_told(client, resource):
    answer = client.options(f"/api/v1/{resource}")

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.django_db
def test_the_head_of_an_answer_can_be_asked_for(client):
    answer = client.head("/api/v1/funding/")

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "accept",
    ["text/html", "text/csv", "application/xml", "x", "*", ";", "text/*;q=0", "é"],
)
def test_answers_come_as_json_only(client, accept):
    problem(client.get("/api/v1/funding/", headers={"Accept": accept}), 406)


@pytest.mark.parametrize("accept", ["text/csv", "application/json"])
def test_the_documentation_is_a_page(client, accept):
    problem(client.get("/api/v1/docs/", headers={"Accept": accept}), 406)


def test_a_strange_host_is_refused(client, settings):
    settings.ALLOWED_HOSTS = ["tracker.example"]

    problem(client.get("/api/v1/funding/", headers={"Host": "evil.example"}), 400)


@pytest.mark.django_db
@pytest.mark.parametrize("resource", ["funding/", "me/", ""])
def test_too_many_parameters_are_refused(client, resource):
    query = "&".join(f"a{number}=1" for number in range(2000))

    problem(client.get(f"/api/v1/{resource}?{query}"), 400)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "stage=" + "x" * 100_000,
        "stage=" + ",".join(["announced"] * 5000),
        "search=%00",
        "search=%20",
        "%00=1",
        "stage[]=announced",
        "stage__in=announced",
        "amount__gte=1",
        "initiative__state=draft",
        "recipient_text__regex=(",
        "format=csv",
        "expand=claims",
        "fields=key",
        "=",
    ],
)
def test_a_query_that_is_not_understood_is_refused(client, query):
    problem(client.get(f"/api/v1/funding/?{query}"), 400)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["initiatives/a/", "funding/1/", "codelists/", "codelists/stage/", "me/", ""],
)
def test_where_there_are_no_parameters_none_is_taken(staff, path):
    document = problem(staff.get(f"/api/v1/{path}?page=2"), 400)

    assert document["errors"][0]["parameter"] == "page"


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_told_with_a_time_to_wait(
    client, monkeypatch
):
    def fail(self):
        raise OperationalError("the server closed the connection: secret=1")

    monkeypatch.setattr(FundingViewSet, "get_queryset", fail)

    answer = client.get("/api/v1/funding/")

    assert "secret" not in str(problem(answer, 503))
    assert answer["Retry-After"] == "5"


@pytest.mark.django_db
def test_a_fault_of_ours_tells_nothing_but_its_name(monkeypatch):
    def fail(self):
        raise RuntimeError("secret=1")

    monkeypatch.setattr(FundingViewSet, "get_queryset", fail)
    client = Client(raise_request_exception=False)

    answer = client.get("/api/v1/funding/", headers={"X-Request-ID": "mine"})

    document = problem(answer, 500)
    assert document["request_id"] == answer["X-Request-ID"] == "mine"
    assert "secret" not in str(document)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raised", "status"), [(PermissionDenied("no"), 403), (RequestDataTooBig(), 413)]
)
def test_what_django_refuses_is_a_problem_document_too(
    client, monkeypatch, raised, status
):
    def refuse(self):
        raise raised

    monkeypatch.setattr(FundingViewSet, "get_queryset", refuse)

    problem(client.get("/api/v1/funding/"), status)


ELSEWHERE = {
    errors.bad_request: 400,
    errors.permission_denied: 403,
    errors.page_not_found: 404,
    errors.csrf_failure: 403,
}


@pytest.mark.parametrize("handler", ELSEWHERE)
def test_handlers_outside_the_views_speak_json_under_api_only(rf, handler):
    here = handler(rf.get("/api/v1/x/"), "reason")
    there = handler(rf.get("/x/"), Exception("reason"))

    problem(here, ELSEWHERE[handler])
    assert there.status_code == ELSEWHERE[handler]
    assert there["Content-Type"].startswith("text/html")


def test_a_body_too_large_for_django_is_told_as_such(rf):
    problem(errors.bad_request(rf.get("/api/v1/"), RequestDataTooBig()), 413)


def test_a_fault_outside_the_api_stays_a_page(rf: RequestFactory):
    answer: HttpResponse = errors.server_error(rf.get("/x/"))

    assert answer.status_code == 500
    assert answer["Content-Type"].startswith("text/html")
