import pytest

from tests.api.records import add_conversion, full_funding, path
from tests.factories import make_claim, make_finding, make_funding, make_organization

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("qualifier", "bounds"),
    [
        ("up_to", {"min": None, "max": "1000000000000"}),
        ("at_least", {"min": "1000000000000", "max": None}),
        ("exact", {"min": "1000000000000", "max": "1000000000000"}),
        ("unspecified", {"min": "1000000000000", "max": "1000000000000"}),
    ],
)
def test_an_amount_comes_with_its_qualifier_and_its_bounds(get, qualifier, bounds):
    funding = make_funding(amount=10**12, qualifier=qualifier)

    shown = get(path("funding", funding))

    assert shown["amount"] == "1000000000000"
    assert (shown["currency"], shown["qualifier"]) == ("JPY", qualifier)
    assert shown["bounds"] == bounds


def test_a_range_has_both_bounds_without_trailing_zeros(get):
    shown = get(path("funding", full_funding()))

    assert (shown["amount"], shown["amount_high"]) == ("100.5", "200")
    assert shown["bounds"] == {"min": "100.5", "max": "200"}
    assert shown["purposes"][0]["percentage"] == "33.3333"


def test_a_sum_without_amount_has_nulls(get):
    shown = get(path("funding", make_funding(amount=None)))

    money = [shown[name] for name in ("amount", "currency", "qualifier", "amount_high")]
    assert money == [None] * 4
    assert shown["bounds"] == {"min": None, "max": None}


def test_a_period_is_one_fuzzy_date(get):
    shown = get(path("funding", full_funding()))

    assert shown["period"] == {
        "value": "FY2026/FY2028",
        "from": "2026-04-01",
        "to": "2029-03-31",
        "precision": "interval",
    }


def test_another_currency_is_a_claim_and_not_another_sum(get):
    funding = make_funding()
    conversion = add_conversion(funding)

    shown = get(path("funding", funding))

    assert shown["reported_conversions"] == [
        {
            "amount": "61600000000",
            "currency": "USD",
            "qualifier": "approximately",
            "status": "disputed",
            "claim": conversion.pk,
        }
    ]
    assert len(get("funding/")["results"]) == 1


def test_a_conversion_that_says_no_amount_is_shown_as_it_is(get):
    funding = make_funding()
    add_conversion(funding, value="a lot")

    (shown,) = get(path("funding", funding))["reported_conversions"]

    assert (shown["amount"], shown["currency"], shown["qualifier"]) == (None,) * 3


def test_claims_are_counted_by_status_and_findings_while_open(get, staff):
    funding = make_funding()
    for status in ("accepted", "accepted", "disputed", "pending"):
        make_claim(subject=funding, status=status, decision_reason="Because.")
    make_finding(subject=funding)
    make_finding(subject=funding, state="resolved")

    public = get(path("funding", funding))
    seen = staff.get(path("funding", funding)).json()

    counts = {"accepted": 2, "disputed": 1, "rejected": 0, "superseded": 0}
    assert public["claims"] == counts | {"pending": 0}
    assert seen["claims"] == counts | {"pending": 1}
    assert public["findings"] == seen["findings"] == 1


@pytest.mark.parametrize(
    ("kind", "public"), [("government", True), ("private_sector", False), (None, None)]
)
def test_money_is_public_as_its_funder_is(get, kind, public):
    funder = make_organization(kind=kind) if kind else None

    assert get(path("funding", make_funding(funder=funder)))["public"] is public


def test_instants_are_in_utc(get):
    shown = get(path("funding", make_funding()))

    assert shown["created_at"].endswith("Z")
