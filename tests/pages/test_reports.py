"""Who is credited for a value, and what stands beside it."""

import pytest

from consortium import editorial
from consortium.codelists import Because
from consortium.imports import seed
from consortium.models import Finding, Funding, Initiative
from tests.editorial.reporting import TRILLION, accepted, propose_one
from tests.factories import (
    back,
    make_funding,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_source,
    make_user,
)
from tests.pages.documents import read

pytestmark = pytest.mark.django_db


def report(record, field, value, title="", **said):
    """An accepted claim of a source of its own."""
    source = make_source(title=title or f"{field} is {value}", published="2026-07-14")
    return accepted(record, field, value, source=source, **said)


def credited(document):
    """For each value that is linked to its claim, the marks that follow it."""
    found, last = {}, None
    for _tag, attributes in document.elements:
        if attributes.get("class") == "figure":
            last = attributes["href"]
            found.setdefault(last, [])
        elif attributes.get("class", "").startswith("cite") and last:
            if "href" in attributes:
                found[last].append(attributes["href"])
        elif attributes.get("class") == "reports":
            last = None
    return found


def test_only_those_who_give_the_value_are_credited(initiative, page):
    funding = make_funding(initiative=initiative, amount=None, instrument="unknown")
    back(funding, make_source(title="The first"))
    stands = report(funding, "dated", "2026-04", "Gazette", locator="p. 1")
    report(funding, "dated", "2026-04", "Echo", locator="p. 2")
    report(funding, "dated", "2026-09", "Herald", locator="p. 3")
    refused = propose_one(
        funding, "dated", "2026-04", source=make_source(title="Not so")
    )
    editorial.reject(refused, by=make_user(), reason="It does not say so.")

    document = page()

    marks = credited(document)[f"/claims/{stands.pk}/"]
    assert "Dated Apr 2026 Source 2, p. 1 Source 3, p. 2" in document.text
    assert len(marks) == 2


def test_a_source_of_a_wider_or_a_narrower_value_is_not_credited(initiative, page):
    funding = make_funding(initiative=initiative)
    report(funding, "dated", "2026", "Wide", locator="p. 8")
    report(funding, "dated", "2026-04", "Narrow", locator="p. 9")

    text = page().text

    assert "Dated Apr 2026 Source 2, p. 9 Dated: 1 other value reported" in text
    assert "disputed" not in text.partition("Money")[2].partition("Profile")[0]


def test_an_organization_that_was_merged_is_still_the_same(initiative, page):
    kept = make_organization(slug="kept", name="Kept Works")
    absorbed = make_organization(slug="absorbed", name="Absorbed Works")
    funding = make_funding(initiative=initiative)
    report(funding, "funder", "kept", locator="p. 1")
    report(funding, "funder", "absorbed", locator="p. 2")
    assert "disputed: 2 values" in page().text

    editorial.merge_organizations(
        keep=kept, absorb=absorbed, by=make_user(), reason="One firm."
    )

    text = page().text
    assert "Funder Kept Works Source 1, p. 1 Source 2, p. 2" in text
    assert "disputed" not in text.partition("Money")[2].partition("Profile")[0]


def test_three_sources_and_three_instruments_are_disputed_until_one_is_preferred(
    client,
):
    seed.load()
    initiative, funding = Initiative.objects.get(), Funding.objects.get()
    address = f"/initiatives/{initiative.slug}/"
    claims = [
        report(funding, "instrument", value, because=Because.FIRST_REPORT)
        for value in ("subsidy", "commissioned_rd", "equity")
    ]

    text = read(client.get(address)).text
    assert "Instrument: disputed: 3 values" in text
    for words in ("Subsidy (補助)", "Commissioned research (委託)", "Equity"):
        assert words in text.partition("Instrument: disputed: 3 values")[2]
    japanese = read(client.get(f"/ja{address}"))
    assert len(japanese.all("details")) > 1

    editorial.prefer(claims[1], by=make_user(), reason="The contract says 委託.")

    text = read(client.get(address)).text
    assert "Instrument: disputed" not in text
    assert (
        "preferred among 3 values Why a reviewer preferred the value shown: "
        "The contract says 委託."
    ) in text

    report(funding, "instrument", "loan")

    assert "Instrument: disputed: 4 values" in read(client.get(address)).text


