"""Series over the API."""

import pytest

from consortium.totals import series, tallies
from tests.api.v1.test_totals import queries
from tests.factories import (
    make_claim,
    make_funding,
    make_indicator,
    make_initiative,
    make_member,
    make_milestone,
    make_observation,
    make_rate,
)

pytestmark = pytest.mark.django_db


def test_a_series_of_money_says_what_it_is(get):
    make_funding(amount=5, period="2026-05")
    make_funding(amount=7)

    answer = get("series/")

    assert answer["results"] == [
        {
            "period": {
                "value": "2026",
                "from": "2026-01-01",
                "to": "2026-12-31",
                "precision": "year",
            },
            "line": {"stage": "announced", "public": None},
            "value": "5",
            "unit": "JPY",
            "qualifier": "exact",
            "value_high": None,
            "bounds": {"min": "5", "max": "5"},
            "count": 1,
            "converted": None,
        }
    ]
    assert answer["combined"] is None
    (apart,) = answer["apart"]
    assert (apart["period"], apart["value"]) == (None, "7")
    said = {name: answer[name] for name in ("measure", "interval", "mode", "counted")}
    assert said == {
        "measure": "funding",
        "interval": "year",
        "mode": "flow",
        "counted": 2,
    }


def test_every_measure_has_its_own_filters(get):
    initiative = make_initiative(slug="one")
    make_member(initiative=initiative, joined="2026-05", status="interested")
    make_claim(subject=initiative, kind="opinion")
    make_milestone(initiative=initiative, planned="2026-05")
    make_milestone(planned="2026-05")

    members = get("series/", measure="members", status="interested")
    claims = get("series/", measure="claims", kind="opinion", mode="cumulative")
    milestones = get("series/", measure="milestones", initiative="one")

    for answer in (members, claims, milestones):
        (point,) = answer["results"]
        assert (point["value"], point["unit"], point["count"]) == ("1", None, 1)
    assert claims["mode"] == "cumulative"


def test_an_indicator_is_a_measure_by_its_slug(get):
    indicator = make_indicator(slug="gpus", unit="GPUs")
    make_observation(indicator=indicator, value=8, period="2026", place="JP")
    make_observation(value=9, period="2026")

    answer = get("series/", measure="gpus", place="JP")

    (point,) = answer["results"]
    assert (point["value"], point["unit"]) == ("8", "GPUs")
    assert point["line"]["place"] == "JP"
    assert answer["measure"] == "gpus"


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [
        ({"measure": "gold"}, "measure", "invalid_choice"),
        ({"measure": "draft"}, "measure", "invalid_choice"),
        ({"measure": "a b"}, "measure", "invalid_choice"),
        ({"interval": "week"}, "interval", "invalid_choice"),
        ({"mode": "sum"}, "mode", "invalid_choice"),
        ({"measure": "members", "stage": "spent"}, "stage", "unknown_parameter"),
        ({"measure": "claims", "time": "dated"}, "time", "unknown_parameter"),
        ({"measure": "claims", "convert_to": "USD"}, "convert_to", "unknown_parameter"),
        ({"convert_to": "yen"}, "convert_to", "invalid_choice"),
        ({"rate_date": "2026-06"}, "rate_date", "invalid"),
        ({"measure": "gpus", "indicator": "gpus"}, "indicator", "unknown_parameter"),
        ({"measure": "gpus", "mode": "cumulative"}, "mode", "not_for_indicators"),
        ({"as_of": "x"}, "as_of", "invalid"),
        ({"ordering": "amount"}, "ordering", "unknown_parameter"),
    ],
)
def test_what_is_not_understood_is_refused(refused, query, name, code):
    make_indicator(slug="gpus")
    make_indicator(slug="draft", state="draft")

    assert refused("series/", **query)[name]["code"] == code


def test_all_faults_come_together(refused):
    faults = refused(
        "series/", measure="members", interval="x", status="x", as_of="x", y="x"
    )

    assert set(faults) == {"interval", "status", "as_of", "y"}


@pytest.mark.parametrize("measure", ["funding", "gpus"])
def test_too_many_points_are_refused(refused, monkeypatch, measure):
    for module in (tallies, series):
        monkeypatch.setattr(module, "MOST_GROUPS", 0)
    make_observation(indicator=make_indicator(slug="gpus"))
    make_funding()

    fault = refused("series/", measure=measure)["interval"]

    assert fault["code"] == "too_many_groups"


def test_staff_and_public_get_the_same_series(client, staff):
    make_claim(status="pending")
    make_claim()
    address = "/api/v1/series/?measure=claims"

    assert staff.get(address).content == client.get(address).content


@pytest.mark.parametrize("rows", [1, 5])
@pytest.mark.parametrize(
    ("measure", "number"),
    [
        ("funding", 4),
        ("funding&convert_to=USD", 6),
        ("members", 3),
        ("claims", 2),
        ("milestones", 2),
        ("gpus", 4),
    ],
)
def test_a_series_takes_a_fixed_number_of_queries(get, measure, number, rows):
    make_rate(base="USD", currency="JPY")
    indicator = make_indicator(slug="gpus")
    for _each in range(rows):
        initiative = make_initiative()
        make_funding(initiative=initiative, period="2026")
        make_member(initiative=initiative, joined="2026")
        make_milestone(initiative=initiative, planned="2026")
        make_claim(subject=initiative)
        make_observation(indicator=indicator, initiative=initiative, period="2026")

    assert queries(get, f"series/?measure={measure}") == number


def test_a_converted_series_names_the_rate_and_what_has_none(get):
    make_rate(base="USD", currency="JPY", rate=160, date="2026-06-30")
    make_funding(amount=1600, currency="JPY", qualifier="up_to", period="2026-05")
    make_funding(amount=5, currency="CHF", period="2026-05")
    make_funding(amount=8, currency="USD")

    answer = get("series/", convert_to="USD")

    swiss, japanese = answer["results"]
    assert (swiss["unit"], swiss["converted"]) == ("CHF", None)
    assert japanese["converted"] == {
        "amount": "10",
        "currency": "USD",
        "qualifier": "up_to",
        "amount_high": None,
        "bounds": {"min": None, "max": "10"},
        "count": 1,
        "rate": "0.00625",
        "rate_date": "2026-06-30",
        "rate_source": "ECB",
    }
    (combined,) = answer["combined"]["results"]
    assert combined["period"] == japanese["period"]
    assert (combined["value"], combined["unit"], combined["count"]) == ("10", "USD", 1)
    assert combined["not_converted"] == [{"currency": "CHF", "count": 1}]
    (apart,) = answer["combined"]["apart"]
    assert (apart["period"], apart["value"], apart["not_converted"]) == (None, "8", [])
    assert answer["basis"].endswith("at the reference rates of 2026-06-30.")


def test_a_series_without_any_rate_is_null_and_says_of_what(get):
    make_funding(amount=5, currency="CHF", period="2026-05")

    (combined,) = get("series/", convert_to="USD")["combined"]["results"]

    assert (combined["value"], combined["qualifier"], combined["count"]) == (
        None,
        None,
        0,
    )
    assert combined["not_converted"] == [{"currency": "CHF", "count": 1}]
