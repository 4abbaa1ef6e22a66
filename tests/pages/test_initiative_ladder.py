"""One sum on its way: planned, budgeted, selected, committed; and what is found."""

import pytest

from consortium.models import OrganizationName
from tests.factories import (
    make_claim,
    make_finding,
    make_funding,
    make_member,
    make_organization,
    make_source,
)

pytestmark = pytest.mark.django_db


def make_ladder(initiative):
    whole = None
    for amount, stage in [
        (900, "announced"),
        (700, "budgeted"),
        (500, "selected"),
        (300, "committed"),
    ]:
        whole = make_funding(
            initiative=initiative, amount=amount, stage=stage, part_of=whole
        )


def test_stages_of_one_sum_read_as_a_ladder_and_are_never_added(initiative, page):
    make_ladder(initiative)

    text = page().text

    ladder = text.partition("Claims 0 accepted")[0]
    places = [
        ladder.index(words)
        for words in (
            "Announced ¥900",
            "Budgeted ¥700 Part of ¥900 (Announced): the two are never added.",
            "Selected ¥500 Part of ¥700 (Budgeted): the two are never added.",
            "Committed ¥300 Part of ¥500 (Selected): the two are never added.",
            "Disbursed: none reported",
        )
    ]
    assert places == sorted(places)
    assert "¥2,400" not in text


def test_what_is_disbursed_is_not_said_to_be_unreported(initiative, page):
    make_funding(initiative=initiative, amount=5, stage="disbursed")

    assert "Disbursed: none reported" not in page().text


def test_without_money_nothing_is_said_of_payments(initiative, page):
    assert "Disbursed" not in page().text


def test_a_restated_sum_without_its_phrase_is_shown_as_we_read_it(initiative, page):
    funding = make_funding(initiative=initiative)
    yen = {"amount": "1000", "qualifier": "exact", "currency": "JPY"}
    whole = make_claim(subject=funding, field="amount", value=yen)
    make_claim(
        subject=funding,
        source=whole.source,
        field="amount",
        value={"amount": "65", "qualifier": "exact", "currency": "USD"},
        conversion_of=whole,
        status="disputed",
        decision_reason="No rate gives this.",
    )

    assert "Also printed $65 Disputed" in page().text


def test_findings_about_a_sum_and_its_claims_stand_with_it_and_name_it(
    initiative, page
):
    funding = make_funding(initiative=initiative, amount=777)
    claim = make_claim(subject=funding, as_reported="sevens", source=make_source())
    make_finding(subject=funding, message="No recipient.")
    make_finding(subject=claim, message="A rate is off.")
    make_finding(subject=make_funding(initiative=initiative), message="Of another.")

    document = page()

    money, _, rest = document.text.partition("Profile")[2].partition("Profile")
    sheet = money.partition("¥777")[2].partition("¥1,000")[0]
    assert "No recipient." in sheet
    assert "A rate is off. Claim – sevens" in sheet
    assert "Of another." not in sheet
    assert "No recipient. Funding – ¥777" in rest
    assert f"#sum-{funding.pk}" in document.values("href")
    assert f"/claims/{claim.pk}/" in document.values("href")


def test_a_member_is_told_by_the_name_it_had(initiative, page):
    organization = make_organization(name="SB Next Corp.")
    make_member(initiative=initiative, organization=organization)
    for name, valid, kind, language in [
        ("SoftBank Corp.", "../2026-06", "former", "en"),
        ("ソフトバンク", "../2026-06", "former", "ja"),
        ("Older Corp.", None, "former", "en"),
        ("SBC", "../2020", "abbreviation", "en"),
    ]:
        OrganizationName.objects.create(
            organization=organization,
            name=name,
            valid=valid,
            kind=kind,
            language=language,
        )

    text = page().text

    assert "SB Next Corp. formerly SoftBank Corp., until Jun 2026" in text
    for words in ("ソフトバンク", "Older Corp.", "SBC"):
        assert words not in text
    assert "ソフトバンク" in page("/ja").text
