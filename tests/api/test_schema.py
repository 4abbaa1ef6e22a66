import re
from copy import deepcopy
from http import HTTPStatus

import pytest
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from consortium.api.schema import EXAMPLES, Generator
from consortium.models import Initiative
from tests.api.records import BARE, FULL, path
from tests.api.v1.writing import patch, post, signed_in
from tests.factories import make_initiative, make_source

SINGLE = ["", "codelists/", "codelists/stage/", "codelists/credibility/"]


@pytest.fixture(scope="module")
def document():
    return Generator().get_schema(public=True)


@pytest.fixture(scope="module")
def closed(document):
    """The document where an object may have the described properties only."""
    closed = deepcopy(document)
    for schema in closed["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return closed


def check(closed, operation, status, value):
    response = operation["responses"][str(status)]
    if "$ref" in response:
        name = response["$ref"].rpartition("/")[2]
        response = closed["components"]["responses"][name]
    (media,) = response["content"].values()
    schema = {"components": closed["components"], **media["schema"]}
    validator = Draft202012Validator(
        schema, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    assert [error.message for error in validator.iter_errors(value)] == []


def operation(document, address):
    return document["paths"][address]["get"]


def test_the_document_is_valid_openapi(document):
    OpenAPIV31SpecValidator(document).validate()

    assert document["openapi"] == "3.1.0"


def test_the_document_is_made_without_warnings():
    GENERATOR_STATS.reset()

    Generator().get_schema(public=True)

    assert not GENERATOR_STATS


def test_the_document_is_served(get):
    served = get("schema/")

    assert served["openapi"] == "3.1.0"
    assert "/api/v1/funding/{id}/" in served["paths"]


@pytest.mark.django_db
@pytest.mark.parametrize("make", [BARE, FULL], ids=["bare", "full"])
@pytest.mark.parametrize("resource", BARE)
def test_lists_are_as_documented(closed, client, staff, resource, make):
    make[resource]()

    for caller in (client, staff):
        listed = caller.get(f"/api/v1/{resource}/", {"count": "exact"}).json()

        assert listed["count"] == len(listed["results"]) > 0
        check(closed, operation(closed, f"/api/v1/{resource}/"), 200, listed)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [BARE, FULL], ids=["bare", "full"])
@pytest.mark.parametrize("resource", BARE)
def test_details_are_as_documented(closed, client, staff, resource, make):
    record = make[resource]()
    key = "slug" if hasattr(record, "slug") else "id"
    described = operation(closed, f"/api/v1/{resource}/{{{key}}}/")

    for caller in (client, staff):
        detail = caller.get(path(resource, record)).json()

        assert str(detail[key]) == str(getattr(record, key))
        check(closed, described, 200, detail)


@pytest.mark.parametrize("address", SINGLE)
def test_other_answers_are_as_documented(closed, get, address):
    template = "codelists/{name}/" if address.count("/") == 2 else address

    answer = get(f"/api/v1/{address}")

    check(closed, operation(closed, f"/api/v1/{template}"), 200, answer)


def test_the_caller_is_as_documented(closed, staff):
    answer = staff.get("/api/v1/me/").json()

    check(closed, operation(closed, "/api/v1/me/"), 200, answer)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "template", "headers", "status"),
    [
        pytest.param("funding/?no=1", "funding/", {}, 400, id="query"),
        pytest.param("me/", "me/", {}, 401, id="caller"),
        pytest.param("funding/1/", "funding/{id}/", {}, 404, id="record"),
        pytest.param(
            "funding/", "funding/", {"Accept": "text/csv"}, 406, id="media-type"
        ),
    ],
)
def test_errors_are_as_documented(closed, client, address, template, headers, status):
    answer = client.get(f"/api/v1/{address}", headers=headers)

    assert answer.status_code == status
    described = operation(closed, f"/api/v1/{template}")
    check(closed, described, status, answer.json())


def operations_of(document):
    return [
        (address, method, operation)
        for address, operations in document["paths"].items()
        for method, operation in operations.items()
    ]


def test_every_operation_says_what_may_go_wrong(document):
    for address, method, described in operations_of(document):
        statuses = set(described["responses"])
        writes = method != "get"

        assert {"400", "401", "403", "406", "429", "500", "503"} < statuses
        assert ("404" in statuses) == ("{" in address)
        assert ({"411", "413", "415"} <= statuses) == writes
        guarded = writes and not address.startswith("/api/v1/tokens/")
        assert ({"409", "422"} <= statuses) == guarded
        decides = guarded and "{" in address
        assert ({"412", "428"} <= statuses) == decides
        named = {each["name"] for each in described.get("parameters", [])}
        assert ("If-Match" in named) == decides


def test_every_write_says_what_it_reads(document):
    for address, method, described in operations_of(document):
        if method in ("post", "patch"):
            (media,) = described["requestBody"]["content"]
            ways = [{"session": []}, {"token": []}]
            by_people_alone = address.startswith("/api/v1/tokens/")
            assert media == "application/json"
            assert described["security"] == ways[: 1 if by_people_alone else 2]


def test_headers_of_errors_are_described(document):
    responses = document["components"]["responses"]

    assert "WWW-Authenticate" in responses["Unauthorized"]["headers"]
    assert "Retry-After" in responses["ServiceUnavailable"]["headers"]
    assert HTTPStatus.NOT_FOUND.phrase.replace(" ", "") in responses


