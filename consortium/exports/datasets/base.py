"""What a dataset is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from consortium.exports.columns import Column, Reader, Words
from consortium.filters import StrictFilterSet


@dataclass(frozen=True)
class Dataset:
    """Rows of one kind: which a reader sees, how they narrow, what each one shows.

    ``row`` says in a sentence what one row is; ``key`` are the columns that tell rows
    apart, none if they may be empty. ``within`` orders the rows of one record.
    """

    name: str
    title: Words
    row: Words
    rows: Callable[[Reader], Any]
    filters: type[StrictFilterSet]
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    within: tuple[str, ...] = ()
