"""Totals over the API: the seed's own, strictness, the past, the number of queries."""

from copy import deepcopy
from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consortium.api.schema import Generator
from consortium.models import FundingPurpose
from consortium.models.turns import DataVersion
from consortium.totals import tallies
from tests.api.test_moments import ask, in_transactions, now
from tests.api.test_schema import check, operation
from tests.factories import (
    make_funding,
    make_initiative,
    make_organization,
    make_rate,
    make_sector,
)

with_database = pytest.mark.django_db


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


@with_database
def test_the_seed_says_one_trillion_yen_at_most_and_nothing_paid(get):
    call_command("seed", verbosity=0)

    answer = get("totals/", group_by="stage")

    (total,) = answer["results"]
    assert total == {
        "group": {"stage": "announced"},
        "unplaced": {},
        "stage": "announced",
        "public": True,
        "amount": "1000000000000",
        "currency": "JPY",
        "qualifier": "up_to",
        "amount_high": None,
        "bounds": {"min": None, "max": "1000000000000"},
        "count": 1,
        "converted": None,
    }
    assert (answer["counted"], answer["excluded"]) == (1, [])
    assert answer["combined"] is None
    assert get("totals/", stage="disbursed")["results"] == []


@with_database
def test_the_seed_in_dollars_is_not_what_the_source_printed(get):
    call_command("seed", verbosity=0)
    make_rate(base="USD", currency="JPY", rate="162.5", date="2026-06-30")

    answer = get("totals/", convert_to="USD")

    (total,) = answer["results"]
    assert total["converted"] == {
        "amount": "6153846153.85",
        "currency": "USD",
        "qualifier": "up_to",
        "amount_high": None,
        "bounds": {"min": None, "max": "6153846153.85"},
        "count": 1,
        "rate": "0.006153846153846154",
        "rate_date": "2026-06-30",
        "rate_source": "ECB",
    }
    (combined,) = answer["combined"]
    assert (combined["amount"], combined["not_converted"]) == ("6153846153.85", [])


@with_database
def test_a_total_without_a_rate_is_null_and_says_of_what(get):
    make_funding(amount=5, currency="CHF", qualifier="exact")

    answer = get("totals/", convert_to="USD")

    assert answer["results"][0]["converted"] is None
    (combined,) = answer["combined"]
    assert (combined["amount"], combined["qualifier"], combined["count"]) == (
        None,
        None,
        0,
    )
    assert combined["not_converted"] == [{"currency": "CHF", "count": 1}]


@with_database
def test_groups_are_codes_records_sectors_and_times(get):
    funder = make_organization(slug="jp", name="Japan", kind="government")
    funding = make_funding(amount=5, funder=funder, period="FY2026")
    sector = make_sector(slug="ai", scheme="own", code="AI", name="AI")
    FundingPurpose.objects.create(funding=funding, sector=sector)

    (one,) = get("totals/", group_by="funder,year")["results"]
    (other,) = get("totals/", group_by="sector,public")["results"]

    assert one["group"] == {
        "funder": {"slug": "jp", "name": "Japan"},
        "year": {
            "value": "2026/2027",
            "from": "2026-01-01",
            "to": "2027-12-31",
            "precision": "interval",
        },
    }
    assert one["unplaced"] == {"year": "several"}
    sector = {"slug": "ai", "name": "AI", "scheme": "own", "code": "AI"}
    assert other["group"] == {"sector": sector, "public": True}


@with_database
def test_filters_narrow_what_is_added_up(get):
    make_funding(amount=5, stage="spent")
    make_funding(amount=7, stage="cancelled")

    (spent,) = get("totals/", stage="spent")["results"]
    (cancelled,) = get("totals/", stage="cancelled")["results"]
    (left_out,) = get("totals/")["excluded"]

    assert (spent["amount"], cancelled["amount"]) == ("5", "7")
    assert (left_out["reason"], left_out["count"]) == ("cancelled", 1)
    assert "cancelled" in left_out["detail"]


@with_database
def test_the_answer_is_in_the_language_of_the_reader(client):
    make_funding(amount=None)

    japanese = client.get("/api/v1/totals/", headers={"Accept-Language": "ja"}).json()

    assert set(japanese) == {"results", "combined", "counted", "excluded", "basis"}


@with_database
def test_staff_and_public_get_the_same_totals(client, staff):
    make_funding(state="draft")
    make_funding(amount=5, recipient=make_organization(state="draft"))
    address = "/api/v1/totals/?group_by=recipient"

    public = client.get(address)

    assert staff.get(address).content == public.content
    assert public.json()["results"][0]["unplaced"] == {"recipient": "unknown"}


@with_database
def test_what_is_not_published_cannot_be_asked_for(refused):
    hidden = make_organization(state="draft")

    assert refused("totals/", funder=hidden.slug)["funder"]["code"] == "unknown_record"


