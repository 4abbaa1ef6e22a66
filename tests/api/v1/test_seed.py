"""What the API says once the article's facts are loaded."""

import pytest

from consortium.imports import seed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def facts(db):
    seed.load(seed.FIXTURES)


def test_there_is_one_initiative_with_four_named_and_nine_reported_members(get):
    (initiative,) = get("initiatives/", count="exact")["results"]

    detail = get(initiative["url"])

    assert len(detail["members"]) == detail["named_members"] == 4
    assert detail["reported_members"]["value"] == 9
    assert detail["reported_members"]["qualifier"] == "exact"


def test_there_is_one_sum_with_its_conversion_disputed(get):
    (initiative,) = get("initiatives/")["results"]
    (funding,) = get("funding/")["results"]

    assert get(initiative["url"])["funding"] == [funding]
    money = {name: funding[name] for name in ("amount", "currency", "qualifier")}
    assert money == {
        "amount": "1000000000000",
        "currency": "JPY",
        "qualifier": "up_to",
    }
    (conversion,) = funding["reported_conversions"]
    assert (conversion["amount"], conversion["currency"]) == ("61600000000", "USD")
    assert conversion["status"] == "disputed"


def test_sectors_above_the_one_it_touches_lead_to_the_initiative(get):
    (initiative,) = get("initiatives/", sector="isic4-c")["results"]
    (funding,) = get("funding/", sector="isic4-c")["results"]

    assert funding["initiative"]["slug"] == initiative["slug"]


def test_what_the_article_says_of_the_world_is_context(get):
    (initiative,) = get("initiatives/")["results"]

    detail = get(initiative["url"])

    assert detail["observations"] == []
    assert len(detail["context"]) == 3
    assert len(detail["frameworks"]) == 4
    assert len(detail["statements"]) > 5
