"""How long a quotation is: words in spaced scripts, two characters a word in others."""

import re

QUOTE_WORDS = 25
"""The longest quotation that is ever stored for the public to see."""

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]")


def count_words(text: str) -> int:
    """Words of ``text``; kana and kanji count as one word for two characters."""
    unspaced = len(_UNSPACED.findall(text))
    spaced = len(_UNSPACED.sub(" ", text).split())
    return spaced + (unspaced + 1) // 2


def is_quotable(text: str) -> bool:
    """Whether ``text`` is short enough to be shown as an excerpt."""
    return count_words(text) <= QUOTE_WORDS
