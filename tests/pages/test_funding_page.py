"""The page of one sum of money."""

import pytest

from consortium.models import FundingPurpose
from tests.factories import (
    back,
    make_claim,
    make_finding,
    make_funding,
    make_initiative,
    make_organization,
    make_rate,
    make_sector,
    make_source,
    make_user,
)
from tests.pages.documents import read

YEN = {"amount": "1000000000000", "qualifier": "up_to", "currency": "JPY"}

pytestmark = pytest.mark.django_db


def page_of(funding, client, language=""):
    response = client.get(f"{language}/funding/{funding.pk}/")
    assert response.status_code == 200
    return read(response)


def make_sum(**fields):
    return make_funding(amount=10**12, qualifier="up_to", **fields)


@pytest.mark.parametrize("language", ["", "/ja"])
def test_what_is_not_published_is_not_found(client, language):
    hidden = [
        make_funding(state="draft"),
        make_funding(initiative=make_initiative(state="draft")),
    ]

    for key in (*(one.pk for one in hidden), 0, 10**23):
        assert client.get(f"{language}/funding/{key}/").status_code == 404


def test_a_sum_is_shown_with_its_qualifier_parties_and_purposes(client):
    ministry = make_organization(slug="ministry", name="The Ministry")
    works = make_organization(slug="works", name="Works")
    secret = make_organization(slug="secret", name="Secret agency", state="draft")
    funding = make_sum(
        initiative=make_initiative(slug="compute", name="Compute"),
        funder=ministry,
        channel=secret,
        recipient=works,
        instrument="grant",
        period="FY2026",
    )
    for slug, share in (("chips", 60), ("robots", None)):
        sector = make_sector(slug=slug, name=slug.title())
        FundingPurpose.objects.create(
            funding=funding, sector=sector, percentage=share, as_written=f"for {slug}"
        )

    page = page_of(funding, client)

    for words in (
        "Up to ¥1 trillion",
        "A ceiling: no lower limit is reported.",
        "Announced",
        "Grant",
        "FY2026",
        "Chips for chips 60%",
        "Robots for robots share not reported",
    ):
        assert words in page.text
    assert "Secret agency" not in page.text
    assert {
        f"/initiatives/compute/#sum-{funding.pk}",
        "/organizations/ministry/",
        "/organizations/works/",
        "/sectors/chips/",
    } <= set(page.values("href"))
    assert "最大1兆円" in page_of(funding, client, "/ja").text


def test_a_part_and_its_whole_lead_to_each_other_and_are_not_added(client):
    whole = make_sum()
    part = make_funding(part_of=whole, initiative=whole.initiative, amount=777)
    hidden = make_funding(part_of=whole, initiative=whole.initiative, state="draft")

    above, below = page_of(whole, client), page_of(part, client)

    assert f"/funding/{part.pk}/" in above.values("href")
    assert f"/funding/{hidden.pk}/" not in above.values("href")
    assert f"/funding/{whole.pk}/" in below.values("href")
    assert "The two are never added." in below.text


def test_a_whole_that_is_not_published_is_not_named(client):
    whole = make_funding(amount=999, state="draft")
    part = make_funding(part_of=whole, initiative=whole.initiative, amount=777)

    assert "999" not in page_of(part, client).text


def test_restatements_stand_apart_right_or_wrong(client):
    funding = make_sum()
    yen = make_claim(subject=funding, field="amount", value=YEN, preferred=True)
    make_claim(
        subject=funding,
        source=yen.source,
        field="amount",
        value={"amount": "61600000000", "qualifier": "exact", "currency": "USD"},
        as_reported="$61.6 billion",
        conversion_of=yen,
        status="disputed",
        decision_reason="A decimal place has slipped.",
    )

    text = page_of(funding, client).text

    assert "The source also prints: $61.6 billion Disputed" in text
    assert "A decimal place has slipped." in text
    assert "Where reports differ" not in text


