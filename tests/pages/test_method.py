"""The page about the method: its example is read from the records."""

import pytest

from consortium import excerpts
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_rate,
    make_source,
    make_user,
)
from tests.pages.documents import read

YEN = {"amount": "1000000000000", "qualifier": "up_to", "currency": "JPY"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def funding():
    initiative = make_initiative(slug="compute", name="Compute")
    return make_funding(initiative=initiative, amount=10**12, qualifier="up_to")


def make_standing(funding, **fields):
    said = {"field": "amount", "value": YEN, "preferred": True, "quote": "a trillion"}
    return make_claim(subject=funding, **said | fields)


def page_of(client, language=""):
    response = client.get(f"{language}/method/")
    assert response.status_code == 200
    return read(response)


@pytest.mark.parametrize("language", ["", "/ja"])
def test_the_example_goes_from_the_words_to_the_figure(client, funding, language):
    source = make_source(slug="gazette", title="Gazette", reliability="B")
    claim = make_standing(
        funding,
        source=source,
        quote="up to a trillion yen",
        locator="p. 3",
        decision_reason="Read against the page.",
        decided_by=make_user(username="inspector"),
    )

    page = page_of(client, language)

    for words in ("up to a trillion yen", "Gazette", "p. 3", "Read against the page."):
        assert words in page.text
    assert ("最大1兆円" if language else "up to ¥1 trillion") in page.text
    assert "inspector" not in page.text
    assert {
        f"{language}/claims/{claim.pk}/",
        f"{language}/funding/{funding.pk}/",
        f"{language}/sources/gazette/",
        f"{language}/initiatives/compute/",
    } <= set(page.values("href"))


def test_a_restatement_and_our_conversion_are_part_of_the_example(client, funding):
    make_rate(currency="JPY", rate="185")
    make_rate(currency="USD", rate="1.16")
    claim = make_standing(funding)
    make_claim(
        subject=funding,
        source=claim.source,
        field="amount",
        value={"amount": "61600000000", "qualifier": "exact", "currency": "USD"},
        as_reported="$61.6 billion",
        conversion_of=claim,
        status="disputed",
        decision_reason="A decimal place has slipped.",
    )

    text = page_of(client).text

    assert "$61.6 billion Disputed" in text
    assert "A decimal place has slipped." in text
    assert "up to $6.27 billion computed" in text


def test_one_keeper_is_said_to_be_one(client, funding):
    keeper = make_user()
    make_standing(funding, recorded_by=keeper, decided_by=keeper, single_handed=True)

    text = page_of(client).text

    assert "one keeper only, who accepted it" in text
    assert "Another person compared" not in text


def test_the_example_is_of_the_initiative_that_was_published_first(client, funding):
    later = make_funding(initiative=make_initiative(name="Later"))
    make_standing(later, quote="of the later one")
    make_standing(funding, quote="of the first one")

    text = page_of(client).text

    assert "of the first one" in text
    assert "of the later one" not in text


@pytest.mark.parametrize(
    "unfit",
    [
        {"quote": ""},
        {"preferred": False},
        {"preferred": False, "status": "pending"},
        {"preferred": False, "status": "disputed"},
    ],
)
def test_what_does_not_stand_is_no_example(client, funding, unfit):
    make_standing(funding, **unfit)

    assert "Nothing has been published yet that" in page_of(client).text


def test_of_hidden_records_there_is_no_example(client):
    make_standing(make_funding(state="draft"), quote="of a draft")
    make_standing(
        make_funding(initiative=make_initiative(state="draft")), quote="of a draft"
    )
    hidden = make_source(state="draft")
    make_standing(make_funding(), source=hidden, quote="of a hidden source")

    text = page_of(client).text

    assert "of a draft" not in text
    assert "of a hidden source" not in text


def test_the_page_tells_the_rules_as_they_are(client, settings):
    settings.DATA_LICENSE = "Own-1.0"

    text = page_of(client).text

    assert f"at most {excerpts.QUOTE_WORDS} words" in text
    assert "A – completely reliable" in text
    assert "F – cannot be judged" in text
    assert "Own-1.0" in text


def test_both_languages_tell_as_much(client):
    english, japanese = page_of(client), page_of(client, "/ja")

    for tag in ("h2", "dt", "p", "li"):
        assert len(english.all(tag)) == len(japanese.all(tag))


def test_every_link_leads_somewhere(client, funding):
    make_standing(funding)

    for link in page_of(client).all("a"):
        if link["href"].startswith("/"):
            assert client.get(link["href"]).status_code in (200, 302), link


@pytest.mark.parametrize("number", [1, 5])
def test_the_page_takes_the_same_queries_for_any_number_of_claims(
    client, django_assert_num_queries, funding, number
):
    claim = make_standing(funding)
    for _each in range(number):
        make_standing(make_funding())
        make_claim(subject=funding, field="amount", value=YEN, statement="")
        make_claim(source=claim.source)

    with django_assert_num_queries(11):
        assert client.get("/method/").status_code == 200
