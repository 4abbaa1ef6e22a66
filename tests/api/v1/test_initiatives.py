import pytest

from tests.api.records import path
from tests.factories import (
    make_alignment,
    make_claim,
    make_finding,
    make_framework,
    make_funding,
    make_indicator,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_sector,
    make_source,
)

pytestmark = pytest.mark.django_db


def test_members_that_are_named_and_members_that_are_reported_are_two_figures(get):
    initiative = make_initiative(
        reported_member_count=9,
        reported_member_count_qualifier="exact",
        member_count_meaning="Supported companies.",
        member_count_meaning_ja="支援企業",
    )
    twice = make_organization()
    make_member(initiative=initiative, organization=twice, left="2025")
    make_member(initiative=initiative, organization=twice, joined="2026")
    make_member(initiative=initiative)
    make_member(initiative=initiative, status="prospective")

    detail = get(path("initiatives", initiative))

    assert detail["named_members"] == 2
    assert len(detail["members"]) == 4
    assert detail["reported_members"] == {
        "value": 9,
        "qualifier": "exact",
        "meaning": "Supported companies.",
        "meaning_ja": "支援企業",
    }


def test_staff_count_the_members_that_the_public_sees(staff):
    initiative = make_initiative()
    make_member(initiative=initiative)
    make_member(initiative=initiative, state="draft")

    detail = staff.get(path("initiatives", initiative)).json()

    assert (len(detail["members"]), detail["named_members"]) == (2, 1)


def test_a_number_of_members_that_nobody_reports_is_null(get):
    assert get(path("initiatives", make_initiative()))["reported_members"] is None


def test_the_dates_of_an_initiative_are_as_vague_as_their_source(get):
    initiative = make_initiative(planned_start="FY2026", planned_end="../2030")

    detail = get(path("initiatives", initiative))

    assert detail["planned_start"] == {
        "value": "FY2026",
        "from": "2026-04-01",
        "to": "2027-03-31",
        "precision": "fiscal_year",
    }
    assert detail["planned_end"] == {
        "value": "../2030",
        "from": None,
        "to": "2030-12-31",
        "precision": "interval",
    }
    assert detail["actual_start"] is None


def test_the_relations_to_sectors_stay_apart(get):
    initiative, sector = make_initiative(), make_sector(name="Robotics", code="R")
    for relation in ("interested", "represented"):
        make_initiative_sector(
            initiative=initiative,
            sector=sector,
            relation=relation,
            percentage="33.5000",
        )

    first, second = get(path("initiatives", initiative))["sectors"]

    assert (first["relation"], second["relation"]) == ("interested", "represented")
    assert first["percentage"] == "33.5"
    assert first["sector"] == {
        "slug": sector.slug,
        "name": "Robotics",
        "scheme": "own",
        "code": "R",
    }


def test_frameworks_are_its_own_and_those_of_its_country(get):
    initiative = make_initiative(country="JP")
    own = make_framework(name="A")
    make_alignment(initiative=initiative, framework=own)
    make_alignment(country="JP", framework=make_framework(name="B"))
    make_alignment(country="US", framework=make_framework(name="C"))

    first, second = get(path("initiatives", initiative))["frameworks"]

    assert first["framework"] == {"slug": own.slug, "name": "A"}
    assert first["party"] == {
        "type": "initiative",
        "slug": initiative.slug,
        "code": None,
        "name": initiative.name,
    }
    assert second["party"] == {
        "type": "country",
        "slug": None,
        "code": "JP",
        "name": "Japan",
    }


def test_an_initiative_of_no_country_has_no_country_s_frameworks(get):
    make_alignment(country="JP")

    assert get(path("initiatives", make_initiative()))["frameworks"] == []


def test_countries_are_named_in_the_language_asked_for(client):
    alignment = make_alignment(country="JP")

    answer = client.get(
        path("alignments", alignment), headers={"Accept-Language": "ja"}
    )

    assert answer.json()["party"]["name"] == "日本"


def test_forecasts_and_context_stand_apart_from_values(get):
    initiative, source = make_initiative(), make_source()
    make_claim(subject=initiative, source=source)
    value = make_observation(initiative=initiative)
    forecast = make_observation(initiative=initiative, kind="forecast")
    around = make_observation(kind="context", indicator=make_indicator(title="ZZ"))
    make_claim(subject=around, source=source)
    elsewhere = make_observation(kind="context")
    make_claim(subject=elsewhere)

    detail = get(path("initiatives", initiative))

    assert [row["id"] for row in detail["observations"]] == [value.pk]
    assert [row["id"] for row in detail["context"]] == [forecast.pk, around.pk]


def test_statements_are_claims_that_stand_in_no_field(get):
    initiative = make_initiative()
    statement = make_claim(subject=initiative, kind="opinion")
    make_claim(subject=initiative, field="name", value="Name")
    make_claim(subject=initiative, kind="fact", quote="exists", statement="")
    make_claim(subject=make_member(initiative=initiative), kind="opinion")

    (shown,) = get(path("initiatives", initiative))["statements"]

    assert shown["id"] == statement.pk
    assert shown["statement"] == statement.statement


def test_claims_sources_and_findings_are_those_of_all_its_records(get):
    initiative, source = make_initiative(), make_source()
    member = make_member(initiative=initiative)
    funding = make_funding(initiative=initiative)
    make_claim(subject=initiative, source=source)
    make_claim(subject=member, source=source, status="disputed", decision_reason="No.")
    claim = make_claim(subject=funding)
    make_claim(subject=member.organization)
    make_finding(subject=member, severity="warning")
    make_finding(subject=claim, severity="error")
    make_finding(subject=funding, severity="info")
    make_finding(subject=funding, severity="info", state="resolved")
    make_finding(subject=make_funding(), severity="info")

    detail = get(path("initiatives", initiative))

    assert (detail["claims"]["accepted"], detail["claims"]["disputed"]) == (2, 1)
    assert detail["sources"] == 2
    assert detail["findings"] == {"error": 1, "warning": 1, "info": 1}
    still_open = get("findings/", initiative=initiative.slug, state="open")
    assert len(still_open["results"]) == 3


def test_milestones_come_in_the_order_they_are_planned(get):
    initiative = make_initiative()
    for planned in (None, "2028", "2027"):
        make_milestone(initiative=initiative, planned=planned)

    milestones = get(path("initiatives", initiative))["milestones"]

    planned = [row["planned"] and row["planned"]["value"] for row in milestones]
    assert planned == ["2027", "2028", None]