def test_every_shape_has_an_example_that_fits(closed):
    shapes = closed["components"]["schemas"]
    resources = {
        name.removeprefix("Paginated").removesuffix("List")
        for name in shapes
        if name.startswith("Paginated")
    }

    assert {*resources, "InitiativeDetail", "Codelist", "Caller"} <= set(EXAMPLES)
    for name, example in EXAMPLES.items():
        schema = {"components": closed["components"], **shapes[name]}
        faults = Draft202012Validator(schema).iter_errors(example)
        assert [error.message for error in faults] == []


def test_lists_show_their_example_as_a_page(document):
    content = operation(document, "/api/v1/funding/")["responses"]["200"]["content"]

    (example,) = content["application/json"]["examples"].values()

    assert example["value"]["results"] == [EXAMPLES["Funding"]]


def test_code_lists_are_described_once_with_their_labels(document):
    stage = document["components"]["schemas"]["Stage"]

    assert stage["enum"][0] == "announced"
    assert "* `announced` – Announced" in stage["description"]


def test_every_parameter_is_described(document):
    for _address, _method, described in operations_of(document):
        for parameter in described.get("parameters", []):
            assert parameter["in"] == "path" or parameter["description"]


def test_parameters_say_what_they_take(document):
    parameters = {
        parameter["name"]: parameter
        for parameter in operation(document, "/api/v1/funding/")["parameters"]
    }

    stage, ordering = parameters["stage"], parameters["ordering"]
    assert stage["schema"]["items"] == {"$ref": "#/components/schemas/Stage"}
    assert (stage["style"], stage["explode"]) == ("form", False)
    assert "-amount" in ordering["schema"]["items"]["enum"]
    assert parameters["fiscal_year"]["schema"]["minimum"] == 1900
    assert parameters["page_size"]["schema"]["maximum"] == 1000


def test_the_documentation_needs_nothing_from_elsewhere(client):
    answer = client.get("/api/v1/docs/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<style" not in page
    assert "<script>" not in page
    assert "://" not in page
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_the_documentation_brings_its_script_by_itself(client):
    answer = client.get("/api/v1/docs/", {"script": ""})

    assert answer["Content-Type"] == "application/javascript"
    assert '"/api/v1/schema/"' in answer.content.decode()


@pytest.mark.django_db
def test_answers_about_changes_are_as_documented(closed, client, staff):
    for make in FULL.values():
        record = make()
    query = {"from": "2020-01-01T00:00:00Z", "to": record.updated_at.isoformat()}
    initiative = Initiative.objects.first()

    for caller in (client, staff):
        changes = caller.get("/api/v1/changes/", {"page_size": 1000}).json()
        diff = caller.get("/api/v1/diff/", {**query, "initiative": initiative.slug})

        assert changes["results"]
        check(closed, operation(closed, "/api/v1/changes/"), 200, changes)
        check(closed, operation(closed, "/api/v1/diff/"), 200, diff.json())


@pytest.mark.django_db
def test_answers_to_writes_are_as_documented(closed):
    editor, reviewer = signed_in("editor"), signed_in("reviewer")
    initiative, source = make_initiative(), make_source()
    address = f"initiatives/{initiative.slug}/"
    body = {"values": {"objective": "More."}, "reason": "Read."}
    paths = closed["paths"]
    described = paths["/api/v1/initiatives/{slug}/"]["patch"]

    missing = patch(editor, address, **body)
    proposed = patch(editor, address, evidence={"source": source.slug}, **body)
    (claim,) = proposed.json()["claims"]
    accepted = post(reviewer, f"{claim['url']}accept/", reason="Read.")

    check(closed, described, 400, missing.json())
    check(closed, described, 202, proposed.json())
    verb = paths["/api/v1/claims/{id}/accept/"]["post"]
    check(closed, verb, 200, accepted.json())
    check(closed, verb, 401, post(Client(), f"{claim['url']}accept/").json())
    again = post(reviewer, f"{address}submit/", reason="Again.")
    described = paths["/api/v1/initiatives/{slug}/submit/"]["post"]
    check(closed, described, 409, again.json())


def test_what_has_to_be_said_is_marked(document):
    needed = {
        address: {
            each["name"]
            for each in operation(document, address)["parameters"]
            if each.get("required")
        }
        for address in ("/api/v1/search/", "/api/v1/diff/", "/api/v1/funding/")
    }

    assert needed == {
        "/api/v1/search/": {"q"},
        "/api/v1/diff/": {"from", "to", "initiative"},
        "/api/v1/funding/": set(),
    }


def test_bodies_say_what_is_refused(document):
    shapes = document["components"]["schemas"]
    values = shapes["FundingValues"]["properties"]
    source = shapes["SourceValues"]["properties"]
    headers = {
        each["name"]: each["schema"]["pattern"]
        for each in document["paths"]["/api/v1/funding/{id}/"]["patch"]["parameters"]
        if each["in"] == "header"
    }

    assert shapes["DecisionBody"]["additionalProperties"] is False
    assert re.search(shapes["DecisionBody"]["properties"]["reason"]["pattern"], "Why.")
    assert not re.search(shapes["DecisionBody"]["properties"]["reason"]["pattern"], " ")
    assert re.match(values["amount"]["pattern"], "1.5")
    assert not re.match(values["amount"]["pattern"], "1" * 30)
    assert source["title"]["minLength"] == 1
    assert (source["web_url"]["format"], source["language"]["maxLength"]) == ("uri", 12)
    assert "null" not in str(shapes["FundingValues"]["properties"]["stage"])
    assert re.match(headers["If-Match"], '"a.b", "c.d"')
    assert not re.match(headers["If-Match"], "a.b")
    assert not re.match(headers["Idempotency-Key"], '"half-marked')
