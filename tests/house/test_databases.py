"""What reads asks the database that the request reads."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITE = {
    "accounts",
    "admin",
    "backups.py",
    "checks",
    "databases.py",
    "editorial",
    "imports",
    "management",
    "migrations",
}
"""What is done with records, and to the database itself."""

ON_THE_PRIMARY = {
    "api/idempotency.py",
    "api/throttles.py",
    "api/v1/views/tokens.py",
    "api/writing.py",
    "history.py",  # by the name of the database that is read
    "models/turns.py",  # to take a turn
}
READERS = [
    path
    for path in sorted((ROOT / "consortium").rglob("*.py"))
    if path.relative_to(ROOT / "consortium").parts[0] not in WRITE
]
DIRECT = {"connection", "connections", "transaction"}


def names_of_django(path: Path) -> set[str]:
    return {
        name.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.db"
        for name in node.names
    }


def name(path: Path) -> str:
    return str(path.relative_to(ROOT / "consortium"))


@pytest.mark.parametrize("path", READERS, ids=name)
def test_what_reads_goes_by_no_connection_of_its_own(path):
    assert name(path) in ON_THE_PRIMARY or not names_of_django(path) & DIRECT
