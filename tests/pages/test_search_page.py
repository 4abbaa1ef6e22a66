"""The page that finds records: results, facets, and what it cannot follow."""

import pytest

from consortium.models import OrganizationIdentifier, OrganizationName
from consortium.pages import search
from tests.factories import (
    make_framework,
    make_indicator,
    make_initiative,
    make_initiative_sector,
    make_organization,
    make_sector,
    make_source,
    make_superuser,
)
from tests.pages.documents import read

pytestmark = pytest.mark.django_db


def found(client, expected=200, language="", **query):
    response = client.get(f"{language}/search/", query)
    assert response.status_code == expected
    return response


def titles(client, **query):
    results = found(client, **query).context["found"].results
    return [result.title.text for result in results]


def choices(client, facet, **query):
    facets = found(client, **query).context["found"].facets
    (one,) = [each for each in facets if each.name == facet]
    return {choice.label: choice for choice in one.choices}


@pytest.mark.parametrize(
    ("language", "typed"),
    [("", "ソニー"), ("/ja", "ｓｏｎｙ"), ("", "SONY"), ("/ja", "ソニー")],
)
def test_names_in_both_scripts_are_found_and_shown(client, language, typed):
    make_organization(slug="sony", name="Sony Group Corp.", name_ja="ソニーグループ")

    page = found(client, language=language, q=typed)

    text = read(page).text
    assert "Sony Group Corp." in text
    assert "ソニーグループ" in text
    marked = "ソニー" if typed == "ソニー" else "Sony"
    assert f"<mark>{marked}</mark>" in page.content.decode()
    assert f"{language}/organizations/sony/" in read(page).values("href")


def test_what_else_it_was_found_by_is_said(client):
    organization = make_organization(name="SoftBank Corp.")
    OrganizationName.objects.create(
        organization=organization, name="Vodafone K.K.", kind="former", valid="../2006"
    )
    OrganizationIdentifier.objects.create(
        organization=organization, scheme="TSE", value="9434"
    )

    former = found(client, q="vodafone").content.decode()
    number = read(found(client, q="9434")).text

    assert "<mark>Vodafone</mark> K.K." in former
    assert (
        "Former name: Vodafone K.K. (until 2006)"
        in read(found(client, q="vodafone")).text
    )
    assert "Tokyo Stock Exchange code: 9434" in number


def test_what_is_marked_is_escaped(client):
    make_organization(name="<b>Bold & Sons</b>")

    content = found(client, q="bold").content.decode()

    assert "&lt;b&gt;<mark>Bold</mark> &amp; Sons&lt;/b&gt;" in content
    assert "<b>" not in content
    assert "<script>" not in found(client, q="<script>alert").content.decode()


def test_every_type_is_found_and_leads_somewhere(client):
    make_initiative(slug="a", name="Quantum plan")
    make_organization(slug="b", name="Quantum works")
    make_source(slug="c", title="Quantum news", text="The private words.")
    make_sector(slug="d", name="Quantum technology")
    make_framework(slug="e", name="Quantum rules")
    make_indicator(slug="f", title="Quantum bits")

    page = found(client, q="quantum")

    results = page.context["found"].results
    assert len(results) == 6
    for result in results:
        assert client.get(result.address).status_code == 200
    types = page.context["found"].types
    assert [(one.label, one.count) for one in types] == [
        (label, 1)
        for label in (
            "Initiatives",
            "Organizations",
            "Frameworks",
            "Indicators",
            "Sectors",
            "Sources",
        )
    ]
    assert "private words" not in read(page).text


def test_every_link_of_a_page_of_results_is_answered(client):
    initiative = make_initiative(name="Quantum plan", country="JP")
    make_initiative_sector(initiative=initiative)
    make_organization(name="Quantum works")

    for query in ({"q": "quantum"}, {"q": "quantum", "type": "initiative"}):
        for link in read(found(client, **query)).all("a"):
            address = link["href"]
            if address.startswith("?"):
                address = f"/search/{address}"
            if address.startswith("/"):
                status = client.get(address).status_code
                assert status in (200, 302), address


def test_nothing_unpublished_is_found_counted_or_offered(client):
    make_initiative(name="Quantum open", kind="programme", country="JP")
    hidden = make_initiative(
        name="Quantum secret", kind="facility", country="FR", state="draft"
    )
    make_organization(name="Quantum hidden works", state="draft")
    make_initiative_sector(initiative=hidden, sector=make_sector(name="Hidden sector"))
    staff = make_superuser(username="sato")

    for _reader in range(2):
        page = found(client, q="quantum", type="initiative")
        text = read(page).text
        assert titles(client, q="quantum", type="initiative") == ["Quantum open"]
        assert [one.count for one in page.context["found"].types] == [1]
        for words in ("secret", "Facility", "France", "Hidden sector", "hidden works"):
            assert words not in text
        client.force_login(staff)


def test_facets_narrow_and_count_what_the_others_leave(client):
    make_organization(name="Quantum one", kind="media", country="JP")
    make_organization(name="Quantum two", kind="media", country="US")
    make_organization(name="Quantum three", kind="government", country="US")
    asked = {"q": "quantum", "type": "organization"}

    kinds = choices(client, "kind", **asked, country="US")
    countries = choices(client, "country", **asked, country="US")

    assert titles(client, **asked, country="US", kind="media") == ["Quantum two"]
    assert {label: one.count for label, one in kinds.items()} == {
        "Media": 1,
        "Government": 1,
    }
    assert {label: one.count for label, one in countries.items()} == {
        "United States of America": 2,
        "Japan": 1,
    }
    assert countries["Japan"].query == "q=quantum&type=organization&country=US,JP"
    chosen = countries["United States of America"]
    assert (chosen.is_chosen, chosen.query) == (True, "q=quantum&type=organization")


