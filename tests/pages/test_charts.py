"""A chart and its table say the same, and lead to the data they are made of."""

import re

import pytest

from consortium.models import Source
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_organization,
    make_rate,
)
from tests.pages.documents import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative():
    initiative = make_initiative(slug="compute", name="Compute", name_ja="計算")
    state = make_organization(
        slug="state", name="The State", name_ja="国", kind="government"
    )
    firm = make_organization(slug="firm", name="The Firm", kind="private_sector")
    whole = make_funding(
        initiative=initiative, funder=state, amount=10**12, qualifier="up_to"
    )
    make_funding(initiative=initiative, part_of=whole, amount=5)
    make_funding(
        initiative=initiative,
        funder=firm,
        recipient=state,
        amount=7,
        currency="USD",
        stage="committed",
    )
    return initiative


def figures(client, address="/initiatives/compute/"):
    response = client.get(address)
    assert response.status_code == 200
    return {one["data-chart"]: one for one in read(response).all("figure")}


def keys(client, chart, address="/initiatives/compute/"):
    """The keys of the rows of the table of ``chart``."""
    body = client.get(address).content.decode()
    [figure] = re.findall(rf'<figure[^>]* id="chart-{chart}".*?</figure>', body, re.S)
    return re.findall(r'data-key="([^"]*)"', figure)


def key(row, *parties):
    purse = {True: "public", False: "private", None: ""}[row["public"]]
    slugs = [(row["group"][party] or {"slug": ""})["slug"] for party in parties]
    return "|".join([row["stage"], purse, *slugs, row["currency"], row["qualifier"]])


@pytest.mark.parametrize(
    ("chart", "parties", "address"),
    [
        ("ladder", [], "/"),
        ("ladder", [], "/initiatives/compute/"),
        ("flows", ["funder", "recipient"], "/initiatives/compute/"),
    ],
)
def test_the_table_has_the_rows_of_the_api(client, initiative, chart, parties, address):
    source = figures(client, address)[chart]["data-source"]
    rows = client.get(source).json()["results"]

    assert len(rows) == 2
    assert keys(client, chart, address) == [key(row, *parties) for row in rows]


def test_a_bound_keeps_its_words_in_both_languages(client, initiative):
    english = read(client.get("/initiatives/compute/"))
    japanese = read(client.get("/ja/initiatives/compute/"))

    assert "up to ¥1 trillion" in english.values("data-words")
    assert "最大1兆円" in japanese.values("data-words")
    assert "国" in japanese.values("data-from")


def test_who_is_not_known_is_said(client, initiative):
    page = read(client.get("/initiatives/compute/"))

    assert set(page.values("data-to")) == {"not reported", "The State"}


def test_a_party_that_is_not_published_is_nobody(client, initiative):
    secret = make_organization(slug="secret", name="Secret", state="draft")
    make_funding(initiative=initiative, funder=secret, amount=3, stage="budgeted")

    body = client.get("/initiatives/compute/").content.decode()

    assert "Secret" not in body
    assert "budgeted|||" in body


def test_the_data_are_there_in_both_forms(client, initiative):
    page = read(client.get("/initiatives/compute/"))
    links = [link["href"] for link in page.all("a") if "href" in link]
    [table] = {link for link in links if link.startswith("/downloads/funding.csv")}

    answer = client.get(table)

    assert answer.status_code == 200
    assert b"1000000000000" in b"".join(answer.streaming_content)


def test_without_sums_there_is_no_chart_and_no_script(client):
    make_initiative(slug="bare")

    for address in ("/", "/initiatives/bare/"):
        page = read(client.get(address))
        scripts = [one for one in page.all("script") if "src" in one]
        assert page.all("figure") == scripts == []


class TestEmbeds:
    @pytest.mark.parametrize(
        "address",
        ["/embed/ladder/", "/ja/embed/initiatives/compute/flows/"],
    )
    def test_a_chart_stands_alone_with_its_source(self, client, initiative, address):
        page = read(client.get(address))

        assert len(page.all("figure")) == 1
        assert page.all("nav") == []
        [link] = [one for one in page.all("a") if one.get("target") == "_top"]
        assert client.get(link["href"]).status_code == 200

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("/embed/ladder/", "2 accepted claims, 3 sources, as of today (20"),
            (
                "/embed/initiatives/compute/ladder/",
                "1 accepted claim, 1 source, as of today (20",
            ),
            ("/ja/embed/ladder/", "採用された主張2件, 出典3件"),
        ],
    )
    def test_its_source_line_tells_what_it_rests_on(
        self, client, initiative, address, words
    ):
        make_claim(subject=initiative)
        make_claim(subject=initiative, status="disputed")
        make_claim(subject=make_initiative())
        make_claim(
            subject=make_initiative(state="draft"), source=Source.objects.first()
        )

        assert words in read(client.get(address)).text

    def test_nobody_frames_it_unless_the_setting_says_so(self, client, initiative):
        answer = client.get("/embed/ladder/")

        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
        assert "iframe" not in client.get("/").content.decode()

    def test_the_named_sites_frame_it_and_nothing_else(
        self, client, initiative, settings
    ):
        settings.EMBED_FRAME_ANCESTORS = ["https://example.org"]

        answer = client.get("/embed/ladder/")
        page = client.get("/")

        assert (
            "frame-ancestors https://example.org" in (answer["Content-Security-Policy"])
        )
        assert "X-Frame-Options" not in answer
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert "http://testserver/embed/ladder/" in page.content.decode()

    def test_who_holds_one_that_may_be_framed_is_told_nothing_else(
        self, client, initiative, settings
    ):
        settings.EMBED_FRAME_ANCESTORS = ["https://example.org"]
        held = client.get("/embed/ladder/")["ETag"]

        again = client.get("/embed/ladder/", headers={"If-None-Match": held})

        assert again.status_code == 304
        assert "frame-ancestors 'none'" not in again.get("Content-Security-Policy", "")
        assert "X-Frame-Options" not in again

    @pytest.mark.parametrize(
        "address",
        [
            "/embed/flows/",
            "/embed/joined/",
            "/embed/initiatives/compute/pie/",
            "/embed/initiatives/nothing/ladder/",
        ],
    )
    def test_what_is_not_drawn_is_not_found(self, client, initiative, address):
        assert client.get(address).status_code == 404


class TestHeadline:
    def test_it_counts_and_tells_what_is_new(self, client, initiative):
        make_rate(currency="JPY", rate="185")

        page = read(client.get("/"))

        assert "What changed lately" in page.text
        assert "Funding added" in page.text

    def test_an_empty_site_says_nothing_of_totals(self, client):
        assert "All programmes together" not in read(client.get("/")).text
