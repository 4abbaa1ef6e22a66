"""What staff do with later reporting on the seeded consortium."""

from decimal import Decimal

import pytest

from consortium import checks, editorial
from consortium.editorial import Evidence
from consortium.imports import seed
from consortium.models import (
    Claim,
    Finding,
    Funding,
    Initiative,
    Member,
    Organization,
    OrganizationName,
)
from tests.factories import (
    make_member,
    make_organization,
    make_rate,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded():
    make_rate(currency="JPY", rate=Decimal("185.30"), date="2026-06-30")
    make_rate(currency="USD", rate=Decimal("1.1393"), date="2026-06-30")
    seed.load()
    return Initiative.objects.get()


def dollars(amount):
    return {"amount": amount, "qualifier": "approximately", "currency": "USD"}


def reported(record, field, value, **said):
    """A claim that one person proposed; waiting for another."""
    said.setdefault("source", make_source(published="2026-07-14"))
    (claim,) = editorial.propose(
        record, {field: value}, evidence=Evidence(**said), by=make_user()
    )
    return claim


def accept(claim, **more):
    return editorial.accept(claim, by=make_user(), reason="Read and agreed.", **more)


def test_a_right_dollar_figure_joins_the_wrong_one(seeded):
    funding = Funding.objects.get()
    wrong = Claim.objects.get(external_id="seed:F22")
    yen = Claim.objects.get(external_id="seed:F21")

    right = reported(
        funding,
        "amount",
        dollars("6160000000"),
        as_reported="$6.16 billion",
        quote="about $6.16 billion",
        locator="¶2",
        conversion_of=yen,
        source=make_source(published="2026-06-30"),
    )
    decision = accept(right)

    right.refresh_from_db()
    wrong.refresh_from_db()
    funding.refresh_from_db()
    assert (decision.verdict, decision.preferred) == ("corroborates", False)
    assert wrong.status == "disputed"
    assert Funding.objects.count() == 1
    assert (funding.amount, funding.qualifier) == (Decimal(10**12), "up_to")
    assert not right.findings.filter(state="open", code__startswith="fx.")
    slip = Finding.objects.get(claim=wrong, code="fx.decimal-shift")
    assert (slip.state, slip.decided_by) == ("resolved", right.decided_by)
    assert slip.reason == "Read and agreed."


def test_repeating_the_wrong_figure_raises_its_own_finding(seeded):
    again = reported(
        Funding.objects.get(),
        "amount",
        dollars("61600000000"),
        as_reported="$61.6 billion",
        conversion_of=Claim.objects.get(external_id="seed:F21"),
    )

    finding = Finding.objects.get(claim=again, code="fx.decimal-shift")

    assert finding.details["factor"] == 10
    assert again.status == "pending"


def test_naming_the_missing_members_closes_the_finding(seeded):
    finding = Finding.objects.get(code="member.count")
    assert finding.state == "open"

    for number in range(5):
        member = make_member(
            initiative=seeded,
            organization=make_organization(name=f"Maker {number}"),
            roles=["supported"],
            joined="2026-04-12",
        )
    checks.refresh(member, by=make_user(), reason="All nine are named now.")

    finding.refresh_from_db()
    assert Member.objects.published().count() == 9
    assert finding.state == "resolved"
    assert finding.decided_by is not None
    assert finding.reason == "All nine are named now."


def test_a_report_from_before_the_seed_does_not_push_values_back(seeded):
    old = reported(
        seeded, "status", "pipeline", source=make_source(published="2025-11")
    )

    decision = accept(old)

    seeded.refresh_from_db()
    assert not decision.preferred
    assert seeded.status == "announced"


def test_three_sources_and_three_instruments_stay_side_by_side(seeded):
    funding = Funding.objects.get()
    claims = [
        reported(funding, "instrument", value)
        for value in ("subsidy", "commissioned_rd", "equity")
    ]
    for claim in claims:
        accept(claim, because="first_report")
    accepted = Claim.objects.filter(
        funding=funding, field="instrument", status="accepted"
    )
    assert set(accepted.values_list("value", flat=True)) >= {
        "subsidy",
        "commissioned_rd",
        "equity",
    }
    assert Finding.objects.filter(code="evidence.contradiction", state="open")

    editorial.prefer(claims[1], by=make_user(), reason="The contract says 委託.")

    funding.refresh_from_db()
    assert funding.instrument == "commissioned_rd"


def test_a_new_name_is_found_beside_the_old_in_both_scripts(seeded):
    softbank = Organization.objects.get(slug="softbank-corp")

    for name, language in [("SB Next Corp.", "en"), ("エスビーネクスト", "ja")]:
        OrganizationName.objects.create(
            organization=softbank,
            name=name,
            language=language,
            kind="legal",
            valid="2026-07/..",
        )

    softbank.refresh_from_db()
    for words in ("softbank corp.", "sb next", "ソフトバンク", "エスビーネクスト"):
        assert words in softbank.search_text


def test_three_rewrites_of_one_text_confirm_nothing(seeded):
    original = make_source(published="2026-07-14")
    funding = Funding.objects.get()
    first = reported(funding, "dated", "2026-07", source=original)
    accept(first)

    verdicts = [
        accept(
            reported(
                funding,
                "dated",
                "2026-07",
                source=make_source(origin=original, published="2026-07-15"),
            )
        ).verdict
        for _ in range(3)
    ]

    assert verdicts == ["repeats", "repeats", "repeats"]
