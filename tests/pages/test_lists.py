"""The lists of all organizations and of all sources."""

import pytest

from consortium.pages import lists
from tests.factories import make_organization, make_source
from tests.pages.documents import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["", "/ja"])
def test_all_that_is_published_is_listed(client, language):
    make_organization(slug="works", name="Works", name_ja="工場", kind="media")
    make_organization(name="Hidden works", kind="analyst", state="draft")
    make_source(slug="news", title="News", text="The private words.")
    make_source(title="Hidden news", kind="filing", state="draft")

    organizations = client.get(f"{language}/organizations/")
    sources = client.get(f"{language}/sources/")

    assert f"{language}/organizations/works/" in read(organizations).values("href")
    assert f"{language}/sources/news/" in read(sources).values("href")
    assert "工場" in read(organizations).text
    for page in (organizations, sources):
        text = read(page).text
        for words in ("Hidden", "Analyst", "Filing", "private words"):
            assert words not in text
        assert page.context["page"].paginator.count == 1


def test_a_list_is_narrowed_by_its_facets(client):
    make_organization(name="One", kind="media", country="JP")
    make_organization(name="Two", kind="government", country="JP")
    make_source(title="Read", reliability="A")
    make_source(title="Cited", held=False)

    media = client.get("/organizations/", {"kind": "media"}).context["listing"]
    cited = client.get("/sources/", {"held": "false"}).context["listing"]

    assert [entry.title.text for entry in media.entries] == ["One"]
    assert [entry.title.text for entry in cited.entries] == ["Cited"]
    assert [facet.name for facet in media.facets] == ["kind", "country"]
    assert [facet.name for facet in cited.facets] == ["kind", "reliability", "held"]


def test_the_other_language_keeps_what_was_asked(client):
    make_organization(kind="media")

    page = read(client.get("/organizations/?kind=media"))

    (switch,) = [link for link in page.all("a") if "hreflang" in link]
    assert switch["href"] == "/ja/organizations/?kind=media"


def test_a_list_has_pages(client, monkeypatch):
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    for name in "abc":
        make_organization(name=name, kind="media")

    page = client.get("/organizations/", {"kind": "media", "page": "2"})

    entries = page.context["listing"].entries
    assert [entry.title.text for entry in entries] == ["c"]
    assert "?kind=media&amp;page=1" in page.content.decode()


@pytest.mark.parametrize("path", ["/organizations/", "/sources/"])
@pytest.mark.parametrize(
    "query",
    [
        {"kind": "secret"},
        {"kind": ""},
        {"page": "2"},
        {"page": "first"},
        {"status": "closed"},
        {"ordering": "name"},
    ],
)
def test_what_cannot_be_followed_is_said(client, path, query):
    page = client.get(path, query)

    assert page.status_code == 400
    assert [fault.parameter for fault in page.context["faults"]] == list(query)
    assert read(page).unbalanced == []


@pytest.mark.parametrize("number", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"), [("/organizations/", 5), ("/sources/", 6)]
)
def test_a_list_takes_the_same_queries_for_any_number_of_rows(
    client, django_assert_num_queries, number, path, queries
):
    for _each in range(number):
        make_source(publisher=make_organization())

    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200
