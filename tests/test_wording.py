from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from consortium import wording
from consortium.periods import parse


@pytest.mark.parametrize(
    ("qualifier", "text"),
    [
        ("exact", "¥1 trillion"),
        ("unspecified", "¥1 trillion"),
        ("up_to", "up to ¥1 trillion"),
        ("nearly", "nearly ¥1 trillion"),
        ("less_than", "less than ¥1 trillion"),
        ("at_least", "at least ¥1 trillion"),
        ("more_than", "more than ¥1 trillion"),
        ("approximately", "about ¥1 trillion"),
        ("between", "¥1 trillion to ¥2 trillion"),
    ],
)
def test_the_qualifier_is_part_of_the_amount(qualifier, text):
    high = Decimal(2 * 10**12) if qualifier == "between" else None

    assert wording.money(Decimal(10**12), "JPY", qualifier, high) == text


def test_an_unknown_amount_is_written_as_nothing():
    assert wording.money(None, "", "") == ""
    assert wording.figure(None, "", "") == ""
    assert wording.fuzzy_date(None) == ""


@pytest.mark.parametrize(
    ("amount", "currency", "english", "japanese"),
    [
        (Decimal(10**12), "JPY", "¥1 trillion", "1兆円"),
        (Decimal("61600000000"), "USD", "$61.6 billion", "616億米ドル"),
        (Decimal("5000000"), "CHF", "CHF 5 million", "500万スイス フラン"),
        (Decimal("5000000"), "EUR", "€5 million", "500万ユーロ"),
    ],
)
def test_money_is_said_as_each_language_says_it(amount, currency, english, japanese):
    with translation.override("en"):
        assert wording.with_currency(amount, currency) == english
    with translation.override("ja"):
        assert wording.with_currency(amount, currency) == japanese


def test_values_carry_their_unit():
    assert wording.figure(Decimal(40), "percent", "approximately") == "about 40%"
    assert (
        wording.figure(Decimal(10000), "GPUs", "more_than") == "more than 10,000 GPUs"
    )
    assert wording.figure(Decimal(3), "", "between", Decimal(4)) == "3 to 4"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026", "2026"),
        ("2026-06", "Jun 2026"),
        ("2026-06-30", "Jun 30, 2026"),
        ("FY2026", "FY2026"),
        ("2026-35", "Q3 2026"),
        ("2026-40", "first half of 2026"),
        ("2026-41", "second half of 2026"),
        ("202X", "the 2020s"),
        ("2026~", "about 2026"),
        ("2026?", "2026 (uncertain)"),
        ("../2030", "until 2030"),
        ("2026-07/..", "since Jul 2026"),
        ("2026/2028", "2026 to 2028"),
    ],
)
def test_fuzzy_dates_are_written_in_words(text, words):
    assert wording.fuzzy_date(parse(text)) == words


def test_days_are_written_the_japanese_way():
    with translation.override("ja"):
        assert wording.fuzzy_date(parse("2026-06-30")) == "2026年6月30日"


@pytest.mark.parametrize(
    ("name", "name_ja", "english", "japanese"),
    [
        ("Honda", "ホンダ", ("Honda", "en", False), ("ホンダ", "ja", False)),
        ("NEC", "NEC", ("NEC", "en", False), ("NEC", "ja", False)),
        ("Honda", "", ("Honda", "en", False), ("Honda", "en", True)),
        ("", "ホンダ", ("ホンダ", "ja", True), ("ホンダ", "ja", False)),
        ("ホンダ", "", ("ホンダ", "ja", True), ("ホンダ", "ja", False)),
        ("", "", ("", "en", False), ("", "en", False)),
    ],
)
def test_a_text_stands_in_where_the_reader_s_language_has_none(
    name, name_ja, english, japanese
):
    record = SimpleNamespace(name=name, name_ja=name_ja)

    with translation.override("en"):
        assert wording.in_reader_language(record, "name") == english
    with translation.override("ja"):
        assert wording.in_reader_language(record, "name") == japanese


def test_the_words_of_a_source_keep_their_language():
    assert wording.as_written("約1兆円") == ("約1兆円", "ja", False)
    assert wording.as_written("1 trillion") == ("1 trillion", "en", False)
    assert wording.as_written("un billion", "fr") == ("un billion", "fr", False)


def test_a_sum_per_year_is_said_as_money():
    value = Decimal("4400000000000")

    assert wording.figure(value, "USD per year", "up_to") == (
        "up to $4.4 trillion per year"
    )


def test_a_text_with_its_translation_is_english_whatever_terms_it_explains():
    finding = SimpleNamespace(message="A subsidy (補助)?", message_ja="補助か。")

    assert wording.in_reader_language(finding, "message") == (
        "A subsidy (補助)?",
        "en",
        False,
    )