def test_a_facet_of_sectors_counts_those_above(client):
    above = make_sector(slug="above", name="Above")
    below = make_sector(slug="below", name="Below", parent=above)
    initiative = make_initiative(name="Quantum plan")
    for relation in ("interested", "represented"):
        make_initiative_sector(initiative=initiative, sector=below, relation=relation)
    asked = {"q": "quantum", "type": "initiative"}

    sectors = choices(client, "sector", **asked)

    assert {label: one.count for label, one in sectors.items()} == {
        "Above": 1,
        "Below": 1,
    }
    assert titles(client, **asked, sector="above") == ["Quantum plan"]


def test_facets_of_sources_tell_what_was_read(client):
    make_source(title="Quantum read", reliability="B")
    make_source(title="Quantum cited", held=False)
    asked = {"q": "quantum", "type": "source"}

    assert set(choices(client, "held", **asked)) == {"Read", "Only cited, not read"}
    assert titles(client, **asked, held="false") == ["Quantum cited"]
    assert titles(client, **asked, reliability="B") == ["Quantum read"]


def test_pages_keep_the_question(client, monkeypatch):
    monkeypatch.setattr(search, "PER_PAGE", 2)
    for number in range(5):
        make_organization(name=f"Quantum {number}", kind="media")

    page = read(found(client, q="quantum", type="organization", kind="media", page="2"))

    (previous,) = [link["href"] for link in page.all("a") if link.get("rel") == "prev"]
    (following,) = [link["href"] for link in page.all("a") if link.get("rel") == "next"]
    assert following == "?q=quantum&type=organization&kind=media&page=3"
    assert client.get(f"/search/{previous}").status_code == 200
    assert "Page 2 of 3" in page.text
    assert titles(client, q="quantum", page="3") == ["Quantum 4"]


def test_more_than_a_thousand_are_said_to_be_more(client, monkeypatch):
    monkeypatch.setattr(search.search, "CAP", 2)
    monkeypatch.setattr("consortium.search.ranking.CAP", 2)
    for number in range(4):
        make_organization(name=f"Quantum {number}")

    page = found(client, q="quantum")

    assert "There are more" in read(page).text
    assert page.context["found"].types[0].more


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": " 　"}, {"q": "", "type": ""}])
@pytest.mark.parametrize("language", ["", "/ja"])
def test_without_words_the_page_says_how_to_look(client, language, query):
    page = read(found(client, language=language, **query))

    assert f"{language}/sectors/" in page.values("href")
    assert f"{language}/organizations/" in page.values("href")


def test_nothing_found_is_said_with_a_way_on(client):
    page = found(client, q="zzzz qqqq", type="source", reliability="A")

    assert "Nothing found" in read(page).text
    (way,) = [
        link
        for link in read(page).values("href")
        if "zzzz" in link and "type" not in link and link.startswith("/search/")
    ]
    assert client.get(way).status_code == 200


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        pytest.param({"q": "a"}, "q", id="too-short"),
        pytest.param({"q": "a" * 201}, "q", id="too-long"),
        pytest.param({"q": "a\x00bc"}, "q", id="null-character"),
        pytest.param({"q": "abc", "type": "claims"}, "type", id="type"),
        pytest.param({"q": "abc", "kind": "media"}, "kind", id="facet-without-type"),
        pytest.param(
            {"q": "abc", "type": "organization", "kind": "secret"}, "kind", id="value"
        ),
        pytest.param(
            {"q": "abc", "type": "organization", "status": "closed"},
            "status",
            id="facet-of-another-type",
        ),
        pytest.param(
            {"q": "abc", "type": "initiative", "sector": "nowhere"}, "sector", id="slug"
        ),
        pytest.param({"q": "abc", "type": "source", "held": ""}, "held", id="empty"),
        pytest.param({"q": "abc", "page": "0"}, "page", id="page-zero"),
        pytest.param({"q": "abc", "page": "9"}, "page", id="no-such-page"),
        pytest.param({"q": "abc", "limit": "9"}, "limit", id="unknown"),
        pytest.param({"q": ["abc", "abd"]}, "q", id="twice"),
    ],
)
def test_what_cannot_be_followed_is_said(client, query, parameter):
    page = found(client, expected=400, **query)

    assert [fault.parameter for fault in page.context["faults"]] == [parameter]
    assert page.context["faults"][0].detail in read(page).text


def test_the_box_of_every_page_leads_here(client):
    page = read(client.get("/ja/"))

    (form,) = [form for form in page.all("form") if form.get("role") == "search"]
    assert form["action"] == "/ja/search/"
    assert form["method"] == "get"
    assert len([each for each in page.all("input") if each["name"] == "q"]) == 1


def test_the_past_is_searched_in_the_past(client):
    make_organization(name="Quantum works")

    page = client.get("/search/", {"q": "quantum", "as_of": "2000-01-01"})

    assert page.status_code == 404


@pytest.mark.parametrize("number", [1, 4])
def test_a_page_takes_the_same_queries_for_any_number_of_rows(
    client, django_assert_num_queries, number
):
    for _each in range(number):
        initiative = make_initiative(name="Quantum plan", country="JP")
        make_initiative_sector(initiative=initiative)
        publisher = make_organization(name="Quantum works")
        make_source(title="Quantum news", publisher=publisher)
        make_framework(name="Quantum rules", owner=publisher)
        make_sector(name="Quantum sector", parent=make_sector())

    with django_assert_num_queries(13):
        found(client, q="quantum")
    with django_assert_num_queries(13):
        found(client, q="quantum", type="initiative", country="JP")
