"""The rules that every file keeps."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRACKED = subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
    cwd=ROOT,
    capture_output=True,
    text=True,
    check=True,
).stdout.splitlines()
MODULES = [
    ROOT / name
    for name in TRACKED
    if name.endswith(".py") and "/migrations/" not in name and (ROOT / name).exists()
]
SOURCE = [path for path in MODULES if "tests" not in path.relative_to(ROOT).parts]
EMPTY_WORDS = {"common", "helpers", "misc", "mixins", "services", "utils"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_can_be_read_in_one_sitting(path):
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_named_after_its_subject(path):
    assert path.stem not in EMPTY_WORDS
    assert not EMPTY_WORDS & set(path.relative_to(ROOT).parts)


@pytest.mark.parametrize("path", SOURCE, ids=name)
def test_a_module_says_what_it_is_for(path):
    tree = ast.parse(path.read_text())

    assert ast.get_docstring(tree) or not tree.body or path.stem in {"apps", "__init__"}


@pytest.mark.parametrize("path", SOURCE, ids=name)
def test_imports_stand_at_the_top(path):
    tree = ast.parse(path.read_text())
    functions = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    hidden = [
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


@pytest.mark.parametrize("path", SOURCE, ids=name)
def test_functions_fit_on_a_screen(path):
    tree = ast.parse(path.read_text())

    long = [
        f"{node.name} {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 45
    ]

    assert long == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "requirements").glob("*.txt")), ids=name
)
def test_locks_name_no_host_and_hash_everything(path):
    text = path.read_text()

    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    pins = [line for line in text.splitlines() if "==" in line]
    assert all(line.endswith("\\") for line in pins)
