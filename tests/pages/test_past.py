"""Public pages as they were: the moment, its banner, and links that stay in it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consortium import editorial
from consortium.models import Initiative, Organization
from tests.factories import (
    by_verb,
    make_claim,
    make_finding,
    make_funding,
    make_initiative,
    make_member,
    make_organization,
    make_source,
    make_staff,
    make_superuser,
    make_user,
)
from tests.pages.documents import read
from tests.pages.test_overview import make_rich_initiative
from tests.test_history import now

pytestmark = pytest.mark.django_db
in_transactions = pytest.mark.django_db(transaction=True)

MORE_QUERIES = 5
NEWS_QUERIES = 17
"""Begin, look at the search path, set it, set it back, commit."""

STAY = ("/initiatives/", "/organizations/", "/sources/", "/claims/", "/funding/")


def told(client, address, moment=None, status=200):
    query = {} if moment is None else {"as_of": str(moment).replace(" ", "T")}
    answer = client.get(address, query)
    assert answer.status_code == status, answer.content.decode()
    return read(answer)


def pages(initiative):
    """The addresses of one page of each kind, about ``initiative``."""
    claim = initiative.claims.first()
    funder = initiative.funding.first().funder
    return [
        "/",
        f"/initiatives/{initiative.slug}/",
        f"/organizations/{funder.slug}/",
        f"/sources/{claim.source.slug}/",
        f"/claims/{claim.pk}/",
    ]


@in_transactions
def test_a_page_shows_what_stood_then(client):
    initiative = make_initiative(slug="compute", name="Compute")
    funding = make_funding(initiative=initiative, amount=10**12, qualifier="up_to")
    gone = make_member(
        initiative=initiative, organization=make_organization(name="Early Works")
    )
    then = now()
    with by_verb():
        type(funding).objects.filter(pk=funding.pk).update(amount=2 * 10**12)
        Initiative.objects.filter(pk=initiative.pk).update(name="Machines")
    editorial.retract(gone, by=make_staff("reviewer"), reason="It never joined.")

    past = told(client, "/initiatives/compute/", then).text
    today = told(client, "/initiatives/compute/").text

    assert "up to ¥1 trillion" in past.replace("up to¥", "up to ¥")
    for words in ("Compute", "Early Works"):
        assert words in past
        assert words not in today
    assert "Machines" in today
    assert "You see what the tracker knew on" in past
    assert "You see what the tracker knew on" not in today


@in_transactions
@pytest.mark.parametrize("language", ["", "/ja"])
def test_every_link_stays_in_the_past(client, language):
    initiative = make_rich_initiative(name="One", name_ja="一")
    then = now()
    asked = {"as_of": [then.isoformat()]}

    for address in pages(initiative):
        document = told(client, language + address, then)
        inner = [
            urlsplit(link["href"])
            for link in document.all("a")
            if link["href"].startswith(("/", "?"))
        ]
        led = [
            link
            for link in inner
            if link.path.removeprefix("/ja").startswith(STAY)
            or link.path in ("/", "/ja/")
        ]
        assert len(led) > 1
        for link in led:
            if link.path.endswith("/changes/"):
                assert [*parse_qs(link.query).values()] == [asked["as_of"]]
            else:
                assert parse_qs(link.query) == asked, link
        for link in led:
            answer = client.get(link.geturl())
            assert answer.status_code == 200, link


@in_transactions
def test_a_page_of_the_past_is_not_for_search_engines(client):
    initiative = make_rich_initiative()
    then = now()

    for address in pages(initiative):
        past, today = told(client, address, then), told(client, address)
        noindex = {"name": "robots", "content": "noindex"}
        canonical = f"http://testserver{address}"

        assert noindex in past.all("meta")
        assert noindex not in today.all("meta")
        for page in (past, today):
            links = {link["rel"]: link["href"] for link in page.all("link")}
            assert links["canonical"] == canonical


@in_transactions
def test_the_form_keeps_the_rest_of_the_address(client):
    make_initiative()
    then = now()

    answer = client.get("/", {"page": "1", "as_of": then.isoformat()})
    page = read(answer)
    [form] = [form for form in page.all("form") if "moment" in form.get("class", "")]
    fields = {field["name"]: field for field in page.all("input") if "name" in field}
    day = timezone.localdate().isoformat()

    assert form["method"] == "get"
    assert fields["page"]["value"] == "1"
    assert {fields["as_of"][name] for name in ("min", "max", "value")} == {day}
    assert "?page=1" in [link["href"] for link in page.all("a")]


@in_transactions
def test_a_day_is_its_end_and_today_is_now(client):
    make_initiative(name="Compute")
    today = timezone.localdate()

    page = read(client.get("/", {"as_of": today.isoformat()}))

    assert "Compute" in page.text
    assert "Japan time" not in page.text
    assert (
        f'datetime="{today.isoformat()}'
        in client.get("/", {"as_of": today.isoformat()}).content.decode()
    )


@pytest.mark.parametrize("language", ["", "/ja"])
@pytest.mark.parametrize(
    "query",
    [
        "as_of=yesterday",
        "as_of=",
        "as_of=2026-02-30",
        "as_of=2026-01-01T09:00:00",
        "as_of=2999-01-01",
        "as_of=2999-01-01T00:00:00Z",
        "as_of=9999-12-31T23:59:59-12:00",
        "as_of=2026-01-01&as_of=2026-01-02",
        "as_of=%00",
        "as_of=" + "9" * 300,
    ],
)
def test_what_is_no_moment_is_explained(client, language, query):
    make_initiative(slug="compute")

    for path in ("/", "/initiatives/compute/", "/initiatives/nothing/"):
        answer = client.get(f"{language}{path}?{query}")
        page = read(answer)

        assert answer.status_code == 400
        assert "2026-06-30T09:00:00Z" in page.text
        assert len(page.all("h1")) == 1
        assert (page.unbalanced, page.open) == ([], [])
        assert {"name": "robots", "content": "noindex"} in page.all("meta")


@pytest.mark.parametrize(
    "moment", ["1999-01-01", "0001-01-01T00:00:00Z", "1000-01-01", "1970-01-01 00:00Z"]
)
def test_before_the_first_record_nothing_is_made_up(client, moment):
    make_initiative(slug="compute", name="Compute")

    for path in ("/", "/initiatives/compute/", "/ja/initiatives/nothing/"):
        answer = client.get(path, {"as_of": moment})

        assert answer.status_code == 404
        assert "Compute" not in read(answer).text
    said = told(client, "/", moment, status=404).text
    assert "The tracker published its first record on" in said


def test_an_empty_tracker_says_so(client):
    answer = client.get("/", {"as_of": "2020-01-01"})

    assert answer.status_code == 404
    assert "has not published anything so far" in read(answer).text


@in_transactions
def test_what_was_not_published_then_leads_to_the_page_of_now(client):
    make_initiative(slug="first")
    late = make_initiative(slug="late", state="draft")
    then = now()
    with by_verb():
        by, at = make_user(), timezone.now()
        Initiative.objects.filter(pk=late.pk).update(
            state="published",
            submitted_at=at,
            submitted_by=by,
            published_at=at,
            published_by=by,
        )

    page = told(client, "/initiatives/late/", then, status=404)
    nothing = told(client, "/initiatives/never/", then, status=404)

    assert "This was not published then" in page.text
    assert "?" in [link["href"] for link in page.all("a")]
    assert "There is no such page" in nothing.text


@in_transactions
def test_drafts_do_not_leak_through_the_past(client):
    initiative = make_initiative(slug="compute")
    hidden = [
        make_initiative(slug="secret-plan", name="Secret", state="draft"),
        make_organization(slug="secret-works", name="Secret", state="draft"),
        make_source(slug="secret-paper", title="Secret", state="draft"),
    ]
    make_member(initiative=initiative, organization=hidden[1])
    make_funding(initiative=initiative, state="draft", conditions="Secret")
    pending = make_claim(subject=initiative, status="pending", quote="Secret")
    then = now()
    staff = Client()
    staff.force_login(make_superuser())

    for reader in (client, staff):
        for address in ("/", "/initiatives/compute/"):
            assert "Secret" not in told(reader, address, then).text
        for address in (
            "/initiatives/secret-plan/",
            "/organizations/secret-works/",
            "/sources/secret-paper/",
            f"/claims/{pending.pk}/",
        ):
            assert "Secret" not in told(reader, address, then, status=404).text


@in_transactions
def test_one_that_was_merged_leads_to_the_one_kept_in_the_past_too(client):
    kept = make_organization(slug="kept")
    gone = make_organization(slug="gone", name="The former")
    before = now()
    by = make_staff("reviewer")
    editorial.merge_organizations(kept, absorb=gone, by=by, reason="One firm.")
    after = now()

    moved = client.get("/organizations/gone/", {"as_of": after.isoformat()})

    assert "The former" in told(client, "/organizations/gone/", before).text
    assert moved.status_code == 302
    assert parse_qs(urlsplit(moved["Location"]).query)["as_of"] == [after.isoformat()]
    assert client.get(moved["Location"]).status_code == 200


@in_transactions
def test_the_past_is_left_when_the_page_is_made(client):
    make_initiative(name="Compute")
    then = now()
    Organization.objects.all()
    make_initiative(name="Machines")

    told(client, "/", then)
    told(client, "/initiatives/nothing/", then, status=404)

    assert "Machines" in told(client, "/").text
    assert make_initiative().pk


@in_transactions
@pytest.mark.parametrize("number", [1, 4])
def test_a_page_of_the_past_takes_few_queries_more(client, number):
    initiative = make_rich_initiative()
    for _each in range(number):
        make_member(initiative=initiative)
        make_finding(subject=make_claim(subject=initiative))
    then = now()

    for address in pages(initiative):
        with CaptureQueriesContext(connection) as today:
            told(client, address)
        with CaptureQueriesContext(connection) as past:
            told(client, address, then)

        # The front page of now tells the news besides, and keeps a count by version.
        news = NEWS_QUERIES if address == "/" else 0
        # Totals and series of now are kept; a programme's of the past are read anew.
        totals = 2 if address.startswith("/initiatives/") else 0
        assert len(past) == len(today) - news + totals + MORE_QUERIES, address


@in_transactions
def test_an_answer_is_the_same_for_everybody_and_can_be_asked_for_again(client):
    make_initiative()
    query = {"as_of": now().isoformat()}

    answer = client.get("/", query)
    again = client.get("/", query, headers={"If-None-Match": answer["ETag"]})

    assert "Vary" not in answer
    assert not answer.cookies
    assert again.status_code == 304
    assert client.head("/", query).status_code == 200
    assert client.post("/?as_of=2026-01-01").status_code == 405


@pytest.mark.parametrize("language", ["", "/ja"])
def test_the_switch_is_on_every_page_and_works_without_scripts(client, language):
    initiative = make_rich_initiative()

    for address in pages(initiative):
        page = told(client, language + address)
        dates = [one for one in page.all("input") if one.get("type") == "date"]

        assert [one["name"] for one in dates] == ["as_of"]
        assert dates[0]["min"] <= dates[0]["max"]
        assert page.all("details")
        assert {"for": dates[0]["id"]} in page.all("label")
