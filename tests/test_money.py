from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consortium.codelists import Qualifier
from consortium.money import JAPANESE_SCALES, bounds, grouped, plain, scaled

AMOUNTS = st.decimals(
    min_value=0, max_value=Decimal(10) ** 24 - 1, places=4, allow_nan=False
)
TRILLION = Decimal(10) ** 12


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [
        pytest.param("exact", 10, 10, id="exact"),
        pytest.param("up_to", None, 10, id="up-to-has-no-floor"),
        pytest.param("nearly", None, 10, id="nearly-has-no-floor"),
        pytest.param("less_than", None, 10, id="less-than"),
        pytest.param("at_least", 10, None, id="at-least-has-no-ceiling"),
        pytest.param("more_than", 10, None, id="more-than"),
        pytest.param("approximately", 10, 10, id="approximately-is-a-point"),
        pytest.param("unspecified", 10, 10, id="unspecified-is-a-point"),
        pytest.param("between", 10, 20, id="between"),
    ],
)
def test_the_qualifier_bounds_the_figure(qualifier, low, high):
    upper = Decimal(20) if qualifier == "between" else None

    found = bounds(Decimal(10), qualifier, upper)

    assert found == (low, high)


def test_an_unknown_figure_bounds_nothing():
    assert bounds(None, "") == (None, None)


@pytest.mark.parametrize("qualifier", Qualifier.values)
def test_every_qualifier_bounds_a_figure_on_one_side_at_least(qualifier):
    assert any(side is not None for side in bounds(Decimal(1), qualifier, Decimal(2)))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("1000000000000.0000"), "1000000000000"),
        (Decimal("0.5000"), "0.5"),
        (Decimal("1E+12"), "1000000000000"),
        (Decimal("999999999999999999999999.9999"), "999999999999999999999999.9999"),
        (None, None),
    ],
)
def test_plain_writes_all_digits_and_no_others(number, text):
    assert plain(number) == text


@given(AMOUNTS)
def test_plain_loses_nothing(number):
    assert Decimal(plain(number)) == number


@pytest.mark.parametrize(
    ("number", "english", "japanese"),
    [
        (TRILLION, "1 trillion", "1兆"),
        (Decimal("61600000000"), "61.6 billion", "616億"),
        (Decimal("1250000000000"), "1.25 trillion", "1兆2,500億"),
        (Decimal("4400000000000"), "4.4 trillion", "4兆4,000億"),
        (Decimal("123456789"), "123,456,789", "1億2,345万6,789"),
        (Decimal(10) ** 18, "1,000,000 trillion", "100京"),
        (Decimal("999"), "999", "999"),
        (Decimal("0"), "0", "0"),
        (Decimal("40.5"), "40.5", "40.5"),
        (Decimal("-20000"), "-20,000", "-2万"),
    ],
)
def test_figures_are_said_in_the_scale_words_of_the_language(number, english, japanese):
    assert scaled(number, "en") == english
    assert scaled(number, "ja") == japanese


@given(AMOUNTS)
def test_japanese_scale_words_keep_every_digit(number):
    text = scaled(number, "ja")

    total, digits = Decimal(0), ""
    words = {word: scale for scale, word in JAPANESE_SCALES}
    for letter in text.replace(",", ""):
        if letter in words:
            total, digits = total + Decimal(digits) * words[letter], ""
        else:
            digits += letter
    assert total + Decimal(digits or 0) == number


def test_groups_keep_the_fraction():
    assert grouped(Decimal("61600000.5000")) == "61,600,000.5"
