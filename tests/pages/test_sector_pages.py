"""The classifications as a tree, and the page of one sector."""

import pytest

from consortium.models import FundingPurpose
from consortium.pages import sectors
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_initiative_sector,
    make_organization,
    make_sector,
    make_source,
)
from tests.pages.documents import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def chips():
    above = make_sector(
        slug="industry", scheme="ISIC4", code="C", name="Industry", name_ja="製造業"
    )
    return make_sector(
        slug="chips",
        scheme="ISIC4",
        code="26",
        name="Chips",
        name_ja="半導体",
        parent=above,
    )


def make_purpose(sector, share=None, **fields):
    funding = make_funding(**fields)
    FundingPurpose.objects.create(funding=funding, sector=sector, percentage=share)
    return funding


def sheet_of(client, slug, **query):
    return client.get(f"/sectors/{slug}/", query).context["sheet"]


def lines(found):
    return [(line.stage, line.kind, line.words) for line in found]


@pytest.mark.parametrize(("language", "name"), [("", "Chips"), ("/ja", "半導体")])
def test_the_tree_counts_what_names_each_entry(client, chips, language, name):
    make_initiative_sector(sector=chips, relation="interested")
    one = make_initiative_sector(sector=chips, relation="represented")
    make_initiative_sector(sector=chips, relation="focus", initiative=one.initiative)
    make_initiative_sector(sector=chips, state="draft")
    make_initiative_sector(sector=chips, initiative=make_initiative(state="draft"))
    make_purpose(chips)
    make_purpose(chips, state="draft")

    response = client.get(f"{language}/sectors/")

    (scheme,) = response.context["schemes"]
    (top,) = scheme.branches
    (below,) = top.below
    assert (top.initiatives, top.sums) == (0, 0)
    assert (below.initiatives, below.sums) == (2, 1)
    assert name in read(response).text
    assert f"{language}/sectors/chips/" in read(response).values("href")


def test_without_sectors_the_tree_says_so(client):
    assert "No classification" in read(client.get("/sectors/")).text


@pytest.mark.parametrize("language", ["", "/ja"])
def test_a_sector_shows_both_names_and_its_place(client, chips, language):
    above = read(client.get(f"{language}/sectors/industry/"))
    page = read(client.get(f"{language}/sectors/chips/"))

    for words in ("Chips", "半導体", "26"):
        assert words in page.text
    assert f"{language}/sectors/industry/" in page.values("href")
    assert f"{language}/sectors/chips/" in above.values("href")
    assert client.get(f"{language}/sectors/nowhere/").status_code == 404


def test_relations_stand_apart_with_their_evidence(client, chips):
    source = make_source(slug="gazette", title="Gazette")
    interested = make_initiative_sector(
        sector=chips,
        relation="interested",
        as_written="chip makers",
        initiative=make_initiative(slug="compute", name="Compute"),
    )
    claim = make_claim(
        subject=interested,
        source=source,
        field="relation",
        value="interested",
        preferred=True,
        locator="¶2",
    )
    make_initiative_sector(
        sector=chips,
        relation="represented",
        initiative=make_initiative(name="Secret", state="draft"),
    )

    response = client.get("/sectors/chips/")

    found = {
        one.relation: [row.link.initiative.name for row in one.rows]
        for one in response.context["sheet"].lists
    }
    assert found == {"Represented by members": [], "Interested in joining": ["Compute"]}
    page = read(response)
    assert "chip makers" in page.text
    assert "1, ¶2" in page.text
    assert {"#source-1", "/sources/gazette/"} <= set(page.values("href"))
    assert "Secret" not in page.text
    assert client.get(f"/claims/{claim.pk}/").status_code == 200


def test_money_is_added_by_stage_with_its_qualifier(client, chips):
    state = make_organization(kind="government")
    make_purpose(chips, amount=3, funder=state, qualifier="up_to")
    make_purpose(chips, amount=2, funder=state)
    make_purpose(chips, amount=7, funder=state, stage="committed")
    make_purpose(chips, amount=9, state="draft")
    whole = make_purpose(make_sector(), amount=100)
    make_purpose(chips, amount=50, part_of=whole, initiative=whole.initiative)

    money = sheet_of(client, "chips").money

    assert lines(money.lines) == [
        ("Announced", "Public money", "up to ¥5"),
        ("Announced", "Funder not known", "¥50"),
        ("Committed", "Public money", "¥7"),
    ]
    assert money.not_split == money.excluded == []


def test_shares_count_and_what_is_not_split_stands_apart(client, chips):
    other = make_sector()
    split = make_purpose(chips, share=60, amount=1000)
    FundingPurpose.objects.create(funding=split, sector=other, percentage=40)
    unsplit = make_purpose(chips, amount=77)
    FundingPurpose.objects.create(funding=unsplit, sector=other)

    sheet = sheet_of(client, "chips")
    text = read(client.get("/sectors/chips/")).text

    assert lines(sheet.money.lines) == [("Announced", "Funder not known", "¥600")]
    assert lines(sheet.money.not_split) == [("Announced", "Funder not known", "¥77")]
    assert "Not split" in text
    assert "60%" in text


def test_what_is_left_out_is_said_with_the_reason(client, chips):
    whole = make_purpose(chips, amount=100)
    make_purpose(chips, amount=40, part_of=whole, initiative=whole.initiative)

    page = read(client.get("/sectors/chips/"))

    assert "Left out: 1 sum. Part of a sum that is counted" in page.text
    assert f"/funding/{whole.pk}/" in page.values("href")


def test_an_initiative_leads_to_its_sectors(client, chips):
    make_initiative_sector(sector=chips, initiative=make_initiative(slug="compute"))

    page = read(client.get("/ja/initiatives/compute/"))

    assert "/ja/sectors/chips/" in page.values("href")


def test_many_initiatives_come_in_pages(client, chips, monkeypatch):
    monkeypatch.setattr(sectors, "PER_PAGE", 2)
    for name in "abc":
        make_initiative_sector(sector=chips, initiative=make_initiative(name=name))

    sheet = sheet_of(client, "chips", page="2")

    (only,) = sheet.lists
    assert [row.link.initiative.name for row in only.rows] == ["c"]


@pytest.mark.parametrize("query", [{"page": "7"}, {"page": "x"}, {"kind": "media"}])
def test_what_cannot_be_followed_is_said(client, chips, query):
    response = client.get("/sectors/chips/", query)

    assert response.status_code == 400
    assert [fault.parameter for fault in response.context["faults"]] == list(query)


@pytest.mark.parametrize("number", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"), [("/sectors/", 4), ("/sectors/industry/", 14)]
)
def test_pages_take_the_same_queries_for_any_number_of_rows(
    client, django_assert_num_queries, number, path, queries
):
    sector = make_sector(slug="industry")
    for _each in range(number):
        make_sector(parent=sector)
        link = make_initiative_sector(sector=sector)
        make_claim(subject=link, field="relation", value="represented")
        make_claim(subject=link, field="relation", value="represented")
        make_purpose(sector, initiative=link.initiative)

    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200
