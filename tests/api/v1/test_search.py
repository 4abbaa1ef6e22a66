"""Search over the API: the seed, strictness, what is hidden, the past."""

from copy import deepcopy

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consortium.api.schema import Generator
from consortium.models import Organization
from tests.api.test_moments import ask, in_transactions, now
from tests.api.test_schema import check, operation
from tests.factories import (
    by_verb,
    make_framework,
    make_indicator,
    make_initiative,
    make_organization,
    make_sector,
    make_source,
)

with_database = pytest.mark.django_db


@pytest.fixture(scope="module")
def closed():
    """The document where an object may have the described properties only."""
    closed = deepcopy(Generator().get_schema(public=True))
    for schema in closed["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return closed


def slugs(answer):
    return [hit["slug"] for hit in answer["results"]]


def counts(answer):
    return {facet["type"]: facet["count"] for facet in answer["facets"]}


@with_database
def test_the_seed_is_found_as_people_type(get):
    call_command("seed", verbosity=0)
    meti = make_organization(
        slug="meti",
        name="Ministry of Economy, Trade and Industry",
        name_ja="経済産業省",
    )
    meti.names.create(name="経産省", kind="abbreviation")
    softbank = Organization.objects.get(slug="softbank-corp")
    softbank.identifiers.create(scheme="TSE", value="9434")
    expected = {
        "経産省": "meti",
        "economy industry": "meti",
        "9434": "softbank-corp",
        "９４３４": "softbank-corp",
        "ｿﾌﾄﾊﾞﾝｸ": "softbank-corp",
        "ＳｏｆｔＢａｎｋ": "softbank-corp",
        "sofbank": "softbank-corp",
        "9010-4010-52465": "softbank-corp",
        "９０１０４０１０５２４６５": "softbank-corp",
        "nippon electric": "nec",
        "honda": "honda-motor",
    }

    nearest = {}
    for q in expected:
        found = get("search/", q=q, type="organization")["results"]
        nearest[q] = found[0]["slug"] if found else None

    assert nearest == expected


@with_database
def test_an_answer_says_what_was_found_and_where(get):
    organization = make_organization(slug="nec", name="NEC", name_ja="日本電気")
    organization.names.create(
        name="Nippon Electric Company", kind="former", valid="../1983"
    )

    answer = get("search/", q="ｅｌｅｃｔｒｉｃ")

    (hit,) = answer["results"]
    assert hit["url"].endswith("/api/v1/organizations/nec/")
    assert hit | {"url": ""} == {
        "type": "organization",
        "slug": "nec",
        "url": "",
        "title": "NEC",
        "title_ja": "日本電気",
        "state": "published",
        "match": "word",
        "matched": [
            {
                "field": "names",
                "text": "Nippon Electric Company",
                "kind": "former",
                "valid": {
                    "value": "../1983",
                    "from": None,
                    "to": "1983-12-31",
                    "precision": hit["matched"][0]["valid"]["precision"],
                },
                "highlight": [[7, 15]],
            }
        ],
    }
    assert counts(answer) == {
        "initiative": 0,
        "organization": 1,
        "framework": 0,
        "indicator": 0,
        "sector": 0,
        "source": 0,
    }


@with_database
def test_answers_are_as_documented(closed, client, staff):
    make_organization(name="Chip One", name_ja="").names.create(
        name="Chip Two", kind="former", valid="2020"
    )
    make_initiative(name="Chip")
    make_sector(name="Chips", code="C1")
    described = operation(closed, "/api/v1/search/")

    for caller in (client, staff):
        for q in ("chip", "chjps", "nothing"):
            answer = caller.get("/api/v1/search/", {"q": q})

            assert answer.status_code == 200
            check(closed, described, 200, answer.json())
    refused = client.get("/api/v1/search/")
    check(closed, described, 400, refused.json())


@with_database
@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        pytest.param({}, "q", "required", id="missing"),
        pytest.param({"q": ""}, "q", "empty", id="empty"),
        pytest.param({"q": " 　"}, "q", "too_short", id="blank"),
        pytest.param({"q": "a"}, "q", "too_short", id="one-letter"),
        pytest.param({"q": "産"}, "q", "too_short", id="one-character"),
        pytest.param({"q": "ﾊﾞ"}, "q", "too_short", id="one-when-folded"),
        pytest.param({"q": "a b"}, "q", "too_short", id="letters"),
        pytest.param({"q": "x" * 201}, "q", "max_length", id="long"),
        pytest.param(
            {"q": "so\0ft"}, "q", "null_characters_not_allowed", id="null-character"
        ),
        pytest.param({"q": ["ab", "cd"]}, "q", "repeated", id="twice"),
        pytest.param({"q": "ab", "type": "claim"}, "type", "invalid_choice", id="type"),
        pytest.param({"q": "ab", "page_size": "0"}, "page_size", "invalid", id="size"),
        pytest.param({"q": "ab", "as_of": "now"}, "as_of", "invalid", id="moment"),
        pytest.param(
            {"q": "ab", "search": "ab"}, "search", "unknown_parameter", id="unknown"
        ),
    ],
)
def test_what_cannot_be_followed_is_refused(refused, query, parameter, code):
    assert refused("search/", **query)[parameter]["code"] == code


