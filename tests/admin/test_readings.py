import pytest
from django.utils import translation

from consortium.admin.readings import field_of, quote, said, says, where
from tests import factories

SUM = {"amount": "1000000000000", "qualifier": "up_to", "currency": "JPY"}


@pytest.mark.parametrize(
    ("maker", "field", "value", "words"),
    [
        pytest.param("funding", "amount", SUM, "up to ¥1 trillion", id="money"),
        pytest.param("initiative", "name", "AI plan", "AI plan", id="text"),
        pytest.param("funding", "amount", {"amount": "?"}, "{'amount': '?'}", id="odd"),
        pytest.param("funding", "dated", "soon", "soon", id="odd-date"),
        pytest.param("initiative", "no_field", "x", "x", id="odd-field"),
    ],
)
@pytest.mark.django_db
def test_a_value_is_put_in_words_or_shown_as_it_is(maker, field, value, words):
    subject = getattr(factories, f"make_{maker}")()
    claim = factories.make_claim(subject=subject, field=field, value=value)

    assert said(claim) == words


@pytest.mark.django_db
def test_a_claimed_record_is_named_when_it_stands_in_the_field():
    funder = factories.make_organization(slug="japan", name="Government of Japan")
    funding = factories.make_funding(funder=funder)
    claim = factories.make_claim(subject=funding, field="funder", value="japan")

    assert said(claim) == "Government of Japan"


@pytest.mark.django_db
def test_a_statement_speaks_the_language_of_its_reader():
    claim = factories.make_claim(statement="It grows.", statement_ja="伸びている。")

    with translation.override("ja"):
        assert said(claim) == "伸びている。"
    assert said(claim) == "It grows."


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        pytest.param("amount", SUM, "amount", id="field"),
        pytest.param("no_field", "x", "no_field", id="unknown"),
        pytest.param("", None, "Forecast", id="statement"),
    ],
)
@pytest.mark.django_db
def test_a_claim_names_its_field_or_what_sort_of_statement_it_is(field, value, named):
    claim = factories.make_claim(
        subject=factories.make_funding(), field=field, value=value, kind="forecast"
    )

    assert field_of(claim) == named


@pytest.mark.django_db
def test_the_printed_words_stand_below_the_value():
    claim = factories.make_claim(statement="It grows.", as_reported="growing <fast>")

    assert says(claim) == (
        'It grows.<br><span class="other-name">growing &lt;fast&gt;</span>'
    )
    assert says(factories.make_claim(statement="It grows.")) == "It grows."


@pytest.mark.django_db
def test_a_quote_has_its_language_and_place():
    source = factories.make_source(language="en")
    claim = factories.make_claim(source=source, quote="up to", locator="¶1")
    unquoted = factories.make_claim(source=source, as_reported="about 40%")

    assert quote(claim) == '<q lang="en">up to</q> <span class="locator">¶1</span>'
    assert quote(unquoted) == "about 40%"


@pytest.mark.django_db
def test_a_source_names_the_one_that_it_credits():
    credited = factories.make_source(title="Nikkei")
    claim = factories.make_claim(
        source=factories.make_source(title="Rewrite"), attributed_to=credited
    )

    assert where(claim) == ('Rewrite<br><span class="other-name">credits Nikkei</span>')
