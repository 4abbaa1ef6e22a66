"""What is locked for production: its bill of materials, and what is known against it.

``dev.py sbom [FILE]`` writes the bill without asking anybody. ``dev.py audit`` asks for
advisories, and says "not audited" unless it was told of every single package: the tool
it asks says "no known vulnerabilities" also where it reached nobody.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "prod.txt"
BILL = ROOT / "var" / "sbom.json"
PATIENCE = 900
"""Seconds that the sources of advisories may take."""


class Verdict(NamedTuple):
    """What an audit came to: 0 nothing known, 1 something known, 2 not audited."""

    code: int
    lines: list[str]


def main(arguments: list[str]) -> None:
    """Do what the first argument names; exits with the verdict's code."""
    if arguments[:1] == ["sbom"]:
        bill(Path(arguments[1]) if arguments[1:] else BILL)
    else:
        verdict = judge(locked(LOCK.read_text()), report())
        print(*verdict.lines, sep="\n")
        sys.exit(verdict.code)


def bill(file: Path) -> None:
    """Write a CycloneDX bill of materials; the same lock gives the same bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    words = ["cyclonedx-py", "requirements", str(LOCK), "--output-reproducible"]
    words += ["--pyproject", str(ROOT / "pyproject.toml")]
    words += ["--output-format", "JSON", "--output-file", str(file.resolve())]
    subprocess.run([_beside_python(words[0]), *words[1:]], check=True)
    print(f"{len(json.loads(file.read_text())['components'])} packages: {file}")


def report() -> str:
    """What pip-audit writes about the lock; nothing where it fails."""
    words = ["-r", str(LOCK), "--disable-pip", "--require-hashes"]
    words += ["--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(
            [_beside_python("pip-audit"), *words],
            stdout=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


def locked(lock: str) -> set[str]:
    """The names that a lock file pins."""
    return {_plain(name) for name in re.findall(r"^([\w.-]+)(?:\[.*\])?==", lock, re.M)}


def judge(names: set[str], report: str) -> Verdict:
    """What a report of pip-audit's is worth for the packages called so."""
    told = _told(report)
    audited = {
        _plain(str(each["name"]))
        for each in told
        if isinstance(each.get("vulns"), list)
    }
    known = [
        f"{each['name']} {each.get('version')}: {fault.get('id')}, mended in "
        f"{', '.join(fault.get('fix_versions') or ['no release'])}"
        for each in told
        for fault in each.get("vulns") or []
    ]
    missing = sorted(names - audited)
    if missing or not names:
        reached = f"Not audited: {len(missing)} of {len(names)} packages got no answer."
        return Verdict(2, [*known, reached, *missing[:5]])
    if known:
        return Verdict(1, [*known, f"{len(known)} known in {len(names)} packages."])
    return Verdict(0, [f"{len(names)} packages audited, nothing is known."])


def _told(report: str) -> Iterable[dict[str, Any]]:
    try:
        document = json.loads(report)
    except ValueError:
        return []
    told = document.get("dependencies") if isinstance(document, dict) else None
    return [each for each in told or [] if isinstance(each, dict) and "name" in each]


def _plain(name: str) -> str:
    """A name as packages compare them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _beside_python(program: str) -> str:
    return str(Path(sys.executable).parent / program)


if __name__ == "__main__":
    main(sys.argv[1:])
