"""How the database finds words in names: folded text and the indexes over it."""

import re
from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, HashIndex, OpClass
from django.contrib.postgres.lookups import DataContains
from django.db.models import CharField, F, Func, Index, Q, TextField, Transform, Value
from django.db.models.lookups import Contains

TRIGRAM = re.compile(r"[^\W_]{3}")
"""What a word must have for the index of trigrams to know anything of it."""


class Folded(Transform):
    """``title__folded``: a column's text as search sees it, folded by the database."""

    lookup_name = "folded"
    function = "fold_text"


CharField.register_lookup(Folded)


class Bigrams(Func):
    """All pairs of neighbouring letters in a text."""

    function = "bigrams"
    output_field = ArrayField(TextField())


def folded(*columns: str) -> F | Func:
    """The text of ``columns`` as search sees it."""
    if columns == ("search_text",):
        return F("search_text")  # it is folded already
    return Func(*columns, function="fold_text", output_field=TextField())


def holding(words: Iterable[str], *columns: str) -> Q:
    """The condition that the text of ``columns`` holds all ``words``, folded ones."""
    text, found = folded(*columns), Q()
    for word in words:
        found &= Q(Contains(text, word))
        if columns == ("search_text",) and not TRIGRAM.search(word):
            pairs = [word[at : at + 2] for at in range(len(word) - 1)]
            found &= Q(DataContains(Bigrams(text), Value(pairs))) if pairs else Q()
    return found


def text_indexes(table: str, *names: str) -> list[Index]:
    """The indexes of a table with a ``search_text``: words in it, and whole ``names``.

    Words of three letters and more are found by trigrams, those of two by bigrams.
    """
    return [
        GinIndex(
            fields=["search_text"], opclasses=["gin_trgm_ops"], name=f"{table}_search"
        ),
        GinIndex(Func("search_text", function="bigrams"), name=f"{table}_bigrams"),
        *(name_index(table, name) for name in names),
    ]


def name_index(table: str, name: str) -> Index:
    """The index that finds a whole name, however long; most are given once only."""
    return HashIndex(
        Func(name, function="fold_text"),
        condition=~Q(**{name: ""}),
        name=f"{table}_{name}_folded",
    )


def trigram_index(table: str, *columns: str) -> Index:
    """The index over the text of ``columns`` of a table without a ``search_text``."""
    text = OpClass(Func(*columns, function="fold_text"), name="gin_trgm_ops")
    return GinIndex(text, name=f"{table}_search")
