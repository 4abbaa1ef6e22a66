"""The pages of a claim, a source and an organization."""

import pytest

from consortium import editorial
from consortium.models import OrganizationName
from tests.factories import (
    make_alignment,
    make_claim,
    make_finding,
    make_framework,
    make_funding,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_source,
    make_user,
)
from tests.pages.documents import read

YEN = {"amount": "1000", "qualifier": "up_to", "currency": "JPY"}

pytestmark = pytest.mark.django_db


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return read(response).text


@pytest.mark.parametrize("language", ["", "/ja"])
def test_a_page_of_what_is_not_published_is_not_found(client, language):
    draft_source = make_source(slug="draft-source", state="draft")
    make_organization(slug="draft-works", state="draft")
    draft = make_funding(state="draft")
    hidden = [
        make_claim(status="pending"),
        make_claim(source=draft_source),
        make_claim(attributed_to=draft_source),
        make_claim(subject=draft, field="amount", value=YEN),
        make_claim(subject=make_funding(initiative=make_initiative(state="draft"))),
    ]
    addresses = [
        *(f"/claims/{claim.pk}/" for claim in hidden),
        "/claims/0/",
        "/claims/99999999999999999999999/",
        "/sources/draft-source/",
        "/sources/never-was/",
        "/organizations/draft-works/",
        "/organizations/never-was/",
    ]

    for address in addresses:
        assert client.get(language + address).status_code == 404, address


def test_a_claim_shows_its_words_and_how_it_was_decided(client):
    funding = make_funding(initiative=make_initiative(slug="compute", name="Compute"))
    source = make_source(slug="gazette", title="Gazette", reliability="B")
    claim = make_claim(
        subject=funding,
        source=source,
        attributed_to=make_source(slug="wire", title="The wire", held=False),
        field="amount",
        value=YEN,
        quote="up to a thousand",
        as_reported="¥1,000",
        locator="p. 3",
        because="first_report",
        decided_by=make_user(username="inspector"),
    )
    make_finding(subject=claim, message="It has no date.")

    document = read(client.get(f"/claims/{claim.pk}/"))

    for words in (
        "Amount: up to ¥1,000",
        "up to a thousand",
        "Printed as: ¥1,000",
        "Gazette, p. 3 Reliability: B – usually reliable",
        "Credited there to: The wire",
        "First report Read and agreed.",
        "It has no date.",
    ):
        assert words in document.text
    assert "inspector" not in document.text
    links = document.values("href")
    assert f"/initiatives/compute/#sum-{funding.pk}" in links
    assert {"/sources/gazette/", "/sources/wire/"} <= set(links)
    assert "¥1,000" not in text(client, f"/ja/claims/{claim.pk}/").partition("出典")[0]


def test_a_claim_tells_of_the_others_on_its_field_but_not_of_pending_ones(client):
    funding = make_funding()
    claim = make_claim(subject=funding, field="instrument", value="loan")
    make_claim(subject=funding, field="instrument", value="grant")
    make_claim(subject=funding, field="instrument", value="equity", status="pending")
    make_claim(subject=funding, field="period", value="FY2031")

    words = text(client, f"/claims/{claim.pk}/")

    assert "Loan" in words
    assert "Grant" in words
    assert "Equity" not in words
    assert "2031" not in words


def test_a_claim_and_its_conversion_lead_to_each_other(client):
    funding = make_funding()
    yen = make_claim(subject=funding, field="amount", value=YEN)
    dollars = make_claim(
        subject=funding,
        source=yen.source,
        field="amount",
        value={"amount": "61", "qualifier": "exact", "currency": "USD"},
        conversion_of=yen,
        status="disputed",
        decision_reason="No rate gives this.",
    )

    one = read(client.get(f"/claims/{yen.pk}/"))
    other = read(client.get(f"/claims/{dollars.pk}/"))

    assert f"/claims/{dollars.pk}/" in one.values("href")
    assert "$61 Disputed" in one.text
    assert f"/claims/{yen.pk}/" in other.values("href")
    assert "It never stands for it." in other.text


