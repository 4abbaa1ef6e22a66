"""The table of ASVS names tests that exist, and every requirement once."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "asvs.md").read_text()
ROW = re.compile(r"^\| v5\.0\.0-(\d+)\.(\d+)\.(\d+) \| (\d) \| (.*) \| (.*) \|$", re.M)
ROWS = ROW.findall(TEXT)
RESULTS = ("held", "partly", "open", "operator", "not applicable")
NUMBERS = {
    1: (8, 19),
    2: (4, 7),
    3: (8, 11),
    4: (2, 8),
    5: (4, 5),
    6: (13, 22),
    7: (6, 12),
    8: (4, 3),
    9: (4, 3),
    10: (5, 24),
    11: (3, 11),
    12: (3, 6),
    13: (1, 12),
    14: (2, 7),
    15: (3, 10),
    16: (0, 16),
    17: (0, 7),
}
"""By chapter of the released standard, its requirements of level 1 and of level 2."""

TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TEXT)))
NAMED = re.compile(r"`((?:consortium|deploy|docs|tracker|requirements)/[\w./-]+\w)`")
FILES = sorted(set(NAMED.findall(TEXT)))
SUMMARY = re.compile(r"^\| (?:V(\d+) .*|(all)) " + r"\| (\d+) " * 7 + r"\|$", re.M)


def result_of(said):
    return said.removeprefix("**").partition("**")[0]


def test_each_requirement_of_both_levels_has_one_row():
    ids = [tuple(map(int, row[:3])) for row in ROWS]
    levels = Counter((int(row[0]), int(row[3])) for row in ROWS)

    assert len(set(ids)) == len(ids) == TEXT.count("\n| v5.0.0-") == 253
    assert ids == sorted(ids)
    numbers = {chapter: (levels[chapter, 1], levels[chapter, 2]) for chapter in NUMBERS}
    assert numbers == NUMBERS


def test_every_row_says_what_is_asked_and_how_it_is_met():
    blank = [
        row[:3]
        for row in ROWS
        if not row[4].strip()
        or result_of(row[5]) not in RESULTS
        or not row[5].partition("**: ")[2].strip()
    ]

    assert blank == []


def test_what_is_held_names_what_holds_it():
    names = re.compile(r"`|\]\(#|\b(allauth|Django|Fernet|Python|fido2)\b")
    vague = [
        row[:3]
        for row in ROWS
        if result_of(row[5]) in ("held", "partly") and not names.search(row[5])
    ]

    assert vague == []


def test_the_summary_counts_the_rows():
    counted = {"all": Counter()}
    for chapter, *_, level, _asks, said in ROWS:
        for key in (chapter, "all"):
            counted.setdefault(key, Counter()).update([level, result_of(said)])

    for chapter, everything, *numbers in SUMMARY.findall(TEXT):
        count = counted.pop(chapter or everything)
        assert [count[each] for each in ("1", "2", *RESULTS)] == list(map(int, numbers))
    assert counted == {}


@pytest.mark.parametrize(("path", "name"), TESTS)
def test_a_named_test_exists(path, name):
    tree = ast.parse((ROOT / path).read_text())

    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert name in names if name else any(each.startswith("test_") for each in names)


@pytest.mark.parametrize("path", FILES)
def test_a_named_file_exists(path):
    assert (ROOT / path).exists()