@with_database
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"group_by": "stagee"}, "invalid_choice"),
        ({"group_by": "stage,stage"}, "repeated"),
        ({"group_by": "stage,year,public"}, "too_many"),
        ({"group_by": ""}, "empty"),
        ({"convert_to": "dollars"}, "invalid_choice"),
        ({"rate_date": "2026"}, "invalid"),
        ({"time": "now"}, "invalid_choice"),
        ({"stage": "promised"}, "invalid_choice"),
        ({"ordering": "amount"}, "unknown_parameter"),
        ({"page_size": "1"}, "unknown_parameter"),
        ({"as_of": "yesterday"}, "invalid"),
    ],
)
def test_what_is_not_understood_is_refused(refused, query, code):
    (name,) = query

    assert refused("totals/", **query)[name]["code"] == code


@with_database
def test_all_faults_come_together_and_name_what_is_valid(refused):
    faults = refused("totals/", groupby="x", as_of="x", stage="x")

    assert set(faults) == {"groupby", "as_of", "stage"}
    assert "group_by" in faults["groupby"]["detail"]


@with_database
def test_too_many_groups_are_refused(refused, monkeypatch):
    monkeypatch.setattr(tallies, "MOST_GROUPS", 0)
    make_funding()

    fault = refused("totals/", group_by="funder")["group_by"]

    assert fault["code"] == "too_many_groups"


@with_database
@pytest.mark.parametrize("address", ["totals/", "series/"])
def test_answers_are_as_documented(closed, get, address):
    make_funding(period="2026", funder=make_organization(kind="government"))
    make_funding(amount=1, amount_high=2, qualifier="between", period="FY2026")
    make_funding(amount=None)
    questions: dict[str, list[dict[str, str]]] = {
        "totals/": [
            {},
            {"convert_to": "JPY", "group_by": "funder,year"},
            {"convert_to": "USD", "group_by": "sector,public"},
        ],
        "series/": [
            {},
            {"mode": "cumulative", "convert_to": "JPY"},
            {"convert_to": "USD"},
            {"measure": "members"},
        ],
    }

    for question in questions[address]:
        answer = get(address, **question)

        check(closed, operation(closed, f"/api/v1/{address}"), 200, answer)


def test_every_parameter_is_in_the_document(document):
    named = {
        address: {
            parameter["name"]
            for parameter in operation(document, f"/api/v1/{address}/")["parameters"]
        }
        for address in ("totals", "series")
    }

    assert {"group_by", "convert_to", "as_of", "fiscal_year"} <= named["totals"]
    assert {"measure", "interval", "as_of", "role", "place"} <= named["series"]
    assert {"convert_to", "rate_date"} <= named["series"]
    assert not {"ordering", "indicator"} & named["series"]


def queries(get, address):
    with CaptureQueriesContext(connection) as captured:
        get(address)
    return len(captured)


@with_database
@pytest.mark.parametrize("rows", [1, 5])
@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 4),
        ("?group_by=stage,year", 4),
        ("?group_by=initiative,recipient", 7),
        ("?group_by=sector", 5),
        ("?group_by=sector,year", 4),
        ("?convert_to=USD", 6),
        ("?currency=JPY", 3),
        ("?amount_min=1", 3),
    ],
)
def test_totals_take_a_fixed_number_of_queries(get, query, number, rows):
    make_rate(base="USD", currency="JPY")
    whole = make_funding(recipient=make_organization())
    for _each in range(rows):
        make_funding(part_of=whole)
        make_funding(amount=None)
        make_funding(stage="cancelled")
        funding = make_funding(
            recipient=make_organization(), initiative=make_initiative()
        )
        FundingPurpose.objects.create(funding=funding, sector=make_sector())

    assert queries(get, f"totals/{query}") == number


@in_transactions
def test_the_past_answers_as_it_did(client):
    initiative = make_initiative()
    whole = make_funding(initiative=initiative, amount=100, period="FY2026")
    make_rate(base="USD", currency="JPY", rate=160, date="2026-06-30")
    then = now()
    addresses = [
        "totals/?group_by=year&convert_to=USD",
        "series/?interval=quarter&convert_to=USD",
    ]
    answers = {address: ask(client, address) for address in addresses}

    make_funding(initiative=initiative, amount=7, part_of=whole)
    make_funding(initiative=initiative, amount=9)
    make_rate(base="USD", currency="JPY", rate=100, date="2026-07-01")

    assert {one: ask(client, one, as_of=then) for one in addresses} == answers
    assert all(ask(client, one) != answers[one] for one in addresses)


@in_transactions
@pytest.mark.parametrize(
    "address", ["totals/?group_by=year", "series/?measure=funding"]
)
def test_an_answer_names_its_version_and_its_instant(client, address):
    make_funding(amount=100, period="FY2026")
    version = DataVersion.current()

    answer = client.get(f"/api/v1/{address}")
    make_funding(amount=7)
    again = client.get(f"/api/v1/{address}&as_of={answer['As-Of']}")

    assert answer["Data-Version"] == str(version.number)
    assert answer["As-Of"].endswith("Z")
    assert datetime.fromisoformat(answer["As-Of"]) == version.written_at
    assert (again.content, again["As-Of"]) == (answer.content, answer["As-Of"])


def test_the_document_says_which_headers_name_the_state(document):
    for address in ("totals", "series"):
        answer = operation(document, f"/api/v1/{address}/")["responses"]["200"]

        assert {"Data-Version", "As-Of"} <= answer["headers"].keys()
