"""Records of a query that is built once are those of the query itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consortium import history
from consortium.models import Funding, Initiative
from consortium.prepared import Among, Prepared
from tests.factories import by_verb, make_funding, make_initiative, make_organization
from tests.test_history import now

pytestmark = pytest.mark.django_db


def built():
    rows = Funding.objects.filter(Among("initiative", "initiatives")).order_by("pk")
    return Prepared(rows.select_related("funder", "channel").defer("conditions"))


def test_records_come_with_what_is_read_along_with_them():
    funder = make_organization(name="Honda")
    first, second = make_funding(funder=funder), make_funding(funder=None)
    make_funding()
    query = built()
    asked = {"initiatives": [first.initiative_id, second.initiative_id]}
    query.records(asked)

    with CaptureQueriesContext(connection) as captured:
        found = query.records(asked)
        names = [row.funder and row.funder.name for row in found]

    assert len(captured) == 1
    assert captured[0]["sql"].startswith("EXECUTE")
    assert found == [first, second]
    assert names == ["Honda", None]
    assert found[0].get_deferred_fields() == {"conditions"}
    assert (found[0].amount, found[0].dated) == (first.amount, first.dated)
    assert found[0]._state.db == "default"
    assert not found[0]._state.adding


@pytest.mark.django_db(transaction=True)
def test_the_same_query_reads_the_past_and_now_in_turn():
    initiative = make_initiative(name="Old")
    before = now()
    with by_verb():
        Initiative.objects.filter(pk=initiative.pk).update(name="New")
    query = Prepared(Initiative.objects.filter(Among("pk", "keys")))
    asked = {"keys": [initiative.pk]}

    for _again in range(3):
        assert [row.name for row in query.records(asked)] == ["New"]
        with history.as_of(before):
            assert [row.name for row in query.records(asked)] == ["Old"]
