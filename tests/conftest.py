"""What all tests share."""

from pathlib import Path

import pytest
from django.utils import translation

HERE = Path(__file__).parent
UNMEASURED = {"bench", "browser", "drills", "faults", "laws", "roles"}
"""Folders of tests that ask for everything, again and again: which lines they reach
says little, and to watch them would take twice as long."""


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.relative_to(HERE).parts[0] in UNMEASURED:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(autouse=True)
def english():
    """A test that switches the language leaves it to no other."""
    with translation.override("en"):
        yield
