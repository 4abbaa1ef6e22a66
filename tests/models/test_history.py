"""History lies below the ORM: whatever changes a row leaves an event."""

import pghistory
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from consortium.models import (
    ApiToken,
    Funding,
    LinkCheck,
    Member,
    OrganizationName,
    RequestCount,
    SavedFilter,
    Sector,
    StoredAnswer,
)
from tests.factories import (
    by_verb,
    make_claim,
    make_funding,
    make_organization,
    make_sector,
)

pytestmark = pytest.mark.django_db
PASSING = {SavedFilter, StoredAnswer, LinkCheck, ApiToken, RequestCount}
"""What people keep for themselves, what is made and revoked and never changed, and what
is soon swept: nobody asks for its past."""

TRACKED = [
    model
    for model in apps.get_app_config("consortium").get_models()
    if not hasattr(model, "pgh_tracked_model") and model not in PASSING
]


def labels(row) -> list[str]:
    events = type(row).pgh_event_model.objects.filter(pgh_obj_id=row.pk)
    return list(events.order_by("pgh_id").values_list("pgh_label", flat=True))


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model.__name__)
def test_every_table_keeps_inserts_updates_and_deletes(model):
    assert set(model.pgh_event_models) == {"insert", "update", "delete"}


def test_bulk_writes_and_raw_sql_leave_events():
    sector = make_sector()
    Sector.objects.filter(pk=sector.pk).update(name="By update")
    Sector.objects.bulk_update([Sector(pk=sector.pk, name="In bulk")], ["name"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE consortium_sector SET name = 'By hand'")
    sector.delete()

    events = Sector.pgh_event_model.objects.order_by("pgh_id")

    assert list(events.values_list("pgh_label", "name"))[1:] == [
        ("update", "By update"),
        ("update", "In bulk"),
        ("update", "By hand"),
        ("delete", "By hand"),
    ]


def test_writing_the_same_values_changes_nothing():
    funding = make_funding()

    funding.save()

    funding.refresh_from_db()
    assert funding.version == 1
    assert labels(funding) == ["insert"]


def test_a_change_counts_the_version_and_dates_it():
    funding = make_funding()
    Funding.objects.filter(pk=funding.pk).update(conditions="Match funding")

    funding.refresh_from_db()

    assert funding.version == 2
    assert labels(funding) == ["insert", "update"]


def test_an_event_knows_who_and_why():
    with pghistory.context(user=7, reason="Typing error", cause="we_erred"):
        funding = make_funding()

    event = Funding.pgh_event_model.objects.get(pgh_obj_id=funding.pk)

    assert event.pgh_context.metadata == {
        "user": 7,
        "reason": "Typing error",
        "cause": "we_erred",
    }


@pytest.mark.parametrize("statement", ["UPDATE {} SET version = 9", "DELETE FROM {}"])
def test_events_are_never_changed_or_removed(statement):
    make_funding()
    table = Funding.pgh_event_model._meta.db_table

    with (
        pytest.raises((InternalError, ProgrammingError), match="Cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_a_new_name_is_a_new_version_of_the_organization():
    organization = make_organization()

    OrganizationName.objects.create(
        organization=organization, name="Before", kind="former"
    )

    organization.refresh_from_db()
    assert organization.version == 2


def test_an_event_computes_its_days_from_its_own_text():
    funding = make_funding(dated="FY2026")

    event = Funding.pgh_event_model.objects.get(pgh_obj_id=funding.pk)

    assert (str(event.dated_from), str(event.dated_to)) == ("2026-04-01", "2027-03-31")
    assert str(event.dated) == "FY2026"


@pytest.mark.parametrize(
    ("column", "value"),
    [("quote", "other words"), ("value", "committed"), ("kind", "context")],
)
def test_a_claim_is_never_edited(column, value):
    claim = make_claim(subject=make_funding(), field="stage", value="announced")
    setattr(claim, column, value)

    with (
        pytest.raises((InternalError, ProgrammingError), match="Cannot update"),
        transaction.atomic(),
    ):
        claim.save()


def test_a_claim_is_never_lost():
    claim = make_claim()

    with (
        pytest.raises((InternalError, ProgrammingError), match="Cannot delete"),
        transaction.atomic(),
    ):
        claim.delete()


def test_the_decision_on_a_claim_may_change():
    claim = make_claim(subject=make_funding(), field="stage", value="announced")
    claim.status, claim.decision_reason = "disputed", "Another source denies it."

    with by_verb():
        claim.save()

    claim.refresh_from_db()
    assert claim.status == "disputed"
    assert claim.version == 2


def test_generated_columns_of_members_are_in_the_history():
    fields = {field.name for field in Member.pgh_event_model._meta.get_fields()}

    assert {"joined", "joined_from", "joined_to", "roles"} <= fields