def test_values_that_a_reviewer_let_stand_are_told_with_the_reason(initiative, page):
    funding = make_funding(initiative=initiative)
    claims = [report(funding, "period", value) for value in ("FY2026", "FY2028")]
    finding = Finding.objects.get(code="evidence.contradiction")
    editorial.waive(finding, by=make_user(username="waiver"), reason="Two budgets.")

    text = page().text

    assert (
        "2 values side by side "
        "Why a reviewer let the values stand side by side: Two budgets."
    ) in text
    assert "disputed:" not in text
    assert "waiver" not in text
    assert "FY2028" in text

    editorial.prefer(claims[1], by=make_user(), reason="The law says 2028.")

    text = page().text
    assert "preferred among 2 values" in text
    assert "Two budgets." in text
    assert "Why a reviewer preferred the value shown: The law says 2028." in text


def test_one_source_that_says_two_things_is_no_dispute(initiative, page):
    funding = make_funding(initiative=initiative)
    for value in ("FY2026", "FY2028"):
        accepted(funding, "period", value, source=make_source(slug=value.lower()))
    disputed = page().text.count("disputed: 2 values")
    source = make_source()
    other = make_funding(initiative=initiative)
    for value in ("FY2026", "FY2028"):
        accepted(other, "period", value, source=source)

    text = page().text

    assert text.count("disputed: 2 values") == disputed
    assert "Period: 1 other value reported" in text


def test_a_value_says_who_says_so_and_why_it_was_decided(initiative, page):
    reviewer = make_user(username="inspector")
    funding = make_funding(initiative=initiative)
    report(funding, "period", "FY2026", "Gazette")
    other = report(
        funding, "period", "FY2028", "Herald", quote="until the spring", locator="p. 3"
    )
    editorial.dispute(other, by=reviewer, reason="Another budget is meant.")

    text = page().text

    assert (
        "1 other value, disputed by a reviewer "
        "FY2026 shown here FY2026 Accepted Gazette "
        "Accepted: Read and agreed."
    ) in text
    assert (
        "FY2028 FY2028 Disputed until the spring Herald, p. 3 "
        "Disputed: Another budget is meant."
    ) in text
    assert "inspector" not in text


def test_what_waits_for_review_is_no_value_yet(initiative, page):
    funding = make_funding(initiative=initiative)
    report(funding, "period", "FY2026")
    propose_one(funding, "period", "FY2031")

    text = page().text

    assert "FY2031" not in text
    assert "disputed:" not in text


def test_what_was_corrected_is_told_as_formerly(initiative, page):
    funding = make_funding(initiative=initiative)
    report(funding, "dated", "2026-04")
    correction = propose_one(
        funding,
        "dated",
        "2026-05",
        source=make_source(published="2026-09-01"),
        valid="2026-09",
    )
    editorial.accept(
        correction, by=make_user(), reason="A misprint.", because="source_corrected"
    )

    text = page().text

    assert "Dated May 2026" in text
    assert "formerly Apr 2026" in text
    assert "disputed:" not in text


@pytest.mark.parametrize(
    ("make", "field", "values"),
    [
        (make_member, "joined", ("2026-04", "2026-06")),
        (make_member, "roles", (["lead"], ["supplier"])),
        (make_milestone, "planned", ("2026-04", "2027-04")),
        (make_observation, "period", ("FY2026", "FY2028")),
    ],
)
def test_rows_of_every_list_show_their_conflicts(initiative, page, make, field, values):
    row = make(initiative=initiative)
    for value in values:
        report(row, field, value)

    assert "disputed: 2 values" in page().text


def test_amounts_in_two_currencies_are_two_values_and_no_dispute(initiative, page):
    funding = make_funding(initiative=initiative, amount=None)
    report(funding, "amount", TRILLION, locator="p. 1")
    dollars = {"amount": "6200000000", "qualifier": "exact", "currency": "USD"}
    report(funding, "amount", dollars, locator="p. 2")

    text = page().text

    assert "up to ¥1 trillion Source 1, p. 1 Announced" in text
    assert "Amount: 1 other value reported" in text
    assert "disputed:" not in text


@pytest.mark.parametrize("number", [1, 4])
def test_conflicts_take_the_same_queries_for_any_number(
    initiative, client, django_assert_num_queries, number
):
    for each in range(number):
        funding = make_funding(initiative=initiative)
        for name in ("one", "other"):
            make_organization(slug=f"{name}-{each}")
            report(funding, "funder", f"{name}-{each}")
            report(funding, "instrument", "loan" if name == "one" else "grant")

    with django_assert_num_queries(28):
        client.get("/initiatives/compute/")
