"""What can be looked for, and what somebody looks for."""

import re
import unicodedata
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from consortium.folding import fold
from consortium.models import (
    Framework,
    Indicator,
    Initiative,
    Organization,
    Sector,
    Source,
)
from consortium.models.texts import folded

SHORTEST = 2
DASHES = re.compile(r"[\s\-\u2010-\u2015\u2212\u30fc]")
"""What people put into long numbers; the last is typed for a dash in Japanese."""


class Kind(NamedTuple):
    """A kind of record that can be found, and the columns that name it."""

    model: Any
    title: str
    columns: tuple[str, ...] = ("search_text",)
    code: str = ""

    @property
    def titles(self) -> tuple[str, str]:
        return self.title, f"{self.title}_ja"

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.titles, self.code) if self.code else self.titles

    @property
    def text(self) -> Any:
        return folded(*self.columns)


KINDS = {
    "initiative": Kind(Initiative, "name"),
    "organization": Kind(Organization, "name"),
    "framework": Kind(
        Framework, "name", ("name", "name_ja", "identifier"), code="identifier"
    ),
    "indicator": Kind(Indicator, "title", ("title", "title_ja")),
    "sector": Kind(Sector, "name", code="code"),
    "source": Kind(Source, "title"),
}
"""What can be found, by type; hits that are equally near come in this order."""


class TooShort(ValidationError):
    """No word is long enough to look for."""

    def __init__(self) -> None:
        super().__init__(_("Give a word of at least two characters."), code="too_short")


class Query(NamedTuple):
    """What somebody looks for: words, folded, that may also be one number."""

    words: list[str]
    number: str

    @property
    def phrase(self) -> str:
        return " ".join(self.words)


def read(text: str) -> Query:
    """What ``text`` asks for; raises ``TooShort`` if it has no word of two letters."""
    words = fold(text).split()
    if all(len(word) < SHORTEST for word in words):
        raise TooShort
    return Query(words, _number(text))


def _number(text: str) -> str:
    """``text`` as registers write a number; empty if it cannot be one."""
    number = DASHES.sub("", unicodedata.normalize("NFKC", text)).upper()
    return number if number.isascii() and number.isalnum() else ""
