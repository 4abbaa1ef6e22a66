from decimal import Decimal

import pytest

from tests.factories import (
    make_claim,
    make_funding,
    make_organization,
    make_rate,
    make_source,
)

pytestmark = pytest.mark.django_db


def test_the_headline_figure_keeps_its_qualifier(initiative, page):
    make_funding(
        initiative=initiative,
        funder=make_organization(name="Ministry of Machines", kind="government"),
        amount=Decimal(10**12),
        qualifier="up_to",
        currency="JPY",
    )

    english, japanese = page().text, page("/ja").text

    assert "Announced up to ¥1 trillion A ceiling" in english
    assert "Funder Ministry of Machines Instrument Not known" in english
    assert "No source says whether this is a grant" in english
    assert "1兆円" in japanese


def test_every_field_of_a_sum_says_what_it_rests_on(initiative, page):
    funder = make_organization(slug="ministry", name="Ministry of Machines")
    funding = make_funding(
        initiative=initiative,
        funder=funder,
        channel=make_organization(name="Agency of Works"),
        recipient_text="Nine companies.",
        financed_by="Bonds.",
        conditions="Half is repaid.",
        amount=500,
        qualifier="unspecified",
        dated="2026-06",
        period="FY2026",
        instrument="loan",
    )
    source = make_source(title="Gazette")
    make_claim(
        subject=funding,
        source=source,
        field="amount",
        value={"amount": "500", "qualifier": "unspecified", "currency": "JPY"},
        quote="five hundred yen",
        as_reported="¥500",
        locator="p. 3",
    )
    make_claim(
        subject=funding, source=source, field="funder", value="ministry", locator="p. 4"
    )

    text = page().text

    for words in (
        "Amount ¥500 (printed without a qualifier) Accepted five hundred yen",
        "Printed as: ¥500",
        "Gazette, p. 3",
        "1 claim on the other facts",
        "Funder Ministry of Machines Source 1, p. 4",
        "Channel Agency of Works",
        "Recipient Nine companies.",
        "Instrument Loan",
        "Dated Jun 2026",
        "Period FY2026",
        "Financed by Bonds.",
        "Conditions Half is repaid.",
    ):
        assert words in text


def test_a_restated_sum_is_shown_as_printed_with_the_reason_of_the_dispute(
    initiative, page
):
    funding = make_funding(initiative=initiative, amount=10**12)
    source = make_source()
    yen = make_claim(
        subject=funding,
        source=source,
        field="amount",
        value={"amount": "1000000000000", "qualifier": "exact", "currency": "JPY"},
    )
    make_claim(
        subject=funding,
        source=source,
        field="amount",
        value={"amount": "61600000000", "qualifier": "exact", "currency": "USD"},
        conversion_of=yen,
        as_reported="approximately $61.6 billion",
        status="disputed",
        decision_reason="A decimal place has slipped.",
    )

    text = page().text

    assert "The source also prints: approximately $61.6 billion Disputed" in text
    assert "A decimal place has slipped." in text


def test_a_sum_on_which_nothing_is_claimed_says_so(initiative, page):
    make_funding(initiative=initiative, amount=None)

    text = page().text

    assert "Amount not reported" in text
    assert "No claim on this figure has been accepted yet." in text


def test_a_part_names_its_whole_and_is_not_in_the_headline(initiative, page):
    whole = make_funding(initiative=initiative, amount=900)
    make_funding(initiative=initiative, amount=300, part_of=whole)

    text = page().text

    assert text.count("¥300") == 1
    assert "Part of ¥900 (Announced): the two are never added." in text


def test_a_sum_tells_what_it_is_in_dollars_and_by_which_rate(page, initiative):
    make_rate(currency="JPY", rate="185", date="2026-10-30")
    make_rate(currency="USD", rate="1.16", date="2026-10-30")
    make_funding(initiative=initiative, amount=10**12, qualifier="up_to")

    english, japanese = page().text, page("/ja").text

    assert "up to $6.27 billion computed" in english
    assert "$1 = ¥159.4828" in english
    assert "最大62億7,000万米ドル" in japanese
