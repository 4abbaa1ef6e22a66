"""The past is read through views that stand before the tables."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import DatabaseError

from consortium import editorial, history
from consortium.models import (
    Funding,
    Initiative,
    Member,
    Organization,
    OrganizationName,
    Sector,
)
from tests.factories import (
    by_verb,
    make_claim,
    make_funding,
    make_initiative,
    make_member,
    make_organization,
    make_sector,
    make_user,
)

in_transactions = pytest.mark.django_db(transaction=True)


def now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


@in_transactions
def test_a_table_is_read_as_it_stood():
    funding = make_funding(amount=5, dated="2026")
    before = now()
    with by_verb():
        Funding.objects.filter(pk=funding.pk).update(amount=7, dated="FY2027")
    make_funding()
    after = now()

    with history.as_of(before):
        then = Funding.objects.get()
        assert (then.amount, str(then.dated), then.version) == (5, "2026", 1)
        assert str(then.dated_from) == "2026-01-01"
    with history.as_of(after):
        assert Funding.objects.count() == 2
    with history.as_of(None):
        assert Funding.objects.count() == 2


@in_transactions
def test_related_names_and_filters_are_of_that_time_too():
    organization = make_organization(name="Before", slug="one")
    make_member(organization=organization)
    then = now()
    with by_verb():
        Organization.objects.filter(pk=organization.pk).update(name="After", slug="two")

    with history.as_of(then):
        member = Member.objects.select_related("organization").get(
            organization__slug="one"
        )
        assert member.organization.name == "Before"
        assert not Member.objects.filter(organization__slug="two")

    assert Member.objects.filter(organization__slug="two")


@in_transactions
def test_what_was_deleted_is_there_before_and_not_after():
    sector = make_sector()
    before = now()
    sector.delete()
    after = now()

    with history.as_of(before):
        assert Sector.objects.get().slug == sector.slug
    with history.as_of(after):
        assert not Sector.objects.exists()


@in_transactions
def test_what_the_public_saw_then():
    initiative = make_initiative()
    make_member(initiative=initiative)
    before = now()
    editorial.retract(initiative, by=make_user(), reason="It never existed.")

    with history.as_of(before):
        assert Initiative.objects.published().exists()
        assert Member.objects.published().exists()
    assert not Member.objects.published().exists()


@in_transactions
def test_search_text_is_of_that_time():
    organization = make_organization(name="NEC", name_ja="")
    then = now()
    OrganizationName.objects.create(
        organization=organization, name="Nippon", kind="former"
    )

    with history.as_of(then):
        assert Organization.objects.get().search_text == "nec"
        assert not OrganizationName.objects.exists()


@in_transactions
def test_the_present_comes_back_after_an_error():
    make_funding()
    then = now()
    make_funding()

    with pytest.raises(DatabaseError), history.as_of(then):
        make_sector()

    assert Funding.objects.count() == 2


@in_transactions
def test_the_present_comes_back_within_a_transaction():
    make_funding()
    then = now()
    make_funding()

    with transaction.atomic():
        with history.as_of(then):
            assert Funding.objects.count() == 1
        assert Funding.objects.count() == 2


@in_transactions
def test_nothing_is_written_into_the_past():
    funding = make_funding()
    then = now()

    for write in (
        lambda: Funding.objects.update(conditions="x"),
        lambda: Funding.objects.filter(pk=funding.pk).delete(),
        make_sector,
    ):
        with pytest.raises(DatabaseError), history.as_of(then):
            write()

    assert Funding.objects.get().conditions == ""
    assert not Sector.objects.exists()


@in_transactions
def test_before_the_first_record_there_was_nothing():
    then = now()
    make_claim(subject=make_funding())

    with history.as_of(then):
        assert not Funding.objects.exists()
        assert not Organization.objects.exists()


@pytest.mark.django_db
def test_every_table_of_the_domain_has_its_past():
    tracked = {
        model._meta.db_table: sorted(
            field.column for field in model._meta.concrete_fields
        )
        for model in apps.get_app_config("consortium").get_models()
        if hasattr(model, "pgh_event_models")
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, array_agg(column_name::text ORDER BY column_name::text)"
            " FROM information_schema.columns WHERE table_schema = 'past'"
            " GROUP BY table_name"
        )
        views = dict(cursor.fetchall())

    assert views == tracked
