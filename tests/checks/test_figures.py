"""Figures in another wording, or out of scale."""

import pytest

from consortium import checks
from consortium.checks.figures import (
    amount_is_out_of_scale,
    figure_is_cited_with_two_qualifiers,
)
from consortium.models import Claim, Finding, Funding, Initiative
from tests.factories import make_claim, make_funding, make_initiative, make_source

pytestmark = pytest.mark.django_db

TRILLION = {"amount": "1000000000000", "qualifier": "up_to", "currency": "JPY"}


@pytest.mark.parametrize(
    ("other", "status", "fires"),
    [
        pytest.param({"qualifier": "unspecified"}, "accepted", True, id="dropped"),
        pytest.param(
            {"qualifier": "exact", "amount": 10**12}, "accepted", True, id="a-number"
        ),
        pytest.param({"qualifier": "exact"}, "disputed", False, id="disputed"),
        pytest.param({"amount": "2"}, "accepted", False, id="another-figure"),
        pytest.param(
            {"qualifier": "exact", "currency": "USD"}, "accepted", False, id="dollars"
        ),
        pytest.param(
            {"qualifier": "between", "amount_high": "2000000000000"},
            "accepted",
            False,
            id="a-range",
        ),
        pytest.param({"amount": "NaN"}, "accepted", False, id="no-number"),
    ],
)
def test_figure_is_cited_with_two_qualifiers(other, status, fires):
    funding = make_funding()
    make_claim(subject=funding, field="amount", value=TRILLION)
    make_claim(subject=funding, field="amount", value=TRILLION | other, status=status)

    flags = list(figure_is_cited_with_two_qualifiers(Funding.objects.all()))

    assert [flag.subject for flag in flags] == ([funding] if fires else [])


def test_the_drift_is_put_into_words():
    funding = make_funding()
    for qualifier in ("up_to", "unspecified"):
        make_claim(
            subject=funding, field="amount", value=TRILLION | {"qualifier": qualifier}
        )

    (flag,) = figure_is_cited_with_two_qualifiers(Funding.objects.all())

    assert flag.say("en") == (
        "¥1 trillion is cited with different qualifiers: up to, printed without a "
        "qualifier."
    )


def test_numbers_of_members_drift_too():
    initiative = make_initiative()
    for qualifier in ("exact", "at_least"):
        make_claim(
            subject=initiative,
            field="reported_member_count",
            value={
                "reported_member_count": 9,
                "reported_member_count_qualifier": qualifier,
            },
        )

    (flag,) = figure_is_cited_with_two_qualifiers(Initiative.objects.all())

    assert flag.say("en").startswith("9 is cited")


@pytest.mark.parametrize(
    ("amounts", "flagged"),
    [
        pytest.param(["100", "110", "2200"], ["2200"], id="twenty-times"),
        pytest.param(["100", "110", "5"], ["5"], id="a-twentieth"),
        pytest.param(["100", "110", "1900"], [], id="less-than-twenty-times"),
        pytest.param(["100", "2000"], ["100", "2000"], id="two-of-them"),
        pytest.param(["100"], [], id="one"),
        pytest.param(["100", "none"], [], id="unreadable"),
    ],
)
def test_amount_is_out_of_scale(amounts, flagged):
    funding = make_funding()
    for amount in amounts:
        value = TRILLION | {"amount": amount}
        make_claim(subject=funding, field="amount", value=value)

    flags = list(amount_is_out_of_scale(Claim.objects.all()))

    assert [flag.details["amount"] for flag in flags] == flagged


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"value": TRILLION | {"currency": "USD"}}, id="other-currency"),
        pytest.param({"status": "rejected"}, id="refused"),
        pytest.param({"subject": None}, id="other-sum"),
    ],
)
def test_only_claims_on_the_same_sum_are_siblings(other):
    funding = make_funding()
    base = {"field": "amount", "value": TRILLION | {"amount": "1"}}
    make_claim(subject=funding, **base)
    if "subject" in other:
        other = {"subject": make_funding()}
    make_claim(**{"subject": funding, "field": "amount", "value": TRILLION} | other)

    assert list(amount_is_out_of_scale(Claim.objects.all())) == []


def test_a_run_over_one_claim_sees_its_siblings():
    funding = make_funding()
    for amount in ("100", "110"):
        make_claim(subject=funding, field="amount", value=TRILLION | {"amount": amount})
    claim = make_claim(subject=funding, field="amount", value=TRILLION)

    flags = list(amount_is_out_of_scale(Claim.objects.filter(pk=claim.pk)))

    assert [flag.subject for flag in flags] == [claim]


@pytest.mark.parametrize(("status", "fires"), [("pending", False), ("accepted", True)])
def test_a_figure_that_nobody_accepted_is_not_restated_in_public(status, fires):
    funding = make_funding()
    yen = {"amount": "1000000000", "qualifier": "exact", "currency": "JPY"}
    first = make_claim(subject=funding, field="amount", value=yen, status=status)
    make_claim(
        subject=funding,
        field="amount",
        value=yen | {"currency": "USD"},
        conversion_of=first,
    )

    checks.refresh(funding)

    assert Finding.objects.published().filter(code__startswith="fx.").exists() == fires


@pytest.mark.parametrize(("of", "fires"), [({"state": "draft"}, False), ({}, True)])
def test_what_a_hidden_source_says_opens_no_finding_on_a_public_record(of, fires):
    funding, source = make_funding(), make_source(**of)
    make_claim(subject=funding, field="amount", value=TRILLION, source=source)
    make_claim(subject=funding, field="amount", value=TRILLION | {"qualifier": "exact"})

    checks.refresh(funding)

    found = Finding.objects.filter(code="evidence.qualifier-drift", funding=funding)
    assert found.exists() == fires
