"""What generated rows share: their form, editorial steps, dates."""

import json
import random
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import models

SEED = 20261123
Row = Sequence[Any]


class Batch(NamedTuple):
    """Rows of one table, as COPY takes them; ``columns`` names what they hold."""

    model: type[models.Model]
    columns: tuple[str, ...]
    rows: Sequence[Row]


class Staff(NamedTuple):
    """The keys of the two accounts in whose names everything is done."""

    recorder: int
    reviewer: int


STEPS = (
    "state",
    "submitted_at",
    "submitted_by_id",
    "published_at",
    "published_by_id",
    "retracted_at",
    "retracted_by_id",
    "retraction_reason",
)


def chance(name: str) -> random.Random:
    """Chance that falls the same way every time, for the rows called ``name``."""
    return random.Random(f"{SEED} {name}")  # noqa: S311


def steps(dice: random.Random, staff: Staff) -> Row:
    """The values of ``STEPS``: published nine times out of ten."""
    throw = dice.random()
    sent = ("2026-04-01T09:00:00+09:00", staff.recorder)
    shown = ("2026-04-02T09:00:00+09:00", staff.reviewer)
    never = (None, None)
    if throw < 0.9:
        return ("published", *sent, *shown, *never, "")
    if throw < 0.95:
        return ("draft", *never, *never, *never, "")
    if throw < 0.98:
        return ("submitted", *sent, *never, *never, "")
    back = ("2026-05-01T09:00:00+09:00", staff.reviewer)
    return ("retracted", *sent, *shown, *back, "The source withdrew it.")


def fuzzy_date(dice: random.Random) -> str | None:
    """A date as precise as sources are; one of twenty gives none."""
    throw, year = dice.random(), dice.randint(2015, 2026)
    if throw < 0.6:
        return f"{year}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    if throw < 0.75:
        return f"{year}-{dice.randint(1, 12):02}"
    if throw < 0.85:
        return f"{year}"
    return f"FY{year}" if throw < 0.95 else None


def as_json(value: Any) -> str:
    """``value`` as a JSON column takes it."""
    return json.dumps(value, ensure_ascii=False)
