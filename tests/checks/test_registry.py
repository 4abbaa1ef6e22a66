"""The registry, and the rules that every check keeps."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext_lazy

from consortium.checks import CHECKS
from consortium.checks.registry import TUNED, Check, Flag, listed, money
from consortium.checks.scope import ARCS
from consortium.codelists import Severity
from consortium.models import Source

NOT_YET = {"total.mixed"}
PAGE = (Path(settings.BASE_DIR) / "docs" / "checks.md").read_text()
ROWS = dict(re.findall(r"^\| `([a-z.-]+)` \| (.+) \|$", PAGE, re.MULTILINE))
CODES = {check.code for check in CHECKS}


def name(check: Check) -> str:
    return check.find.__name__


def test_every_code_is_on_the_page_and_no_other():
    assert set(ROWS) - NOT_YET == CODES
    assert not NOT_YET & CODES


@pytest.mark.parametrize("check", CHECKS, ids=name)
def test_a_check_says_what_it_finds(check):
    doc = check.find.__doc__

    assert doc
    assert doc.strip().splitlines()[0].endswith(".")
    assert check.models
    assert set(check.models) <= set(ARCS)


@pytest.mark.parametrize("check", CHECKS, ids=name)
def test_a_check_has_a_test_of_its_name(check):
    tests = {
        node.name
        for path in Path(__file__).parent.glob("test_*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
    }

    assert f"test_{check.find.__name__}" in tests


@pytest.mark.parametrize("check", CHECKS, ids=name)
def test_the_page_names_severity_and_subjects(check):
    cells = ROWS[check.code].split(" | ")
    subjects = {str(model._meta.verbose_name) for model in check.models}

    assert check.severity.value in cells[1]
    assert "any record" in cells[2] or all(word in cells[2] for word in subjects)


def test_names_of_checks_are_not_used_twice():
    assert len({check.find for check in CHECKS}) == len(CHECKS)
    assert len(set(map(name, CHECKS))) == len(CHECKS)


def flag(**fields):
    return Flag(Source(), **{"message": "x"} | fields)


def test_the_message_is_filled_in_each_language():
    found = flag(
        message=gettext_lazy("up to %(figure)s"),
        details={"figure": "1"},
        words={"figure": money(10**12, "JPY")},
    )

    assert found.say("en") == "up to ¥1 trillion"
    assert found.say("ja") == "最大1兆円"


def test_what_nobody_translated_is_left_empty():
    assert (
        flag(message=gettext_lazy("No such %(thing)s."), details={"thing": 1}).say("ja")
        == ""
    )


def test_lists_are_put_together_in_each_language():
    words = listed([gettext_lazy("Announced"), gettext_lazy("Committed")])

    assert flag(message="%(stages)s", words={"stages": words}).say("en") == (
        "Announced, Committed"
    )


def test_a_message_that_is_too_long_is_cut():
    assert len(flag(message="x" * 600).say("en")) == 500


def test_a_severity_is_the_codes_unless_the_flag_or_the_table_says_other(monkeypatch):
    check = Check("source.undated", Severity.INFO, (Source,), lambda rows: iter(()))

    assert check.severity_of(flag()) == Severity.INFO
    assert check.severity_of(flag(severity=Severity.WARNING)) == Severity.WARNING
    monkeypatch.setitem(TUNED, "source.undated", Severity.ERROR)
    assert check.severity_of(flag(severity=Severity.WARNING)) == Severity.ERROR
