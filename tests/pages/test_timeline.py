"""What happened when: the table, the API and the plan."""

import pytest
from django.test import Client

from consortium.pages.timeline import slip
from consortium.periods import parse
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_member,
    make_milestone,
    make_organization,
    make_source,
)
from tests.pages.test_charts import figures, keys

pytestmark = pytest.mark.django_db
DATED = {
    "initiative": ["planned_start", "planned_end", "actual_start", "actual_end"],
    "funding": ["dated", "period"],
    "milestones": ["planned", "forecast", "achieved"],
    "members": ["joined", "left"],
}


@pytest.fixture
def initiative():
    initiative = make_initiative(
        slug="compute", planned_start=parse("2026"), actual_start=parse("FY2026")
    )
    funding = make_funding(initiative=initiative, period=parse("2026/2030"))
    make_milestone(
        initiative=initiative,
        title="First model",
        status="met",
        planned=parse("2026-03"),
        achieved=parse("2026-06-30"),
    )
    member = make_member(
        initiative=initiative, organization=make_organization(), joined=parse("2026-05")
    )
    report = make_source(slug="report", title="A report", published=parse("2026-07-14"))
    make_claim(subject=funding, source=report)
    make_claim(subject=member, source=make_source(published=None))
    return initiative


def dated(answer, reports):
    """The keys of everything that the API dates."""
    rows = {
        "initiative": [(answer["slug"], answer)],
        **{
            name: [(row["id"], row) for row in answer[name]]
            for name in DATED
            if name != "initiative"
        },
    }
    own = {
        f"{kind.rstrip('s')}|{key}|{name}"
        for kind, names in DATED.items()
        for key, row in rows[kind]
        for name in names
        if row[name]
    }
    spoken = {
        f"source|{row['slug']}|published"
        for row in reports["results"]
        if row["published"]
    }
    return own | spoken


def test_the_table_has_every_date_of_the_api_in_order(client, initiative):
    figure = figures(client)["timeline"]
    answers = [
        client.get(figure[name]).json() for name in ("data-source", "data-reports")
    ]

    found = keys(client, "timeline")

    assert set(found) == dated(*answers)
    assert [key.split("|", 1)[0] for key in found] == [
        "initiative",
        "funding",
        "milestone",
        "initiative",
        "member",
        "milestone",
        "source",
    ]


def test_the_slip_stands_beside_the_date_and_with_the_milestone(client, initiative):
    english = client.get("/initiatives/compute/").content.decode()

    assert english.count("3 months late") >= 2


def test_its_data_are_there_as_a_file(client, initiative):
    body = client.get("/initiatives/compute/").content.decode()
    file = "/downloads/claims.csv?initiative=compute"

    assert f'href="{file}"' in body
    assert client.get(file).status_code == 200


def test_it_stands_alone_and_in_the_past(client, initiative):
    assert "timeline" in figures(client, "/embed/initiatives/compute/timeline/")


def test_without_dates_there_is_no_picture(client):
    make_initiative(slug="compute")

    assert "timeline" not in figures(client)


@pytest.mark.parametrize(
    ("planned", "actual", "words"),
    [
        ("2026-03-31", "2026-03-31", "as planned"),
        ("2026-03-31", "2026-04-01", "1 day late"),
        ("2026-03-31", "2026-03-21", "10 days early"),
        ("2026-03", "2026-06", "3 months late"),
        ("FY2026", "2025", "15 months early"),
        ("2026/..", "2026", ""),
        (None, "2026", ""),
    ],
)
def test_a_slip_is_told_from_last_day_to_last_day(planned, actual, words):
    assert slip(planned and parse(planned), parse(actual)) == words


def test_the_sources_of_an_initiative_can_be_asked_for(initiative):
    make_source(slug="other", published=parse("2026"))
    pending = make_source(slug="pending")
    make_claim(subject=initiative, source=pending, status="pending")
    credited = make_source(slug="credited")
    make_claim(subject=initiative, attributed_to=credited)

    answer = Client().get("/api/v1/sources/?initiative=compute")

    slugs = {row["slug"] for row in answer.json()["results"]}
    assert {"report", "credited"} <= slugs
    assert not {"other", "pending"} & slugs
    assert Client().get("/api/v1/sources/?initiative=nobody").status_code == 400