def test_a_source_shows_all_that_it_says_and_never_its_private_text(client):
    original = make_source(slug="original", title="The original")
    source = make_source(
        slug="rewrite",
        title="The rewrite",
        origin=original,
        text="Every word of it.",
        published="2026-06",
        publisher=make_organization(slug="daily", name="The Daily"),
    )
    make_source(title="A hidden copy", origin=source, state="draft")
    initiative = make_initiative(name="Compute")
    make_claim(subject=initiative, source=source, field="kind", value="programme")
    make_claim(
        subject=initiative, source=source, statement="It waits.", status="pending"
    )
    make_claim(
        subject=make_funding(state="draft"), source=source, statement="Of a draft."
    )
    make_claim(subject=initiative, statement="Of another source.")

    document = read(client.get("/sources/rewrite/"))

    for words in ("The Daily", "Jun 2026", "The original", "1 claim", "Programme"):
        assert words in document.text
    for words in ("Every word", "waits", "draft", "Of another", "hidden"):
        assert words not in document.text
    assert "The rewrite" in text(client, "/sources/original/")


def test_a_source_that_is_only_cited_shows_what_is_credited_to_it(client):
    paper = make_source(slug="paper", title="A paper", held=False)
    make_claim(statement="Said the paper.", attributed_to=paper)

    words = text(client, "/sources/paper/")

    assert "Only cited, not read" in words
    assert "Said the paper." in words


def test_an_organization_shows_its_names_parts_and_money(client):
    parent = make_organization(slug="group", name="Group Corp.")
    organization = make_organization(slug="works", name="Works", parent=parent)
    OrganizationName.objects.create(
        organization=organization, name="Old Works", kind="former", valid="../2026-06"
    )
    make_organization(name="Hidden child", parent=organization, state="draft")
    initiative = make_initiative(slug="compute", name="Compute")
    make_member(initiative=initiative, organization=organization, roles=["lead"])
    make_member(
        initiative=make_initiative(name="Secret", state="draft"),
        organization=organization,
    )
    funding = make_funding(initiative=initiative, funder=organization, amount=777)
    make_funding(
        initiative=initiative, recipient=organization, amount=555, state="draft"
    )
    make_claim(subject=organization, statement="It builds robots.")
    make_claim(subject=organization, statement="It waits.", status="pending")

    document = read(client.get("/organizations/works/"))

    for words in (
        "Parent Group Corp.",
        "Old Works Former name until Jun 2026",
        "Compute Lead Member",
        "¥777 Announced Funder Compute",
        "It builds robots.",
    ):
        assert words in document.text
    for words in ("Hidden", "Secret", "555", "waits"):
        assert words not in document.text
    assert f"/initiatives/compute/#sum-{funding.pk}" in document.values("href")


def test_a_merged_organization_leads_to_the_one_kept(client):
    kept = make_organization(slug="kept")
    absorbed = make_organization(slug="absorbed")
    editorial.merge_organizations(
        keep=kept, absorb=absorbed, by=make_user(), reason="One firm."
    )

    response = client.get("/ja/organizations/absorbed/")

    assert response.status_code == 302
    assert response["Location"] == "/ja/organizations/kept/"


def make_much(number):
    source = make_source(slug="source", publisher=make_organization())
    organization = make_organization(slug="works", parent=make_organization())
    for _each in range(number):
        initiative = make_initiative()
        member = make_member(organization=organization)
        for record in (
            initiative,
            organization,
            member,
            make_funding(initiative=initiative, funder=organization),
            make_milestone(initiative=initiative),
            make_observation(initiative=initiative),
            make_initiative_sector(initiative=initiative),
            make_alignment(initiative=initiative, framework=make_framework()),
        ):
            credited = make_source(origin=make_source(), publisher=organization)
            make_claim(subject=record, source=source, attributed_to=credited)
        make_source(origin=source)


@pytest.mark.parametrize("number", [1, 4])
@pytest.mark.parametrize(
    ("address", "queries"), [("/sources/source/", 6), ("/organizations/works/", 13)]
)
def test_pages_take_the_same_queries_for_any_number_of_rows(
    client, django_assert_num_queries, number, address, queries
):
    make_much(number)

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("number", [1, 6])
def test_a_claim_takes_the_same_queries_beside_any_number_of_others(
    client, django_assert_num_queries, number
):
    funding = make_funding()
    claims = [
        make_claim(subject=funding, field="period", value=f"FY{2020 + each}")
        for each in range(number + 1)
    ]

    with django_assert_num_queries(6):
        assert client.get(f"/claims/{claims[0].pk}/").status_code == 200
