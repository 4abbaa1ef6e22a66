"""What came when: the table, the API, and what no picture can show."""

import json

import pytest
from django.db import connection

from consortium.models import Claim
from consortium.periods import parse
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_member,
)
from tests.pages.documents import read
from tests.pages.test_charts import figures, keys

pytestmark = pytest.mark.django_db
PAGE = "/initiatives/compute/"
PURSE = {True: "public", False: "private", None: ""}


@pytest.fixture
def initiative():
    return make_initiative(slug="compute", name="Compute", country="JP")


def give(initiative, amount, period=None, **fields):
    period = period and parse(period)
    return make_funding(initiative=initiative, amount=amount, period=period, **fields)


def recorded_on(claim, day):
    """Let ``claim`` have been recorded on ``day``, which triggers keep."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Claim.objects.filter(pk=claim.pk).update(created_at=f"{day}T03:00:00Z")
        cursor.execute("SET LOCAL session_replication_role = origin")


def key_of(point):
    when = point["period"]["value"] if point["period"] else ""
    if "stage" not in point["line"]:
        return when
    line = point["line"]
    parts = [when, line["stage"], PURSE[line["public"]], point["unit"]]
    return "|".join([*parts, point["qualifier"]])


def test_the_table_has_every_figure_of_the_api(client, initiative):
    give(initiative, 5, "FY2025", qualifier="up_to")
    give(initiative, 3, "FY2025", qualifier="at_least")
    give(initiative, 7, "FY2027", stage="committed")
    give(initiative, 9, "FY2026/FY2030", currency="USD")
    give(initiative, 2)

    figure = figures(client)["years"]
    answer = client.get(figure["data-source"]).json()

    points = answer["results"] + answer["apart"]
    assert (answer["interval"], answer["mode"], len(points)) == (
        "fiscal_year",
        "flow",
        5,
    )
    assert sorted(keys(client, "years")) == sorted(map(key_of, points))


def test_the_axis_has_the_years_between_and_no_zeros(client, initiative):
    give(initiative, 5, "FY2025")
    give(initiative, 7, "FY2027")

    figure = figures(client)["years"]

    assert json.loads(figure["data-axis"]) == [
        [f"FY{year}", f"FY{year}"] for year in (2025, 2026, 2027)
    ]
    assert len(keys(client, "years")) == 2


def test_elsewhere_years_are_those_of_the_calendar(client, initiative):
    other = make_initiative(slug="other", country="US")
    give(other, 5, "2025")

    figure = figures(client, "/initiatives/other/")["years"]

    assert "interval=year" in figure["data-source"]


def test_what_has_no_single_year_is_said_beside_the_picture(client, initiative):
    give(initiative, 5, "FY2025")
    give(initiative, 10**12, "FY2026/FY2030", qualifier="up_to")
    give(initiative, 1)
    give(initiative, 1, stage="committed")

    english, japanese = read(client.get(PAGE)).text, read(client.get(f"/ja{PAGE}")).text

    assert "2 sums have no date and are in no year." in english
    assert "Up to ¥1 trillion (Announced) falls in FY2026 to FY2030" in english
    assert "最大1兆円(発表)は2026年度～2030年度にわたり" in japanese


def test_money_without_any_date_is_said_in_words_and_not_drawn(client, initiative):
    give(initiative, 10**12)

    page = read(client.get(PAGE))

    assert "years" not in {one["data-chart"] for one in page.all("figure")}
    assert "No source says for which year any of it is. 1 sum has no date" in page.text
    assert any("measure=funding" in one.get("href", "") for one in page.all("a"))


def test_many_sums_for_several_years_are_counted(client, initiative):
    give(initiative, 5, "FY2025")
    for year in range(2000, 2005):
        give(initiative, 1, f"FY{year}/FY2010")

    assert "5 sums fall in several years" in read(client.get(PAGE)).text


def test_so_many_figures_that_nobody_reads_them_are_left_to_the_data(
    client, initiative, monkeypatch
):
    monkeypatch.setattr("consortium.pages.over_time.MOST_ROWS", 1)
    give(initiative, 5, "FY2025")
    give(initiative, 5, "FY2026")

    page = read(client.get(PAGE))

    assert "There are 2 figures by year: too many to draw" in page.text
    assert "years" not in {one["data-chart"] for one in page.all("figure")}


def test_a_long_time_keeps_only_the_years_that_have_something(
    client, initiative, monkeypatch
):
    monkeypatch.setattr("consortium.pages.over_time.MOST_COLUMNS", 5)
    give(initiative, 5, "FY1950")
    give(initiative, 7, "FY2025")

    axis = json.loads(figures(client)["years"]["data-axis"])

    assert [when for when, _words in axis] == ["FY1950", "FY2025"]


def test_members_and_claims_add_up_to_what_the_api_says(client, initiative):
    for joined in ("2024-06", "2026", None):
        on = joined and parse(joined)
        make_member(initiative=initiative, joined=on, status="member")
    for day in ("2026-01-15", "2026-01-20", "2026-03-02"):
        recorded_on(make_claim(subject=initiative), day)
    make_claim(subject=initiative, status="disputed")

    found = figures(client)
    answers = {
        name: client.get(found[name]["data-source"]).json()
        for name in ("joined", "recorded")
    }

    for name, answer in answers.items():
        points = answer["results"] + answer["apart"]
        assert answer["mode"] == "cumulative"
        assert sorted(keys(client, name)) == sorted(map(key_of, points))
    values = [point["value"] for point in answers["recorded"]["results"]]
    assert values == ["2", "3"]
    assert "1 membership more has no date" in read(client.get(PAGE)).text


def test_one_month_or_one_year_is_no_picture_of_a_change(client, initiative):
    make_member(initiative=initiative, joined=parse("2026"), status="member")
    make_claim(subject=initiative)

    assert {"joined", "recorded"}.isdisjoint(figures(client))


def test_the_overview_draws_the_years_of_all_programmes_only_if_there_are_some(
    client, initiative
):
    give(initiative, 5)

    before = figures(client, "/")
    give(make_initiative(), 7, "FY2026")
    after = figures(client, "/")

    assert "years" not in before
    assert client.get(after["years"]["data-source"]).json()["counted"] == 2


@pytest.mark.parametrize("name", ["years", "joined", "recorded"])
def test_each_stands_alone_even_where_there_is_nothing_to_draw(
    client, initiative, name
):
    assert client.get(f"/embed/initiatives/compute/{name}/").status_code == 200
