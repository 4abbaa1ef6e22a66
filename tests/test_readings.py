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
from consortium.readings import field_label, named_in, place_name, reading
from tests import factories

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
        (Funding(), "funder", "another", "another"),
        (Funding(funder=HIDDEN), "funder", "hidden", "Hidden Works"),
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
        (Funding(), "stage", "royal"),
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


def test_the_public_is_not_told_the_name_of_what_it_may_not_see():
    funding = Funding(funder=HIDDEN)

    said = reading(Claim(field="funder", value="hidden"), funding, public=True)

    assert said == "hidden"


@pytest.mark.django_db
def test_organizations_that_stand_in_no_field_yet_are_named(
    django_assert_num_queries,
):
    funding = factories.make_funding()
    factories.make_organization(slug="bank", name="Bank of Tests")
    claims = [
        factories.make_claim(subject=funding, field="funder", value="bank"),
        factories.make_claim(subject=funding, field="channel", value="nobody"),
        factories.make_claim(subject=funding, field="stage", value="spent"),
        factories.make_claim(subject=funding),
    ]

    with django_assert_num_queries(1):
        named = named_in(claims)

    said = [reading(claim, funding, named=named) for claim in claims]
    assert said == ["Bank of Tests", "nobody", "Spent", ""]
    assert named_in([]) == {}


def test_a_field_is_called_what_its_form_calls_it():
    assert field_label(Member, "roles") == "roles"
    assert field_label(Member(), "no_such_field") == "no_such_field"
