from decimal import Decimal

import pytest
from django import forms

from consortium.admin.figures import CodeField, FigureField, read
from consortium.models import Funding, Member
from tests import factories
from tests.admin.forms import address, errors, fields, submit


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        pytest.param("1000000000000", "1000000000000", id="plain"),
        pytest.param("1,000,000", "1000000", id="commas"),
        pytest.param("１，０００", "1000", id="full-width"),
        pytest.param("1兆", "1000000000000", id="cho"),
        pytest.param("1兆2,500億", "1250000000000", id="cho-and-oku"),
        pytest.param("100京", "1" + "0" * 18, id="kei"),
        pytest.param("1垓", "1" + "0" * 20, id="gai"),
        pytest.param("3万5千", "3万5千", id="sen-is-not-read"),
        pytest.param("61.6 billion", "61600000000", id="billion"),
        pytest.param("1 Trillion", "1000000000000", id="upper-case"),
        pytest.param("0.5", "0.5", id="fraction"),
        pytest.param(" 12 ", "12", id="spaces"),
        pytest.param("1億2兆", "1億2兆", id="rising-scales"),
        pytest.param("1 2", "1 2", id="two-numbers"),
        pytest.param("1,00", "1,00", id="misplaced-comma"),
        pytest.param("1.000.000", "1.000.000", id="points-for-commas"),
        pytest.param("-5", "-5", id="negative"),
        pytest.param("about 5", "about 5", id="words"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_figure_is_read_as_people_write_it(typed, digits):
    assert read(typed).digits == digits


def test_no_digit_of_a_long_figure_is_lost():
    longest = "999,999,999,999,999,999,999,999.9999"

    assert read(longest).digits == longest.replace(",", "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(Decimal("1000000000000.0000"), "1,000,000,000,000", id="amount"),
        pytest.param(Decimal("33.3300"), "33.33", id="percentage"),
        pytest.param("1兆", "1兆", id="as-typed"),
        pytest.param(None, None, id="empty"),
    ],
)
def test_a_figure_is_shown_in_groups(value, shown):
    assert FigureField().prepare_value(value) == shown


def test_a_figure_that_was_not_touched_has_not_changed():
    field = FigureField(required=False)

    assert not field.has_changed(Decimal("1000.0000"), "1,000")
    assert not field.has_changed(None, "")
    assert field.has_changed(Decimal("1000.0000"), "1,001")


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "one", "1" + "0" * 24, "1.23456"])
def test_what_is_no_figure_is_refused(typed):
    field = FigureField(max_digits=28, decimal_places=4)

    with pytest.raises(forms.ValidationError):
        field.clean(typed)


@pytest.mark.parametrize(
    ("typed", "digits", "usual"),
    [
        pytest.param("¥1兆", "1000000000000", "JPY", id="yen-sign"),
        pytest.param("￥１，０００", "1000", "JPY", id="full-width"),
        pytest.param("1兆2,500億円", "1250000000000", "JPY", id="en"),
        pytest.param("1 trillion yen", "1000000000000", "JPY", id="yen"),
        pytest.param("$6.16 billion", "6160000000", "USD", id="dollar-sign"),
        pytest.param("US$ 6.16 Billion", "6160000000", "USD", id="us-dollar"),
        pytest.param("616億ドル", "61600000000", "USD", id="doru"),
        pytest.param("6.16 billion dollars", "6160000000", "USD", id="dollars"),
        pytest.param("€5", "5", "EUR", id="euro"),
        pytest.param("£ 1,000", "1000", "GBP", id="pound"),
        pytest.param("usd 5", "5", "USD", id="code-before"),
        pytest.param("5 billion TWD", "5000000000", "TWD", id="code-after"),
    ],
)
def test_a_sign_says_which_currency(typed, digits, usual):
    assert read(typed).digits == digits
    assert read(typed).currencies[0] == usual


@pytest.mark.parametrize("typed", ["¥1兆円", "xyz 5", "$", "5 bananas", "5 abc", "$-5"])
def test_a_sign_that_is_none_is_not_read(typed):
    assert read(typed) == (typed, ())


@pytest.mark.parametrize(
    ("typed", "code"),
    [("jpy", "JPY"), (" Usd ", "USD"), ("円", "JPY"), ("$", "USD"), ("abc", "abc")],
)
def test_a_currency_may_be_typed_in_small_letters(typed, code):
    assert CodeField().clean(typed) == code


def sum_typed(desk, **typed):
    initiative = factories.make_initiative()
    given = {"initiative": str(initiative.pk), "stage": "announced"} | typed
    return submit(desk, address(Funding, "add"), **{"qualifier": "up_to"} | given)


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        pytest.param({"amount": "1兆円"}, "JPY", id="of-the-sign"),
        pytest.param({"amount": "$5", "currency": "twd"}, "TWD", id="agrees"),
        pytest.param({"amount": "¥5", "currency": "CNY"}, "CNY", id="yuan"),
        pytest.param(
            {"amount": "5", "amount_high": "€6", "qualifier": "between"},
            "EUR",
            id="upper",
        ),
    ],
)
def test_a_sum_takes_the_currency_of_its_sign(desk, typed, currency):
    assert errors(sum_typed(desk, **typed)) == []
    assert Funding.objects.get().currency == currency


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        pytest.param(
            {"amount": "$5", "currency": "JPY"}, "“$5” is not in JPY", id="another"
        ),
        pytest.param(
            {"amount": "$5", "currency": "XXY"}, "no ISO 4217 code", id="no-code"
        ),
        pytest.param({"amount": "5 bn"}, "is not understood", id="abbreviation"),
        pytest.param(
            {"amount": "$5", "amount_high": "€6", "qualifier": "between"},
            "“€6” is not in USD",
            id="two",
        ),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(desk, typed, complaint):
    response = sum_typed(desk, **typed)

    assert complaint in " ".join(errors(response))
    assert fields(response)["amount"] == typed["amount"]
    assert not Funding.objects.exists()


def test_a_share_has_no_currency(desk):
    member = factories.make_member(state="draft")

    url = address(Member, "change", member.pk)
    response = submit(desk, url, stake="$5", stake_qualifier="exact")

    assert errors(response) == ["This is no amount of money: leave the sign away."]
