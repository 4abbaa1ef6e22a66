"""Records with the claims behind their fields."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.records import FULL, path
from tests.api.v1.hidden import DRAFT
from tests.factories import back, make_claim, make_funding, make_initiative, make_source

pytestmark = pytest.mark.django_db
EXPANDED = (
    "initiatives",
    "organizations",
    "members",
    "funding",
    "milestones",
    "observations",
    "alignments",
)


@pytest.mark.parametrize("resource", EXPANDED)
def test_every_claimable_field_has_its_evidence(get, resource):
    record = back(FULL[resource]())

    alone = get(path(resource, record), expand="evidence")
    listed = get(f"{resource}/", expand="evidence", page_size=1000)["results"]

    assert set(alone["evidence"]) == set(record.claimable)
    same = next(row for row in listed if row["url"] == alone["url"])
    assert same["evidence"] == alone["evidence"]
    field = next(name for name in record.claimable if alone["evidence"][name]["claims"])
    (claim, *_others) = alone["evidence"][field]["claims"]
    assert claim == get(claim["url"])
    assert claim["preferred"]


def test_the_preferred_claim_comes_first_and_the_rest_is_counted(get):
    initiative = make_initiative()
    for number in range(6):
        make_claim(subject=initiative, field="name", value=f"N{number}")
    make_claim(subject=initiative, field="name", value="No", status="disputed")
    preferred = make_claim(
        subject=initiative, field="name", value=initiative.name, preferred=True
    )

    behind = get(path("initiatives", initiative), expand="evidence")["evidence"]["name"]

    assert behind["claims"][0]["id"] == preferred.pk
    assert (len(behind["claims"]), behind["more"]) == (5, 3)


def test_only_what_the_reader_may_see_is_shown(get, staff):
    funding = make_funding()
    make_claim(subject=funding, field="stage", value="announced", status="pending")
    make_claim(
        subject=funding, field="stage", value="announced", source=make_source(**DRAFT)
    )

    seen = staff.get(path("funding", funding), {"expand": "evidence"}).json()

    assert get(path("funding", funding), expand="evidence")["evidence"]["stage"] == {
        "claims": [],
        "more": 0,
    }
    assert len(seen["evidence"]["stage"]["claims"]) == 2


def test_records_within_an_initiative_come_without(get):
    initiative = FULL["initiatives"]()

    shown = get(path("initiatives", initiative), expand="evidence")

    assert "evidence" in shown
    assert all("evidence" not in row for row in shown["funding"] + shown["members"])
    assert "evidence" not in get(path("initiatives", initiative))


@pytest.mark.parametrize("resource", ["sources", "claims", "findings", "sectors"])
def test_what_no_claim_speaks_of_is_not_expanded(refused, resource):
    assert refused(f"{resource}/", expand="evidence")["expand"]["code"] == (
        "unknown_parameter"
    )


@pytest.mark.parametrize("address", ["funding/", "funding/1/"])
def test_what_cannot_be_expanded_is_refused(refused, address):
    assert refused(address, expand="claims")["expand"]["code"] == "invalid_choice"


@pytest.mark.parametrize("rows", [1, 5])
def test_evidence_takes_two_queries(get, rows):
    for _each in range(rows):
        back(FULL["funding"]())

    with CaptureQueriesContext(connection) as plain:
        get("funding/", page_size=1000)
    with CaptureQueriesContext(connection) as expanded:
        get("funding/", page_size=1000, expand="evidence")

    assert len(expanded) == len(plain) + 2
