"""What was not audited is never called free of faults."""

import json

import pytest

from drills import dependencies
from drills.dependencies import judge, locked

NAMES = {"django", "psycopg"}
GOOD = [{"name": "Django", "version": "5", "vulns": []}]
GOOD += [{"name": "psycopg", "version": "3", "vulns": []}]
FAULT = {"id": "CVE-1", "fix_versions": ["5.1"], "aliases": [], "description": ""}


def reported(*dependencies):
    return json.dumps({"dependencies": list(dependencies), "fixes": []})


def test_nothing_known_is_said_of_what_was_audited():
    verdict = judge(NAMES, reported(*GOOD))

    assert verdict.code == 0
    assert verdict.lines == ["2 packages audited, nothing is known."]


def test_what_is_known_is_told():
    verdict = judge(NAMES, reported(GOOD[0] | {"vulns": [FAULT]}, GOOD[1]))

    assert verdict.code == 1
    assert verdict.lines[0] == "Django 5: CVE-1, mended in 5.1"


SKIPPED = {"name": "psycopg", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    "report",
    [
        reported(GOOD[0], SKIPPED),
        reported(GOOD[0]),
        reported(),
        "[]",
        '{"dependencies": null}',
        '{"dependencies": ["django"]}',
        "No known vulnerabilities found",
        "",
    ],
)
def test_without_a_word_on_every_package_it_is_not_audited(report):
    verdict = judge(NAMES, report)

    assert verdict.code == 2
    assert "Not audited" in verdict.lines[0]


def test_an_empty_lock_is_not_audited():
    assert judge(set(), reported()).code == 2


def test_what_is_known_is_told_even_where_others_were_not_audited():
    verdict = judge(NAMES, reported(GOOD[0] | {"vulns": [FAULT]}, SKIPPED))

    assert verdict.code == 2
    assert "CVE-1" in verdict.lines[0]
    assert "1 of 2" in verdict.lines[1]


def test_the_lock_of_production_is_read():
    names = locked(dependencies.LOCK.read_text())

    assert {"django", "psycopg", "granian"} <= names


def test_the_verdict_is_how_the_command_ends(monkeypatch, capsys):
    monkeypatch.setattr(dependencies, "report", str)

    with pytest.raises(SystemExit) as ended:
        dependencies.main(["audit"])

    assert ended.value.code == 2
    assert "Not audited" in capsys.readouterr().out


def test_the_bill_names_every_package_and_is_the_same_twice(tmp_path):
    bills = [tmp_path / "a.json", tmp_path / "b" / "b.json"]

    for file in bills:
        dependencies.main(["sbom", str(file)])

    named = json.loads(bills[0].read_text())["components"]
    assert len(named) == len(locked(dependencies.LOCK.read_text()))
    assert bills[0].read_bytes() == bills[1].read_bytes()
