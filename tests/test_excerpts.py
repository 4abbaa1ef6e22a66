import pytest

from consortium.excerpts import count_words, is_quotable


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("up to 1 trillion yen", 5),
        ("最大1兆円", 3),
        ("日本政府 AI 基盤モデル", 6),
    ],
)
def test_words_are_counted_in_both_scripts(text, words):
    assert count_words(text) == words


def test_twenty_five_words_are_quotable_and_one_more_is_not():
    assert is_quotable("word " * 25)
    assert not is_quotable("word " * 26)
    assert is_quotable("語" * 50)
    assert not is_quotable("語" * 51)
