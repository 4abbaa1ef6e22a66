from unicodedata import category

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from consortium.folding import COMPOSING, fold, ranges

SCRIPTS = (
    "aAzZ09 ＡｚＺ０９　ｿﾌﾄﾊﾞﾟﾞソフトバンクーｰ株㈱㍿ﬁßİΣςé①"
    "か\u3099\u0301\u0323がハ\u309a한ㄱㅏᄀ\u1161\u11a8가"
)


def is_known(text: str) -> bool:
    """Whether this Python has heard of every letter; PostgreSQL's Unicode is newer."""
    return "\0" not in text and all(category(letter) != "Cn" for letter in text)


texts = st.text(st.sampled_from(SCRIPTS), max_size=12) | st.text(max_size=12)


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        pytest.param("SoftBank Corp.", ["bank"], ["Bank"], id="case"),
        pytest.param("ＳｏｆｔＢａｎｋ", ["soft"], ["Ｓｏｆｔ"], id="full-width"),
        pytest.param("ｿﾌﾄﾊﾞﾝｸ", ["バンク"], ["ﾊﾞﾝｸ"], id="half-width-kana"),
        pytest.param("日本電気㈱", ["株"], ["㈱"], id="one-character-for-several"),
        pytest.param("cafe\u0301 noir", ["café"], ["cafe\u0301"], id="marks"),
        pytest.param("e\u0301e", ["e"], ["e"], id="a-letter-is-not-its-accent"),
        pytest.param("𠮷野家", ["野"], ["野"], id="beyond-the-basic-plane"),
        pytest.param("tokyo", ["to", "ok", "yo"], ["tok", "yo"], id="overlapping"),
        pytest.param("aaa", ["aa"], ["aa"], id="each-letter-once"),
        pytest.param("SoftBank", ["honda"], [], id="elsewhere"),
    ],
)
def test_words_are_marked_where_they_stand(text, words, marked):
    assert [text[start:end] for start, end in ranges(text, words)] == marked


def joins(letter):
    """Whether it belongs to the letter before it, and is marked with that one."""
    return category(letter)[0] == "M" or ord(letter) in COMPOSING


@given(before=texts, word=texts, after=texts)
@example(before="", word="ハ", after="\uff9e")
@example(before="가", word="\u11a8", after="")
def test_a_marked_range_folds_to_what_was_looked_for(before, word, after):
    text, words = before + word + after, fold(word).split()

    for wanted in words:
        for start, end in ranges(text, [wanted]):
            marked = fold(text[start:end])

            assert wanted in marked
            if len(marked) == end - start and not any(map(joins, marked)):
                assert marked == wanted


@given(before=texts, word=texts, after=texts)
def test_nothing_that_the_folded_text_holds_stays_unmarked(before, word, after):
    text = before + word + after

    for wanted in fold(word).split():
        assert bool(ranges(text, [wanted])) == (wanted in fold(text))


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts.filter(is_known))
def test_the_database_folds_alike(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT fold_text(%s)", [text])
        (folded,) = cursor.fetchone()

    assert " ".join(folded.split()) == fold(text)
