"""No list and no record costs more queries for having more in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.records import FULL, fill, full_initiative, path
from tests.factories import make_rate

pytestmark = pytest.mark.django_db

# The version of the data, the keys, what they show; and the lists within.
LISTS = dict.fromkeys(FULL, 3) | {"organizations": 6, "funding": 5}
DOSSIER = 17


def queries(get, address):
    with CaptureQueriesContext(connection) as captured:
        get(address)
    return len(captured)


def make_some(resource, number):
    if resource == "exchange-rates":
        for day in range(1, number + 1):
            make_rate(date=f"2026-06-{day:02}")
    else:
        for _each in range(number):
            FULL[resource]()


@pytest.mark.parametrize("resource", FULL)
@pytest.mark.parametrize("rows", [1, 5])
def test_a_list_takes_a_fixed_number_of_queries(get, resource, rows):
    make_some(resource, rows)

    assert queries(get, f"{resource}/?page_size=1000") == LISTS[resource]


@pytest.mark.parametrize("children", [1, 5])
def test_an_initiative_takes_a_fixed_number_of_queries(get, children):
    initiative = full_initiative()
    for _each in range(children - 1):
        fill(initiative)

    detail = get(path("initiatives", initiative))

    lists = ("members", "sectors", "observations", "statements")
    assert [len(detail[name]) for name in lists] == [children] * 4
    assert queries(get, path("initiatives", initiative)) == DOSSIER


@pytest.mark.parametrize("resource", sorted(set(FULL) - {"initiatives"}))
def test_a_record_takes_as_many_queries_as_a_list(get, resource):
    record = FULL[resource]()

    assert queries(get, path(resource, record)) == LISTS[resource]


def test_filters_take_one_query_for_each_record_they_name(get):
    FULL["funding"]()
    funding = FULL["funding"]()
    query = f"initiative={funding.initiative.slug}&funder={funding.funder.slug}"

    assert queries(get, f"funding/?{query}") == LISTS["funding"] + 2
    assert queries(get, "funding/?stage=announced&search=a&public=true") == 5
