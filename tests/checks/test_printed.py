"""How far rounding may have moved a printed figure."""

from decimal import Decimal

import pytest

from consortium.checks.printed import rounding


@pytest.mark.parametrize(
    ("printed", "amount", "half"),
    [
        pytest.param("approximately $61.6 billion", "61600000000", "50000000", id="en"),
        pytest.param("$6.10 billion", "6100000000", "5000000", id="a-zero-counts"),
        pytest.param("$6 billion", "6000000000", "500000000", id="no-digit"),
        pytest.param("US$6.1bn", "6100000000", "50000000", id="bn"),
        pytest.param("$6.1B", "6100000000", "50000000", id="b"),
        pytest.param("12.5 million", "12500000", "50000", id="million"),
        pytest.param("約1兆円", "1000000000000", "500000000000", id="ja"),
        pytest.param("1兆2,500億円", "1250000000000", "50000000", id="compound"),
        pytest.param("６１６億ドル", "61600000000", "50000000", id="full-width"),
        pytest.param("3.5百万円", "3500000", "50000", id="ja-million"),
        pytest.param("in 2026, $6.1 billion", "6100000000", "50000000", id="a-year"),
        pytest.param("61,600,000,000 dollars", "61600000000", "50000000", id="in-full"),
        pytest.param("12.34", "12.34", "0.005", id="bare-decimals"),
        pytest.param("many billions", "61600000000", "50000000", id="no-number"),
        pytest.param("", "61600000000.00", "50000000", id="empty"),
        pytest.param("6.1 bonds", "6.1", "0.05", id="no-scale-word"),
    ],
)
def test_half_the_last_printed_digit_is_open(printed, amount, half):
    assert rounding(printed, Decimal(amount)) == Decimal(half)
