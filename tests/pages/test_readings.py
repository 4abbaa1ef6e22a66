import pytest

from consortium.models import (
    Claim,
    Funding,
    Indicator,
    Initiative,
    Member,
    Milestone,
    Observation,
    Organization,
)
from consortium.pages.readings import place_name, reading

MINISTRY = Organization(slug="ministry", name="Ministry", state="published")
HIDDEN = Organization(slug="hidden", name="Hidden Works", state="draft")
PERCENT = Indicator(unit="percent")


@pytest.mark.parametrize(
    ("record", "field", "value", "words"),
    [
        (
            Funding(),
            "amount",
            {"amount": "1000000000000", "qualifier": "up_to", "currency": "JPY"},
            "up to ¥1 trillion",
        ),
        (
            Funding(),
            "amount",
            {
                "amount": "5",
                "amount_high": "7",
                "qualifier": "between",
                "currency": "JPY",
            },
            "¥5 to ¥7",
        ),
        (
            Funding(),
            "amount",
            {"amount": "5", "qualifier": "unspecified", "currency": "JPY"},
            "¥5 (printed without a qualifier)",
        ),
        (
            Observation(indicator=PERCENT),
            "value",
            {"value": "40", "qualifier": "nearly"},
            "nearly 40%",
        ),
        (
            Member(),
            "stake",
            {"stake": "12.5", "stake_qualifier": "exact"},
            "12.5%",
        ),
        (
            Initiative(),
            "reported_member_count",
            {
                "reported_member_count": 9,
                "reported_member_count_qualifier": "at_least",
            },
            "at least 9",
        ),
        (Member(), "roles", ["lead", "core"], "Lead, Core member"),
        (Funding(), "stage", "budgeted", "Budgeted"),
        (Funding(funder=MINISTRY), "funder", "ministry", "Ministry"),
        (Funding(funder=MINISTRY), "funder", "another", "another"),
        (Funding(funder=HIDDEN), "funder", "hidden", "hidden"),
        (Funding(), "recipient_text", "Nine companies.", "Nine companies."),
        (Milestone(), "planned", "FY2026", "FY2026"),
        (Initiative(), "country", "JP", "Japan"),
        (Observation(indicator=PERCENT), "place", "001", "World"),
        (Observation(indicator=PERCENT), "place", "US", "United States of America"),
    ],
)
def test_a_value_is_read_as_its_field_would_be(record, field, value, words):
    assert reading(Claim(field=field, value=value), record) == words


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        (
            Funding(),
            "amount",
            {"amount": "much", "qualifier": "up_to", "currency": "JPY"},
        ),
        (Funding(), "amount", {"amount": "5"}),
        (Funding(), "amount", {}),
        (Funding(), "amount", {"amount": None, "currency": "JPY"}),
        (Member(), "roles", ["king"]),
        (Milestone(), "planned", "soon"),
        (Milestone(), "planned", 7),
        (Funding(), "no_such_field", "x"),
    ],
)
def test_what_cannot_be_read_is_left_to_the_printed_words(record, field, value):
    assert reading(Claim(field=field, value=value), record) == ""


def test_places_are_countries_and_regions():
    assert place_name("142") == "Asia"
    assert place_name("DE") == "Germany"
