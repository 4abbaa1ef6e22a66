"""The fixture files: YAML that people write, read with the place of every entry."""

import hashlib
import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class BadFixture(Exception):
    """A fixture cannot be loaded; the message names file, entry and field."""


NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""What a column of text cannot hold: null characters, halves of pairs."""

UNREADABLE = (
    OSError,
    yaml.YAMLError,
    # What Python says of a value that is none of its type: `!!bool x`, `2026-13-01`.
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading YAML may raise."""


class UniqueKeys(yaml.SafeLoader):
    """YAML in which a key given twice is an error, not a silent loss of the first."""

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        value = super().construct_scalar(node)
        if isinstance(value, str) and NO_TEXT.search(value):
            raise yaml.constructor.ConstructorError(
                None, None, "a character that no text has", node.start_mark
            )
        return value

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key}” is given twice", node.start_mark
                )
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class Entry:
    """One entry of a fixture file, and the place that error messages name."""

    place: str
    data: dict[str, Any]

    def wrong(self, field: str, reason: object) -> BadFixture:
        return BadFixture(f"{self.place}: {field}: {reason}")

    def nested(
        self, field: str, *, defaults: dict[str, Any] | None = None
    ) -> Iterator["Entry"]:
        """The entries below ``field``, each on top of ``defaults``."""
        yield from _entries(self.place, field, self.data[field], defaults or {})


@dataclass(frozen=True)
class FixtureFile:
    """One file: its entries and what every claim in it has in common."""

    name: str
    sha256: str
    every_claim: dict[str, Any]
    records: list[Entry]


def read(folder: Path, name: str) -> FixtureFile:
    """Read the file ``name`` of ``folder``; ``BadFixture`` if it is none of ours."""
    try:
        text = (folder / name).read_bytes()
        content = UniqueKeys(text).get_single_data()
    except UNREADABLE as reason:
        raise BadFixture(f"{name}: {reason}") from reason
    if not isinstance(content, dict) or content.keys() - {"every_claim", "records"}:
        raise BadFixture(f"{name}: expected “records” and perhaps “every_claim”")
    every_claim = content.get("every_claim") or {}
    if not isinstance(every_claim, dict):
        raise BadFixture(f"{name}: every_claim: expected fields of a claim")
    records = content.get("records")
    return FixtureFile(
        name,
        hashlib.sha256(text).hexdigest(),
        every_claim,
        list(_entries(name, "records", records, {})),
    )


def digest(files: list[FixtureFile]) -> str:
    """One digest of all files: their names and contents, in order."""
    lines = "".join(f"{file.name} {file.sha256}\n" for file in files)
    return hashlib.sha256(lines.encode()).hexdigest()


def _entries(
    place: str, field: str, items: object, defaults: dict[str, Any]
) -> Iterator[Entry]:
    if not isinstance(items, list):
        raise BadFixture(f"{place}: {field}: expected a list")
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            raise BadFixture(f"{place}: {field} {number}: expected fields")
        name = next(
            (item[key] for key in ("slug", "external_id") if item.get(key)),
            f"{field} {number}",
        )
        yield Entry(f"{place}: {name}", defaults | item)
