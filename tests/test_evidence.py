from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consortium import evidence
from consortium.codelists import Qualifier
from consortium.evidence import Fit, Verdict, verdict
from consortium.models import Claim, Funding
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_member,
    make_rate,
    make_source,
)

pytestmark = pytest.mark.django_db
WITH_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def yen(amount, qualifier="exact", **more):
    return {"amount": str(amount), "qualifier": qualifier, "currency": "JPY"} | more


def pair(field, new, standing, *, make=make_funding, theirs=None, mine=None):
    record = make()
    one = make_claim(
        subject=record,
        field=field,
        value=standing,
        source=theirs or make_source(),
    )
    other = make_claim(
        subject=record,
        field=field,
        value=new,
        source=mine or make_source(),
        status="pending",
    )
    claims = Claim.objects.select_related("source")
    return claims.get(pk=other.pk), claims.get(pk=one.pk)


@pytest.mark.parametrize(
    ("field", "new", "standing", "expected"),
    [
        ("amount", yen(10**12, "up_to"), yen(10**12, "up_to"), "corroborates"),
        ("amount", yen(10**12, "unspecified"), yen(10**12, "up_to"), "corroborates"),
        ("amount", yen(8 * 10**11), yen(10**12, "up_to"), "refines"),
        ("amount", yen(10**12, "up_to"), yen(8 * 10**11), "corroborates"),
        ("amount", yen(12 * 10**11), yen(10**12, "up_to"), "contradicts"),
        ("amount", yen(15 * 10**11, "up_to"), yen(10**12, "up_to"), "contradicts"),
        ("amount", yen(5, "at_least"), yen(10, "up_to"), "corroborates"),
        ("amount", yen(11, "more_than"), yen(10, "less_than"), "contradicts"),
        ("amount", yen(102, "approximately"), yen(100, "exact"), "corroborates"),
        ("amount", yen(120, "approximately"), yen(100, "exact"), "contradicts"),
        ("amount", yen(100), yen(102, "approximately"), "refines"),
        ("amount", yen(5, "between", amount_high="7"), yen(10, "up_to"), "refines"),
        ("amount", yen(6), yen(5, "between", amount_high="7"), "refines"),
        ("dated", "2026-06-30", "2026-06", "refines"),
        ("dated", "2026", "2026-06", "corroborates"),
        ("dated", "2027", "2026", "contradicts"),
        ("dated", "FY2026", "2026", "corroborates"),
        ("stage", "committed", "committed", "corroborates"),
        ("stage", "committed", "announced", "contradicts"),
        ("recipient_text", "ＮＥＣ  Corp", "nec corp", "corroborates"),
    ],
)
def test_what_a_claim_of_another_source_does(field, new, standing, expected):
    assert verdict(*pair(field, new, standing)) == expected


def test_more_roles_refine_and_other_roles_contradict():
    def compared(new, standing):
        return verdict(*pair("roles", new, standing, make=make_member))

    assert compared(["lead", "core"], ["lead"]) == Verdict.REFINES
    assert compared(["lead"], ["lead", "core"]) == Verdict.CORROBORATES
    assert compared(["supplier"], ["lead"]) == Verdict.CONTRADICTS


def test_counts_are_figures_too():
    def nine(qualifier):
        return {
            "reported_member_count": 9,
            "reported_member_count_qualifier": qualifier,
        }

    claims = pair(
        "reported_member_count", nine("exact"), nine("at_least"), make=make_initiative
    )

    assert verdict(*claims) == Verdict.REFINES


def test_the_first_claim_is_the_first():
    claim = make_claim(subject=make_funding(), field="stage", value="committed")

    assert verdict(claim, None) == Verdict.FIRST


def test_copies_of_one_text_only_repeat():
    root = make_source()
    rewrite, copy = make_source(origin=root), make_source(origin=root)

    claims = pair("stage", "committed", "committed", mine=copy, theirs=rewrite)

    assert verdict(*claims) == Verdict.REPEATS


def test_two_papers_that_credit_a_third_only_repeat():
    record, credited = make_funding(), make_source(held=False)
    claims = [
        make_claim(
            subject=record,
            field="stage",
            value="committed",
            attributed_to=credited,
            source=make_source(),
        )
        for _ in range(2)
    ]

    assert verdict(*claims) == Verdict.REPEATS


@pytest.mark.parametrize(
    ("new", "standing", "expected"),
    [
        pytest.param("2026-07", "2026-05", "updates", id="newer"),
        pytest.param("2026-05", "2026-07", "coexists", id="entered-late"),
        pytest.param("2026", "2026-07", "contradicts", id="cannot-tell"),
        pytest.param("2026-05", None, "contradicts", id="standing-undated"),
        pytest.param("2199", None, "updates", id="after-the-undated-was-recorded"),
    ],
)
def test_time_decides_between_different_values(new, standing, expected):
    claims = pair(
        "stage",
        "committed",
        "announced",
        mine=make_source(published=new),
        theirs=make_source(published=standing),
    )
    claims[0].because = claims[1].because = "world_changed"

    assert verdict(*claims) == expected


