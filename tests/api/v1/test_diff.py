"""What changed between two instants, and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consortium import editorial
from consortium.models import Initiative
from tests.api.records import fill
from tests.api.v1.hidden import DRAFT
from tests.api.v1.writing import somebody
from tests.factories import (
    back,
    make_claim,
    make_funding,
    make_initiative,
    make_initiative_sector,
    make_member,
)
from tests.test_history import now

QUERIES = 53
in_transactions = pytest.mark.django_db(transaction=True)


def between(start, end, initiative):
    return {
        "from": start.isoformat(),
        "to": end.isoformat(),
        "initiative": initiative.slug,
    }


@in_transactions
def test_what_differs_and_why(get, staff):
    reviewer = somebody("reviewer")
    initiative = back(make_initiative(status="announced"))
    gone = make_member(initiative=initiative)
    start = now()
    claim = make_claim(
        subject=initiative,
        field="objective",
        value="More.",
        status="pending",
    )
    editorial.accept(claim, by=reviewer, reason="It says so.", because="refined")
    editorial.retract(gone, by=reviewer, reason="It never joined.")
    new = make_funding(initiative=initiative)
    make_funding(initiative=initiative, **DRAFT)
    link = make_initiative_sector(initiative=initiative)
    end = now()

    found = get("diff/", **between(start, end, initiative))["results"]
    seen = staff.get("/api/v1/diff/", between(start, end, initiative)).json()["results"]

    assert [(row["resource"], row["change"]) for row in found] == [
        ("initiatives", "changed"),
        ("members", "removed"),
        ("funding", "added"),
        ("initiative_sectors", "added"),
    ]
    changed, removed, added, _linked = found
    assert changed["fields"] == {"objective": {"before": None, "after": "More."}}
    (event,) = changed["events"]
    assert (event["verb"], event["cause"]) == ("accept", "refined")
    assert (event["reason"], event["by"]) == ("It says so.", None)
    assert [each["id"] for each in changed["claims"]] == [claim.pk]
    assert removed["id"] == gone.pk
    assert added["fields"]["amount"] == {"before": None, "after": "1000"}
    assert (added["id"], _linked["id"]) == (new.pk, link.pk)
    assert seen[0]["events"][0]["by"] == reviewer.username
    assert len(seen) == len(found) + 1


@in_transactions
def test_nothing_differs_where_nothing_was_done(get):
    initiative = make_initiative()
    start = now()

    assert get("diff/", **between(start, now(), initiative))["results"] == []
    assert get("diff/", **between(start, start, initiative))["results"] == []


@in_transactions
def test_one_that_was_taken_back_can_still_be_compared(get):
    initiative = make_initiative()
    start = now()
    editorial.retract(initiative, by=somebody("reviewer"), reason="It never was.")

    (found,) = get("diff/", **between(start, now(), initiative))["results"]

    assert (found["change"], found["slug"]) == ("removed", initiative.slug)


@in_transactions
def test_drafts_do_not_show(refused):
    draft = make_initiative(**DRAFT)
    start = now()
    Initiative.objects.filter(pk=draft.pk).update(summary="More.")

    fault = refused("diff/", **between(start, now(), draft))["initiative"]

    assert fault["code"] == "unknown_record"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "parameter", "code"),
    [
        ({"from": None}, "from", "required"),
        ({"to": None}, "to", "required"),
        ({"initiative": None}, "initiative", "required"),
        ({"from": "yesterday"}, "from", "invalid"),
        ({"to": "2999-01-01T00:00:00Z"}, "to", "future"),
        ({"to": "2020-01-01T00:00:00Z"}, "to", "reversed"),
        ({"initiative": "no-such"}, "initiative", "unknown_record"),
        ({"page_size": "5"}, "page_size", "unknown_parameter"),
    ],
)
def test_what_is_not_understood_is_refused(refused, change, parameter, code):
    query = {
        "from": "2026-01-01T00:00:00Z",
        "to": "2026-01-02T00:00:00Z",
        "initiative": make_initiative().slug,
    }
    asked = {name: value for name, value in {**query, **change}.items() if value}

    assert refused("diff/", **asked)[parameter]["code"] == code


@in_transactions
@pytest.mark.parametrize("more", [1, 4])
def test_a_difference_takes_a_fixed_number_of_queries(get, more):
    initiative = make_initiative()
    start = now()
    for _each in range(more):
        fill(initiative)
        make_claim(subject=initiative)
        make_claim(subject=make_initiative_sector(initiative=initiative))
    Initiative.objects.filter(pk=initiative.pk).update(summary="More.")

    with CaptureQueriesContext(connection) as captured:
        get("diff/", **between(start, now(), initiative))

    assert len(captured) == QUERIES
