"""Queries are built once, and asked as they stand."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import TextField
from django.db.utils import DataError
from django.test.utils import CaptureQueriesContext

from consortium.api.prepared import Query
from consortium.api.v1.serializers.fields import context_of
from consortium.models import Organization
from consortium.prepared import Among, Given, Prepared
from tests.factories import make_organization, make_superuser

pytestmark = pytest.mark.django_db
NAMED: Query = Query(
    lambda user: (
        Organization.objects.visible_to(user)
        .filter(Among("pk", "keys"), country=Given("country", TextField()))
        .exclude(name="100%")
        .order_by("name")
        .values_list("name", "slug")
    )
)


@pytest.fixture
def asked():
    """Three organizations, and the question for them."""
    make_organization(name="Honda", slug="honda", country="JP")
    make_organization(name="NEC", slug="nec", country="JP", state="draft")
    make_organization(name="100%", country="JP")
    keys = list(Organization.objects.values_list("pk", flat=True))
    return {"keys": keys, "country": "JP"}


def statements(do):
    with CaptureQueriesContext(connection) as captured:
        do()
    return [query["sql"].split()[0] for query in captured]


def reading(user=None):
    return context_of(user or AnonymousUser(), "/")


def test_each_reader_sees_what_they_may(asked):
    assert NAMED.rows(reading(), asked) == [("Honda", "honda")]
    staff = NAMED.rows(reading(make_superuser()), asked)
    assert staff == [("Honda", "honda"), ("NEC", "nec")]


def test_the_database_prepares_a_query_once(asked):
    query = Query(NAMED.build)

    first = statements(lambda: query.rows(reading(), asked))
    second = statements(lambda: query.rows(reading(), asked | {"keys": []}))

    assert (first, second) == (["PREPARE"], ["EXECUTE"])


def test_what_may_not_come_again_is_not_kept(asked):
    query = Query(NAMED.build)

    found = []
    once = statements(lambda: found.extend(query.rows(reading(), asked, keep=False)))

    assert once == ["SELECT"]
    assert found == NAMED.rows(reading(), asked)


def test_behind_a_pooler_nothing_is_prepared(asked, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)

    assert statements(lambda: NAMED.rows(reading(), asked)) == ["SELECT"]


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_prepares_anew(asked):
    query = Query(NAMED.build)
    query.rows(reading(), asked)

    connection.close()

    assert query.rows(reading(), asked) == [("Honda", "honda")]


@pytest.mark.django_db(transaction=True)
def test_a_question_that_fails_can_be_asked_again(asked):
    query = Prepared(NAMED.build(AnonymousUser()))

    for _again in range(2):
        with pytest.raises(DataError):
            query.rows(asked | {"keys": ["x"]}, keep=True)

    assert query.rows(asked, keep=True) == [("Honda", "honda")]