def test_our_own_conversion_says_the_rate_its_day_and_whose_it_is(client):
    make_rate(currency="JPY", rate="185")
    make_rate(currency="USD", rate="1.16")
    funding = make_sum()

    text = page_of(funding, client).text

    assert "Converted by this site: up to $6.27 billion computed" in text
    assert "At $1 = ¥159.4828, the reference rate of ECB on Jun 30, 2026." in text


@pytest.mark.parametrize("currency", ["JPY", "USD"])
def test_without_a_rate_nothing_is_converted(client, currency):
    funding = make_funding(currency=currency, amount=5)

    assert "Converted by this site" not in page_of(funding, client).text


def test_contradictions_show_all_values_with_the_reason_of_the_decision(client):
    funding = make_funding(stage="announced")
    make_claim(
        subject=funding,
        field="stage",
        value="announced",
        preferred=True,
        decision_reason="The budget is not passed.",
    )
    make_claim(
        subject=funding,
        field="stage",
        value="disbursed",
        status="disputed",
        quote="has received",
        decision_reason="No payment is named.",
    )
    make_claim(subject=funding, field="stage", value="spent", status="pending")

    text = page_of(funding, client).text

    assert "Where reports differ" in text
    for words in ("The budget is not passed.", "has received", "No payment is named."):
        assert words in text
    assert "Spent" not in text


def test_evidence_has_its_words_place_source_and_decision(client):
    source = make_source(slug="gazette", title="Gazette")
    funding = make_funding(instrument="loan")
    make_claim(
        subject=funding,
        source=source,
        field="instrument",
        value="loan",
        quote="a loan of the state",
        locator="p. 3",
        preferred=True,
        because="first_report",
        decided_by=make_user(username="inspector"),
    )
    make_claim(subject=funding, source=source, statement="It may be too little.")
    make_claim(source=source, statement="Of another record.")
    make_finding(subject=funding, message="It has no recipient.")
    hidden = make_source(state="draft", title="Hidden gazette")
    make_claim(subject=funding, source=hidden, statement="Of a hidden source.")

    page = page_of(funding, client)

    for words in (
        "Instrument",
        "a loan of the state",
        "Gazette, p. 3",
        "Read and agreed. First report",
        "It may be too little.",
        "It has no recipient.",
    ):
        assert words in page.text
    for words in ("Of another record", "inspector", "hidden", "Hidden"):
        assert words not in page.text
    assert "/sources/gazette/" in page.values("href")


def test_a_sum_of_which_nothing_is_known_says_so(client):
    text = page_of(make_funding(amount=None), client).text

    assert "Amount not reported" in text
    assert "No claim on this sum has been decided yet." in text
    assert "No source says which sectors it is for." in text


def test_the_pages_of_the_programme_and_the_funder_lead_here(client):
    funder = make_organization(slug="ministry")
    funding = make_funding(initiative=make_initiative(slug="compute"), funder=funder)

    for address in ("/initiatives/compute/", "/organizations/ministry/"):
        links = read(client.get(address)).values("href")
        assert f"/funding/{funding.pk}/" in links


def test_before_it_was_recorded_there_was_none(client):
    funding = make_funding()

    response = client.get(f"/funding/{funding.pk}/", {"as_of": "2000-01-01"})

    assert response.status_code == 404


@pytest.mark.parametrize("number", [2, 6])
def test_a_page_takes_the_same_queries_for_any_number_of_rows(
    client, django_assert_num_queries, number
):
    make_rate(currency="JPY", rate="185")
    make_rate(currency="USD", rate="1.16")
    funder = make_organization()
    whole = make_sum()
    funding = back(make_sum(part_of=whole, initiative=whole.initiative, funder=funder))
    for each in range(number):
        make_funding(part_of=funding, initiative=whole.initiative)
        sector = make_sector()
        FundingPurpose.objects.create(funding=funding, sector=sector)
        claim = make_claim(subject=funding, field="period", value=f"FY{2020 + each}")
        make_finding(subject=claim)

    with django_assert_num_queries(12):
        assert client.get(f"/funding/{funding.pk}/").status_code == 200
