"""Files to take away: who gets what, under which name, and what is refused."""

import hashlib
import json
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consortium.exports import writers
from consortium.exports.datasets import DATASETS
from consortium.exports.extracts import Extract
from consortium.models.turns import DataVersion
from tests.api.records import FULL
from tests.api.v1.hidden import HIDDEN
from tests.exports.reading import rows, whole
from tests.factories import (
    by_verb,
    make_funding,
    make_initiative,
    make_organization,
    make_superuser,
)
from tracker.pagecache import key_of

pytestmark = pytest.mark.django_db
in_transactions = pytest.mark.django_db(transaction=True)

FORMATS = ["csv", "xlsx", "jsonl", "parquet"]
STREAMED = 2  # the version, the file itself


@pytest.fixture
def staff():
    client = Client()
    client.force_login(make_superuser(username="sato"))
    return client


def lines(client, address, **query):
    return rows(whole(client.get(f"/downloads/{address}", query)), "csv")


def refused(client, address, **query):
    answer = client.get(f"/downloads/{address}", query)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "private, no-store"
    return {fault["parameter"]: fault["code"] for fault in answer.json()["errors"]}


@pytest.mark.parametrize("extension", FORMATS)
def test_a_file_is_named_after_what_it_holds(client, extension):
    make_funding()
    version = DataVersion.current()
    day = timezone.localtime(version.written_at).date()

    answer = client.get(f"/downloads/funding.{extension}")

    assert whole(answer)
    name = f"funding_{day}_v{version.number}.{extension}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_csv_is_as_the_standard_has_it(client):
    make_initiative(name='A "name", with a comma')

    answer = client.get("/downloads/initiatives.csv?lang=ja")

    content = whole(answer)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Language"] == "ja"
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    assert b'"A ""name"", with a comma"' in content


def test_excel_gets_a_byte_order_mark_where_it_asks(client):
    make_funding()

    marked = whole(client.get("/downloads/funding.csv?bom=1"))

    assert marked == b"\xef\xbb\xbf" + whole(client.get("/downloads/funding.csv"))
    assert whole(client.get("/downloads/funding.csv?bom=0")) == marked[3:]
    assert refused(client, "funding.jsonl", bom="1") == {"bom": "unknown_parameter"}


def test_files_narrow_and_order_like_lists(client):
    small, large = make_funding(amount=1), make_funding(amount=5, stage="spent")
    other = make_funding(amount=3)

    ordered = lines(client, "funding.csv", ordering="-amount", amount_min="2")
    named = lines(client, "funding.csv", initiative=small.initiative.slug)
    none = lines(client, "funding.csv", stage="repaid")

    assert [int(row["id"]) for row in ordered] == [large.pk, other.pk]
    assert [int(row["id"]) for row in named] == [small.pk]
    assert none == []


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ({"stages": "spent"}, {"stages": "unknown_parameter"}),
        ({"stage": "spending"}, {"stage": "invalid_choice"}),
        ({"stage": ""}, {"stage": "empty"}),
        ({"stage": ["spent", "repaid"]}, {"stage": "repeated"}),
        ({"funder": "nobody"}, {"funder": "unknown_record"}),
        ({"as_of": "yesterday"}, {"as_of": "invalid"}),
        ({"as_of": "2999-01-01T00:00:00Z"}, {"as_of": "future"}),
        (
            {"lang": "fr", "bom": "yes"},
            {"lang": "invalid_choice", "bom": "invalid_choice"},
        ),
        ({"page_size": "5"}, {"page_size": "unknown_parameter"}),
        ({"search": "\0"}, {"search": "null_characters_not_allowed"}),
    ],
)
def test_what_is_not_understood_is_refused(client, query, fault):
    assert refused(client, "funding.csv", **query) == fault


def test_refusals_are_in_the_language_asked_for(client):
    answer = client.get("/downloads/funding.csv?lang=ja&stage=x")

    (fault,) = answer.json()["errors"]
    assert not fault["detail"].isascii()
    assert "not one of" not in fault["detail"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("nothing.csv", 404),
        ("funding", 404),
        ("a/b.csv", 404),
        ("funding.pdf", 406),
        ("datapackage.json?lang=ja", 400),
    ],
)
def test_what_there_is_not_is_a_problem_document(client, address, status):
    answer = client.get(f"/downloads/{address}")

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status


@pytest.mark.parametrize("address", ["funding.csv", "datapackage.json", "nothing"])
def test_files_are_only_read(address):
    answer = Client(enforce_csrf_checks=True).post(f"/downloads/{address}")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_without_its_library_parquet_says_how_to_get_it(client, monkeypatch):
    monkeypatch.setattr(writers, "duckdb", None)

    answer = client.get("/downloads/funding.parquet")

    assert answer.status_code == 501
    assert "parquet" in answer.json()["detail"]
    assert whole(client.get("/downloads/funding.csv"))


def test_a_silent_database_is_told_before_the_file_begins(client):
    with patch.object(Extract, "of", side_effect=OperationalError):
        answer = client.get("/downloads/funding.csv")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_a_broken_statement_is_no_half_file(client):
    client.raise_request_exception = False

    with patch.object(Extract, "statement", return_value="SELECT 1/0"):
        answer = client.get("/downloads/funding.csv")

    assert answer.status_code == 400


