"""What all tests share."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english():
    """A test that switches the language leaves it to no other."""
    with translation.override("en"):
        yield