@pytest.mark.parametrize(
    ("new", "standing"), [("2026-07", "2026-05"), ("2026-05", "2026-07")]
)
def test_a_later_publication_alone_is_no_news(new, standing):
    claims = pair(
        "stage",
        "committed",
        "announced",
        mine=make_source(published=new),
        theirs=make_source(published=standing),
    )

    assert verdict(*claims) == Verdict.CONTRADICTS
    assert not evidence.are_compatible(*claims)


def test_who_speaks_of_a_past_time_does_not_contradict_a_later_publication():
    record = make_funding()
    past = make_claim(
        subject=record,
        field="stage",
        value="planned",
        valid="2025",
        source=make_source(published="2025-11"),
    )
    present = make_claim(
        subject=record,
        field="stage",
        value="committed",
        source=make_source(published="2026-05"),
    )
    past.refresh_from_db()
    present.refresh_from_db()

    assert verdict(past, present) == Verdict.COEXISTS
    assert verdict(present, past) == Verdict.COEXISTS
    assert evidence.are_compatible(past, present)


def test_what_is_not_known_contradicts_nothing():
    def compared(new, standing):
        return verdict(*pair("instrument", new, standing))

    assert compared("subsidy", "unknown") == Verdict.REFINES
    assert compared("unknown", "subsidy") == Verdict.COEXISTS
    assert compared("unknown", "unknown") == Verdict.CORROBORATES


def test_the_time_a_claim_speaks_of_comes_before_its_sources_date():
    record = make_funding()
    old = make_claim(
        subject=record,
        field="stage",
        value="announced",
        valid="2026-03",
        source=make_source(published="2026-09"),
    )
    new = make_claim(
        subject=record,
        field="stage",
        value="committed",
        valid="2026-04",
        source=make_source(published="2026-08"),
    )
    old.refresh_from_db()
    new.refresh_from_db()

    assert verdict(new, old) == Verdict.UPDATES


@pytest.mark.parametrize(
    ("dollars", "rated", "expected"),
    [
        pytest.param("6160000000", True, "corroborates", id="fits-the-rate"),
        pytest.param("61600000000", True, "contradicts", id="ten-times-too-much"),
        pytest.param("6160000000", False, "coexists", id="no-rate-no-comparison"),
    ],
)
def test_figures_in_two_currencies_meet_at_the_rate_of_the_day(
    dollars, rated, expected
):
    if rated:
        make_rate(currency="JPY", rate=Decimal("185.25"), date="2026-06-30")
        make_rate(currency="USD", rate=Decimal("1.14"), date="2026-06-30")
    source = make_source(published="2026-06-30")
    value = {"amount": dollars, "qualifier": "approximately", "currency": "USD"}

    claims = pair("amount", value, yen(10**12, "up_to"), mine=source)

    assert verdict(*claims) == expected


FIGURES = st.builds(
    lambda low, extra, qualifier: yen(
        low,
        qualifier,
        **({"amount_high": str(low + extra)} if qualifier == "between" else {}),
    ),
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(Qualifier.values),
)


def unsaved(value):
    return Claim(funding=Funding(pk=1), field="amount", value=value)


@given(FIGURES, FIGURES)
def test_every_two_figures_compare_and_differ_both_ways_or_neither(one, other):
    there = evidence.compare_values(unsaved(one), unsaved(other))
    back = evidence.compare_values(unsaved(other), unsaved(one))

    assert (there is Fit.DIFFERENT) == (back is Fit.DIFFERENT)
    assert not (there is Fit.NARROWER and back is Fit.NARROWER)


@given(FIGURES)
def test_a_figure_is_the_same_as_itself(value):
    assert evidence.compare_values(unsaved(value), unsaved(value)) is Fit.SAME


DAYS = st.sampled_from([None, "2026", "2026-05", "2026-07", "2027"])
STAGES = st.sampled_from(["announced", "committed", "disbursed"])


@WITH_DATABASE
@given(STAGES, STAGES, DAYS, DAYS, st.booleans(), st.booleans(), st.booleans())
def test_the_verdict_does_not_depend_on_who_arrived_first(
    a, b, day, other_day, copy, is_news, was_news
):
    source = make_source(published=day)
    second = make_source(published=other_day, origin=source if copy else None)
    new, old = pair("stage", a, b, mine=second, theirs=source)
    new.because = "world_changed" if is_news else ""
    old.because = "world_changed" if was_news else ""

    there, back = verdict(new, old), verdict(old, new)

    mirrored = {Verdict.UPDATES: Verdict.COEXISTS, Verdict.COEXISTS: Verdict.UPDATES}
    assert back == mirrored.get(there, there)
    assert evidence.are_compatible(new, old) is (there is not Verdict.CONTRADICTS)
