"""The functions that triggers call for every row stay quick."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["_pgtrigger_should_ignore", "_pgh_attach_context"])
def test_no_trigger_catches_an_error_for_every_row(name):
    """A migration of triggers brings the slow one back: see 0008_quick_writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [name])
        (source,) = cursor.fetchone()

    assert "EXCEPTION" not in source
