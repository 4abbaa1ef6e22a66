"""The newest changes, told from the end of the record."""

import pytest

from consortium.changes import latest, newest
from consortium.models import Organization
from tests.factories import by_verb, make_organization

pytestmark = pytest.mark.django_db


def test_what_a_turn_added_is_added_however_often_it_was_changed(monkeypatch):
    monkeypatch.setattr(newest, "REACHES", (5, 50_000))
    organization = make_organization()
    with by_verb():
        for number in range(6):
            Organization.objects.update(name=f"Name {number}")

    (change,) = latest(limit=1)

    assert (change.kind, change.key) == (Organization, organization.pk)
    assert change.change == "added"


def test_drafts_hide_nothing_that_is_older(monkeypatch):
    monkeypatch.setattr(newest, "REACHES", (5, 10))
    shown = make_organization()
    for _each in range(12):
        make_organization(state="draft")

    assert [change.key for change in latest(limit=1)] == [shown.pk]