@in_transactions
def test_a_file_as_of_the_past(client):
    funding = make_funding(amount=1)
    before = DataVersion.current().written_at
    with by_verb():
        type(funding).objects.update(amount=2)

    then = lines(client, "funding.csv", as_of=before.isoformat())
    answer = client.get("/downloads/members.csv", {"as_of": "2020-01-01T00:00:00Z"})

    assert [row["amount"] for row in then] == ["1"]
    assert whole(answer).count(b"\r\n") == 1
    assert "members_2020-01-01_v" in answer["Content-Disposition"]


@pytest.mark.parametrize("extension", FORMATS)
def test_who_asks_first_what_there_would_be_gets_no_rows(client, extension):
    make_funding()
    with patch.object(Extract, "statement", side_effect=AssertionError):
        answer = client.head(f"/downloads/funding.{extension}")

    assert whole(answer) == b""
    assert "Content-Length" not in answer
    assert answer["ETag"]
    assert f".{extension}" in answer["Content-Disposition"]


@in_transactions
@pytest.mark.parametrize("extension", FORMATS)
def test_who_holds_the_file_gets_none_until_it_changes(client, extension):
    funding = make_funding()
    address = f"/downloads/funding.{extension}"
    first = client.get(address)
    whole(first)
    held = {"If-None-Match": first["ETag"]}

    again = client.get(address, headers=held)
    other = whole(client.get(f"{address}?lang=ja", headers=held))
    with by_verb():
        type(funding).objects.update(stage="spent")
    later = client.get(address, headers=held)

    assert (again.status_code, again["ETag"]) == (304, first["ETag"])
    assert other
    assert whole(later)
    assert first["ETag"].startswith("W/") == (extension in ("xlsx", "parquet"))


@pytest.mark.parametrize(
    "case", [case for case, (resource, _make) in HIDDEN.items() if resource in DATASETS]
)
def test_files_show_what_their_reader_may_see(client, staff, case):
    resource, make = HIDDEN[case]
    record = make()
    key = DATASETS[resource].key[0]
    name = str(record.slug if key == "slug" else record.pk)

    public = lines(client, f"{resource}.csv")
    private = lines(staff, f"{resource}.csv")

    assert name not in [row[key] for row in public]
    assert name in [row[key] for row in private]


def test_nobody_keeps_what_a_person_is_shown(staff):
    make_funding()

    answer = staff.get("/downloads/funding.csv")

    assert whole(answer)
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer


def test_a_funder_that_is_not_public_is_nobody(client, staff):
    draft = make_organization(state="draft", slug="secret", kind="government")
    make_funding(funder=draft, part_of=make_funding(state="draft"))

    (row,) = lines(client, "funding.csv")
    shown = lines(staff, "funding.csv", funder="secret")

    assert [row[name] for name in ("funder", "funder_name", "public", "part_of")] == [
        ""
    ] * 4
    assert [row["public"] for row in shown] == ["true"]
    assert refused(client, "funding.csv", funder="secret")


@pytest.mark.parametrize("number", [1, 5])
@pytest.mark.parametrize("name", sorted(set(DATASETS) & set(FULL)))
def test_a_file_takes_a_fixed_number_of_queries(client, name, number):
    for _each in range(number):
        FULL[name]()

    with CaptureQueriesContext(connection) as captured:
        whole(client.get(f"/downloads/{name}.csv"))

    asked = [query for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) == STREAMED


def test_the_data_package_tells_the_truth_about_the_files(client):
    for name in set(DATASETS) & set(FULL):
        FULL[name]()

    answer = client.get("/downloads/datapackage.json")

    package = json.loads(answer.content)
    assert answer["Content-Type"] == "application/json"
    assert [each["name"] for each in package["resources"]] == list(DATASETS)
    for resource in package["resources"]:
        content = whole(client.get(f"/downloads/{resource['path']}"))
        names = [field["name"] for field in resource["schema"]["fields"]]
        digest = hashlib.sha256(content).hexdigest()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{digest}"
        assert content.decode().partition("\r\n")[0].split(",") == names
        assert all(
            field["title"] and field["description"] and field["title@ja"]
            for field in resource["schema"]["fields"]
        )


def test_the_data_package_names_the_licence(client, settings):
    known = client.get("/downloads/datapackage.json").json()["licenses"]
    settings.DATA_LICENSE = "Own-1.0"
    own = client.get("/downloads/datapackage.json").json()["licenses"]

    assert [each["name"] for each in known] == ["CC-BY-4.0"]
    assert known[0]["path"].startswith("https://creativecommons.org/")
    assert own == [{"name": "Own-1.0"}]


@in_transactions
def test_sizes_are_counted_once_for_each_version(client):
    make_funding()
    first = client.get("/downloads/datapackage.json")

    with CaptureQueriesContext(connection) as captured:
        again = client.get("/downloads/datapackage.json")
    make_funding()
    later = client.get("/downloads/datapackage.json")

    assert not [query for query in captured if "COPY" in query["sql"]]
    assert again.content == first.content
    assert later["ETag"] != first["ETag"]


def test_files_pass_by_the_cache_that_would_have_to_hold_them():
    page = {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http"}

    assert key_of({**page, "PATH_INFO": "/downloads/funding.csv"}) is None
    assert key_of({**page, "PATH_INFO": "/api/v1/funding/"})
