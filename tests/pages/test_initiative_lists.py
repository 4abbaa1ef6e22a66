from decimal import Decimal

import pytest

from tests.factories import (
    by_verb,
    make_alignment,
    make_claim,
    make_framework,
    make_indicator,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_sector,
    make_source,
)

pytestmark = pytest.mark.django_db


def test_members_are_named_and_the_unnamed_stay_a_number(initiative, page):
    initiative.reported_member_count = 9
    initiative.reported_member_count_qualifier = "exact"
    initiative.member_count_meaning = "Companies that get support."
    with by_verb():
        initiative.save()
    lead = make_organization(name="Lead Corp.")
    make_member(initiative=initiative, organization=make_organization(name="Alpha"))
    make_member(
        initiative=initiative,
        organization=lead,
        roles=["lead", "core"],
        joined="2026-04",
        stake=Decimal("12.5"),
        stake_qualifier="exact",
        note="Since the start.",
    )
    make_member(
        initiative=initiative,
        organization=make_organization(
            name="Ambiguous", identity="ambiguous", identity_note="Parent or child."
        ),
        status="interested",
    )

    text = page().text

    for words in (
        "2 of 9 reported are named",
        "What is counted: Companies that get support.",
        "Lead Corp. Since the start. Lead, Core member Member Apr 2026 not reported",
        "12.5%",
        "7 are not named in any source.",
        "Others linked to the initiative They are not counted as members.",
        "Which legal person is meant is not settled. Parent or child.",
    ):
        assert words in text
    assert text.index("Lead Corp.") < text.index("Alpha")


def test_without_members_the_page_says_so(initiative, page):
    text = page().text

    assert "0 named" in text
    assert "No member is named." in text


def test_lists_of_sectors_are_never_merged(initiative, page):
    electronics = make_sector(name="Electronics")
    make_initiative_sector(
        initiative=initiative,
        sector=electronics,
        as_written="electronic goods",
        percentage=25,
        note="The nearest code.",
    )
    make_initiative_sector(
        initiative=initiative, sector=electronics, relation="interested"
    )

    text = page().text

    assert (
        "Represented by members Electronics electronic goods 25% The nearest code."
        in text
    )
    assert "Interested in joining Electronics manufacturing" in text
    assert "Expected to benefit" not in text


def test_a_list_of_sectors_nobody_reports_is_shown_as_empty(initiative, page):
    assert "Interested in joining none reported" in page().text


def test_no_milestone_is_stated_well(initiative, page):
    assert "None reported. No source here names a date" in page().text


def test_milestones_have_their_plan_and_what_became_of_it(initiative, page):
    make_milestone(
        initiative=initiative, title="Call", planned="2026-04", achieved="2026-05-01"
    )
    make_milestone(initiative=initiative, title="First run", forecast="FY2027")
    make_milestone(initiative=initiative, title="Signing", status="met")

    text = page().text

    assert "Call Other Scheduled Apr 2026 not reported May 1, 2026" in text
    assert "First run Other Scheduled not reported FY2027 not yet" in text
    assert "Signing Other Met not reported not reported not reported" in text


def test_frameworks_name_their_relation_and_party(initiative, page):
    g7 = make_organization(name="Group of Seven")
    known = make_framework(
        name="Hiroshima process", owner=g7, identity_known=True, identifier="HAIP"
    )
    make_alignment(initiative=initiative, framework=known, relation="adopted")
    make_alignment(
        framework=make_framework(name="Some guideline"),
        country="JP",
        relation="suggested",
    )
    make_alignment(framework=make_framework(name="Another land's"), country="US")

    text = page().text

    assert "Hiroshima process HAIP Group of Seven Adopted This initiative" in text
    assert "Some guideline No source says which document is meant. Suggested" in text
    assert "Another land's" not in text


def test_own_indicators_and_context_stand_apart(initiative, page):
    own = make_observation(
        indicator=make_indicator(title="Machines", unit="GPUs"),
        initiative=initiative,
        value=10000,
        qualifier="more_than",
        period="FY2026",
        note="As planned.",
    )
    context = make_observation(
        indicator=make_indicator(title="Share of the world", unit="percent"),
        kind="context",
        place="US",
        value=40,
        qualifier="approximately",
    )
    source = make_source()
    make_claim(subject=own, source=source)
    make_claim(subject=context, source=source)
    make_observation(indicator=make_indicator(title="Rain"), kind="context")

    text = page().text

    assert (
        "Machines Source 1 As planned. not reported more than 10,000 GPUs FY2026 Actual"
    ) in text
    assert (
        "Share of the world Source 1 United States of America "
        "about 40% not reported Context"
    ) in text
    assert "never enter a total" in text
    assert "Rain" not in text


def test_what_a_source_of_the_countrys_frameworks_says_is_no_context(initiative, page):
    source = make_source()
    make_claim(
        subject=make_alignment(framework=make_framework(), country="JP"), source=source
    )
    make_claim(
        subject=make_observation(
            indicator=make_indicator(title="Elsewhere"), kind="context"
        ),
        source=source,
    )

    assert "Elsewhere" not in page().text


def test_statements_are_grouped_by_kind_and_name_whom_they_credit(initiative, page):
    member = make_member(
        initiative=initiative, organization=make_organization(name="Alpha Works")
    )
    source, paper = make_source(), make_source(held=False)
    for kind in ("opinion", "fact", "forecast", "context", "normative"):
        make_claim(
            subject=initiative,
            source=source,
            kind=kind,
            statement=f"This is {kind}.",
            locator="¶2",
            attributed_to=paper,
        )
    make_claim(
        subject=member.organization, source=source, statement="It builds robots."
    )
    make_claim(
        subject=initiative,
        source=source,
        statement="It is the largest.",
        status="disputed",
        decision_reason="Two are larger.",
    )

    text = page().text

    places = [
        text.index(words)
        for words in (
            "Fact Checkable, and about the initiative. This is fact.",
            "Alpha Works It builds robots. Source 1",
            "It is the largest. Disputed Source 1 Two are larger.",
            "Context Checkable, but about the world around it. This is context.",
            "Forecast About the future: never entered as a figure. This is forecast.",
            "Opinion A judgement of whoever says it. This is opinion.",
            "Recommendation What somebody says should be done. This is normative.",
        )
    ]
    assert places == sorted(places)
    assert "This is fact. Source 1, ¶2 citing 2" in text


def test_a_members_portrait_comes_from_the_initiatives_sources_only(initiative, page):
    member = make_member(initiative=initiative)
    make_claim(subject=initiative)
    make_claim(subject=member.organization, statement="It sells shoes.")

    assert "It sells shoes." not in page().text
