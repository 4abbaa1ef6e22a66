"""What every page keeps to, whatever it shows."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from tests.factories import (
    by_verb,
    make_claim,
    make_funding,
    make_initiative,
    make_member,
    make_superuser,
)
from tests.pages.documents import read

ADDRESSES = [
    "/",
    "/ja/",
    "/initiatives/compute/",
    "/ja/initiatives/compute/",
    "/downloads/",
    "/ja/downloads/",
    *(
        f"{language}/{name}/"
        for language in ("", "/ja")
        for name in ("search", "organizations", "sources", "sectors", "method")
    ),
    "/search/?q=compute",
    "/api-guide/",
    "/ja/api-guide/",
]

DATA = "application/ld+json"
"""What browsers do not run."""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def initiative():
    initiative = make_initiative(
        slug="compute",
        name="Compute for all",
        name_ja="みんなの計算資源",
        summary="Machines for everybody.",
        summary_ja="すべての人に計算機を。",
        reported_member_count=3,
        reported_member_count_qualifier="exact",
    )
    funding = make_funding(initiative=initiative, amount=10**12, qualifier="up_to")
    make_claim(subject=funding)
    make_claim(subject=make_member(initiative=initiative), locator="¶1")
    return initiative


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_well_formed_with_one_heading_of_the_first_order(client, address):
    page = read(client.get(address))

    assert (page.unbalanced, page.open) == ([], [])
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert len(page.all("title")) == 1
    assert page.all("html")[0]["lang"] == ("ja" if "/ja/" in address else "en")


@pytest.mark.parametrize("address", ADDRESSES)
def test_headings_skip_no_order(client, address):
    page = read(client.get(address))
    orders = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]

    assert orders[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(orders))


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_id_stands_once_and_every_link_within_the_page_arrives(client, address):
    page = read(client.get(address))
    ids = page.values("id")
    pointed = [link[1:] for link in page.values("href") if link.startswith("#")]
    labels = page.values("aria-labelledby")

    assert [name for name, number in Counter(ids).items() if number > 1] == []
    assert set(pointed) | set(labels) <= set(ids)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_in_a_page_needs_a_looser_policy(client, address):
    response = client.get(address)
    page = read(response)
    policy = response["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert page.all("style") == page.values("style") == []
    scripts = [one for one in page.all("script") if one.get("type") != DATA]
    assert all(script["src"] for script in scripts)
    handlers = [
        name for _, found in page.elements for name in found if name[:2] == "on"
    ]
    assert handlers == []
    loaded = [*page.values("src"), *(link["href"] for link in page.all("link"))]
    assert all(link.startswith(("/", "http://testserver/")) for link in loaded)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_the_same_for_everybody_who_asks_for_its_address(client, address):
    response = client.get(address)

    assert not response.cookies
    assert "Vary" not in response
    assert response["Content-Language"] == ("ja" if "/ja/" in address else "en")
    client.force_login(make_superuser())
    assert client.get(address).content == response.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_only_read(client, address):
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("path", ["/", "/initiatives/compute/"])
def test_a_page_leads_to_itself_in_the_other_language(client, path):
    for here, there, language in [
        (path, f"/ja{path}", "ja"),
        (f"/ja{path}", path, "en"),
    ]:
        page = read(client.get(here))
        links = {
            (link["rel"], link.get("hreflang", "")): link["href"]
            for link in page.all("link")
        }
        [switch] = [link for link in page.all("a") if "hreflang" in link]

        assert switch["href"] == there
        assert switch["hreflang"] == switch["lang"] == language
        assert links["canonical", ""] == f"http://testserver{here}"
        assert links["alternate", "en"] == f"http://testserver{path}"
        assert links["alternate", "ja"] == f"http://testserver/ja{path}"
        assert links["alternate", "x-default"] == f"http://testserver{path}"


def test_the_address_decides_the_language_and_not_the_browser(client):
    page = read(client.get("/", headers={"Accept-Language": "ja"}))

    assert page.all("html")[0]["lang"] == "en"


def test_each_language_shows_its_own_texts(client):
    english = read(client.get("/initiatives/compute/"))
    japanese = read(client.get("/ja/initiatives/compute/"))

    assert "Compute for all" in english.text
    assert "みんなの計算資源" not in english.text
    assert "みんなの計算資源" in japanese.text
    assert "1兆円" in japanese.text
    assert "Compute for all" not in japanese.text
    descriptions = [
        found["content"] for found in japanese.all("meta") if "name" in found
    ]
    assert "すべての人に計算機を。" in descriptions


def test_a_text_in_the_other_language_is_marked(client, initiative):
    initiative.name_ja = initiative.summary = ""
    initiative.save()

    english = client.get("/initiatives/compute/").content.decode()
    japanese = client.get("/ja/initiatives/compute/").content.decode()

    assert (
        '<span lang="ja">すべての人に計算機を。</span><span class="stand-in">'
        in english
    )
    assert '<span lang="en">Compute for all</span><span class="stand-in">' in japanese


def test_texts_are_escaped(client, initiative):
    initiative.name = '<b title="x">Bold</b>'
    with by_verb():
        initiative.save()

    for address in ADDRESSES:
        assert b"<b title" not in client.get(address).content
