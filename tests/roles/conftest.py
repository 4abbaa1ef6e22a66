"""One world for all cells: everybody, and a row of everything that nobody changes."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.roles.world import World


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Made once for a module; each question is taken back after its answer."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)