@with_database
def test_hidden_records_are_neither_found_nor_counted(get, staff):
    hidden = {"state": "draft"}
    organization = make_organization(name="Quiet", slug="quiet-one", **hidden)
    organization.names.create(name="Quiet", kind="former")
    organization.identifiers.create(scheme="TSE", value="9999")
    make_initiative(name="Quiet", **hidden)
    make_source(title="Quiet", **hidden)
    make_framework(name="Quiet", **hidden)
    make_indicator(title="Quiet", **hidden)

    for q in ("quiet", "quieet", "9999", "quiet-one", "qu"):
        answer = get("search/", q=q)

        assert answer["results"] == []
        assert set(counts(answer).values()) == {0}
    seen = staff.get("/api/v1/search/", {"q": "quiet"}).json()
    assert len(seen["results"]) == 5


@with_database
def test_types_narrow_the_hits_and_not_the_facets(get):
    make_organization(name="Harbor Bank")
    make_initiative(name="Harbor Plan")
    make_source(title="Harbor opens")

    answer = get("search/", q="harbor", type="initiative,source", page_size="1")

    assert [hit["type"] for hit in answer["results"]] == ["initiative"]
    assert counts(answer) | {"organization": 1, "source": 1} == counts(answer)


@with_database
@pytest.mark.parametrize("rows", [1, 5])
def test_an_answer_takes_a_fixed_number_of_queries(get, rows):
    for number in range(rows):
        organization = make_organization(name=f"Harbor {number}")
        organization.names.create(name=f"Old harbor {number}", kind="former")
        make_initiative(name=f"Harbor {number}")
        make_source(title=f"Harbor {number}")

    with CaptureQueriesContext(connection) as captured:
        answer = get("search/", q="harbor")

    selects = [query for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(answer["results"]) == 3 * rows
    assert len(selects) == 6


@in_transactions
def test_the_past_is_searched_as_it_stood(client):
    organization = make_organization(slug="one", name="Before")
    organization.identifiers.create(scheme="TSE", value="9434")
    moment = now()
    then = [ask(client, "search/", q=q) for q in ("before", "befoer", "9434", "be")]
    organization.name = "After"
    with by_verb():
        organization.save()
    organization.identifiers.all().delete()

    again = [
        ask(client, "search/", q=q, as_of=moment)
        for q in ("before", "befoer", "9434", "be")
    ]

    assert again == then
    assert all(b'"one"' in body for _status, body in then)
    assert b'"one"' not in ask(client, "search/", q="before")[1]
