"""The Atom feed: what changed for the public, in words, the newest first."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consortium import editorial
from consortium.imports import seed
from consortium.models import Claim, Finding, Funding
from consortium.pages import feeds
from tests.api.records import FULL
from tests.api.v1.hidden import DRAFT, HIDDEN
from tests.api.v1.writing import somebody
from tests.factories import (
    back,
    by_verb,
    make_claim,
    make_finding,
    make_funding,
    make_initiative,
    make_member,
    make_organization,
    make_rate,
    make_source,
    make_superuser,
)

pytestmark = pytest.mark.django_db
in_transactions = pytest.mark.django_db(transaction=True)

ADDRESS = "/feeds/changes.atom"
QUERIES = 28
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, address=ADDRESS, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content
    return ElementTree.fromstring(answer.content)  # noqa: S314 (our own)


def entries(client, address=ADDRESS, **query):
    return [
        {
            "title": entry.findtext(f"{ATOM}title"),
            "summary": entry.findtext(f"{ATOM}summary"),
            "id": entry.findtext(f"{ATOM}id"),
            "updated": entry.findtext(f"{ATOM}updated"),
            "terms": [one.get("term") for one in entry.findall(f"{ATOM}category")],
            **{one.get("rel"): one.get("href") for one in entry.findall(f"{ATOM}link")},
        }
        for entry in feed(client, address, **query).findall(f"{ATOM}entry")
    ]


def titles(client, address=ADDRESS, **query):
    return [entry["title"] for entry in entries(client, address, **query)]


def followed(client):
    """The records that ``changes/`` names, without the rates."""
    page = client.get("/api/v1/changes/", {"page_size": 1000}).json()
    named = {change["url"] for change in page["results"]}
    return {url for url in named if "exchange-rates" not in url}


def test_the_feed_names_what_the_list_of_changes_names(client):
    for make in FULL.values():
        make()
    for _resource, make in HIDDEN.values():
        make()

    told = {entry["related"] for entry in entries(client)}

    assert told == followed(client)


def test_nothing_that_is_not_public_is_in_the_feed_for_staff_either(client):
    draft = make_initiative(name="Secret", **DRAFT)
    make_funding(initiative=draft)
    make_claim(subject=make_funding(), status="pending", as_reported="Secret")
    make_source(title="Secret", **DRAFT)
    staff = Client()
    staff.force_login(make_superuser(username="sato"))

    answers = [one.get(ADDRESS).content for one in (client, staff)]

    assert b"Secret" not in answers[0]
    assert answers[0] == answers[1]


def test_drafts_without_end_hide_nothing_older(client, monkeypatch):
    monkeypatch.setattr("consortium.changes.newest.REACHES", (2, 1000))
    shown = make_organization(name="Shown")
    for _each in range(5):
        make_organization(**DRAFT)

    assert titles(client) == [f"Organization added: {shown.name}"]


@in_transactions
def test_what_is_taken_back_is_told_without_its_name(client):
    initiative = make_initiative(slug="compute", name="Compute")
    member = make_member(initiative=initiative)
    editorial.retract(initiative, by=somebody("reviewer"), reason="It was <b>not</b>.")

    found = {tuple(entry["terms"]): entry for entry in entries(client)}

    gone = found["initiative", "removed"]
    assert gone["title"] == "Initiative removed: compute"
    assert gone["summary"] == "It was &lt;b&gt;not&lt;/b&gt;."
    assert found["member", "removed"]["title"] == f"Member removed: {member.pk}"
    assert found["initiative", "added"]["title"] == "Initiative added: compute"


@in_transactions
def test_what_is_deleted_is_told(client):
    make_finding(subject=make_initiative())
    Finding.objects.all().delete()

    assert ["finding", "removed"] in [entry["terms"] for entry in entries(client)]


@in_transactions
def test_the_newest_comes_first_and_ids_stay(client):
    funding = make_funding(amount=1)
    before = entries(client)
    with by_verb():
        Funding.objects.filter(pk=funding.pk).update(amount=10**12)
    after = entries(client)

    assert after[0]["terms"] == ["funding", "updated"]
    assert "¥1 trillion" in after[0]["title"]
    assert [entry["id"] for entry in after[1:]] == [entry["id"] for entry in before]
    assert after[0]["id"].startswith("tag:testserver,2")
    instants = [entry["updated"] for entry in after]
    assert instants == sorted(instants, reverse=True)
    assert feed(client).findtext(f"{ATOM}updated") == instants[0]


@in_transactions
def test_what_one_turn_did_to_a_record_is_one_entry(client):
    back(make_initiative(**DRAFT))
    seed.load(seed.FIXTURES)

    told = [(entry["related"], entry["updated"]) for entry in entries(client)]

    assert len(set(told)) == len(told) == 100


def test_titles_and_pages_are_in_the_language_of_the_address(client):
    initiative = make_initiative(slug="compute", name="Compute", name_ja="計算資源")
    made = make_funding(initiative=initiative, amount=10**12, qualifier="up_to")

    english, japanese = entries(client), entries(client, f"/ja{ADDRESS}")

    assert english[0]["title"] == (
        "Funding added: Compute: Announced up to ¥1 trillion"
    )
    assert "計算資源" in japanese[0]["title"]
    assert "最大1兆円" in japanese[0]["title"]
    assert english[0]["alternate"] == f"http://testserver/funding/{made.pk}/"
    assert japanese[0]["alternate"] == f"http://testserver/ja/funding/{made.pk}/"
    assert english[0]["id"] == japanese[0]["id"]
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert feed(client, f"/ja{ADDRESS}").get(lang) == "ja"


def test_every_kind_of_record_has_a_title_and_an_address_that_answers(client):
    for make in FULL.values():
        make()
    make_claim(subject=make_funding(), field="", statement="It is said.", value=None)

    for entry in entries(client):
        assert not entry["title"].endswith((": ", ":"))
        assert client.get(entry["related"]).status_code == 200
        assert client.get(entry["alternate"]).status_code == 200


def test_a_claim_says_what_it_is_of(client):
    initiative = make_initiative(name="Compute")
    make_claim(subject=initiative, field="", statement="It is large.", value=None)

    assert "Claim added: Compute: It is large." in titles(client)


def test_characters_that_xml_does_not_have_are_left_out(client):
    make_organization(name="A\x0bB & <C>")

    assert titles(client) == ["Organization added: AB & <C>"]


def test_one_initiative_can_be_followed(client):
    initiative, other = make_initiative(slug="one"), make_initiative(slug="other")
    claim = make_claim(subject=make_funding(initiative=initiative))
    make_finding(subject=claim)
    make_claim(subject=make_funding(initiative=other))
    make_organization()

    told = {entry["terms"][0] for entry in entries(client, initiative="one")}
    alternates = {entry["alternate"] for entry in entries(client, initiative="one")}

    assert told == {"initiative", "funding", "claim", "finding"}
    assert "http://testserver/initiatives/other/" not in alternates


@in_transactions
def test_who_follows_an_initiative_hears_that_it_was_taken_back(client):
    initiative = make_initiative(slug="one", name="One")
    make_member(initiative=initiative)
    editorial.retract(initiative, by=somebody("reviewer"), reason="Wrong.")

    removed = [
        entry["terms"][0]
        for entry in entries(client, initiative="one")
        if entry["terms"][1] == "removed"
    ]

    assert sorted(removed) == ["initiative", "member"]


def test_rates_are_no_news(client):
    make_rate()

    assert titles(client) == []


@in_transactions
def test_why_is_told_as_far_as_it_is_public(client):
    funding = FULL["funding"]()
    editorial.propose(
        funding,
        {"stage": "spent"},
        evidence=editorial.Evidence(source=make_source()),
        by=somebody("editor"),
        reason="A tip from an insider.",
    )
    claim = Claim.objects.get(status="pending")
    editorial.accept(
        claim, by=somebody("reviewer"), reason="Read.", because="world_changed"
    )

    assert "insider" not in client.get(ADDRESS).content.decode()
    summaries = [entry["summary"] for entry in entries(client)]
    assert "The world changed: Read." in summaries


@in_transactions
def test_who_holds_the_feed_gets_none_until_something_changes(client):
    make_funding()
    first = client.get(ADDRESS)
    by_tag = {"If-None-Match": first["ETag"]}
    by_day = {"If-Modified-Since": first["Last-Modified"]}

    with CaptureQueriesContext(connection) as captured:
        again = client.get(ADDRESS, headers=by_tag)
    later = client.get(ADDRESS, headers=by_day)
    other = client.get(f"/ja{ADDRESS}", headers=by_tag)
    make_funding()
    changed = client.get(ADDRESS, headers=by_tag)

    statuses = [answer.status_code for answer in (again, later, other, changed)]
    assert statuses == [304, 304, 200, 200]
    assert not [query for query in captured if "event" in query["sql"]]
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ({"initiatives": "one"}, {"initiatives": "unknown_parameter"}),
        ({"initiative": "nobody"}, {"initiative": "unknown_record"}),
        ({"initiative": "a-draft"}, {"initiative": "unknown_record"}),
        ({"initiative": ""}, {"initiative": "empty"}),
    ],
)
def test_what_is_not_understood_is_refused(client, query, fault):
    make_initiative(slug="a-draft", **DRAFT)

    answer = client.get(ADDRESS, query)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert {
        error["parameter"]: error["code"] for error in answer.json()["errors"]
    } == fault


def test_the_feed_is_only_read(client):
    assert client.head(ADDRESS).status_code == 200
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize("number", [1, 5])
def test_the_feed_takes_a_fixed_number_of_queries(client, monkeypatch, number):
    monkeypatch.setattr(feeds, "ENTRIES", 1000)
    for name in FULL.keys() - {"exchange-rates"}:
        for _each in range(number):
            FULL[name]()

    with CaptureQueriesContext(connection) as captured:
        feed(client)

    asked = [query for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) == QUERIES
