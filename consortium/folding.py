"""Texts as search sees them, and where in the text itself a word stands."""

import unicodedata
from collections.abc import Iterable, Iterator

Range = tuple[int, int]
"""The first code point of a piece of text, and the first one behind it."""

COMPOSING = range(0x1160, 0x1200)
"""Hangul vowels and final consonants: they join the letter before them."""


def fold(text: str) -> str:
    """``text`` as the search columns hold it: NFKC, lower case, single spaces."""
    return " ".join(_folded(text).split())


def _folded(text: str) -> str:
    # Letter by letter, as the database does: "İ" is one letter in lower case too.
    return "".join(one.lower()[0] for one in unicodedata.normalize("NFKC", text))


def ranges(text: str, words: Iterable[str]) -> list[Range]:
    """Where ``words``, each folded, stand in ``text``, in code points and in order.

    A character that folds to several letters is marked as a whole if one of them is
    found; words that overlap make one range.
    """
    folded, origins = "", list[Range]()
    for start, end in _pieces(text):
        letters = _folded(text[start:end])
        folded += letters
        origins += [(start, end)] * len(letters)
    found = sorted(
        (origins[at][0], origins[at + len(word) - 1][1])
        for word in set(words)
        for at in _occurrences(folded, word)
    )
    return list(_merged(found))


def _pieces(text: str) -> Iterator[Range]:
    """Runs of ``text`` that fold each by itself: a letter with the marks on it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _joins(text[at]):
            yield start, at
            start = at


def _joins(one: str) -> bool:
    if one.isascii():
        return False
    first = unicodedata.normalize("NFKD", one)[0]
    return unicodedata.category(first)[0] == "M" or ord(first) in COMPOSING


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _merged(found: Iterable[Range]) -> Iterator[Range]:
    """``found``, in order, with those that overlap put together."""
    last: Range | None = None
    for start, end in found:
        if last is None:
            last = start, end
        elif start < last[1]:
            last = last[0], max(end, last[1])
        else:
            yield last
            last = start, end
    if last is not None:
        yield last
