"""The generator fills the tracker's own tables, and only the benchmark's database."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from bench import database, fill, revisions
from bench.scale import Sizes
from consortium.imports import runs
from consortium.models import (
    Claim,
    Funding,
    FundingPurpose,
    Initiative,
    InitiativeSector,
    Member,
    Organization,
    Source,
)
from tests.factories import make_sector

pytestmark = pytest.mark.django_db
TINY = Sizes(funding=200, organizations=20, initiatives=5, sources=20)
TABLES = [Organization, Source, Initiative, Member, Funding, FundingPurpose, Claim]
INSTANTS = {"created_at", "updated_at"}


def make_sectors():
    """All that must be there before."""
    for _ in range(4):
        make_sector()


@pytest.fixture
def ours(monkeypatch):
    """A test database counts as the benchmark's."""
    monkeypatch.setattr(database, "PREFIX", connection.settings_dict["NAME"])


@pytest.fixture
def filled(ours):
    make_sectors()
    told = []
    fill.fill(TINY, tell=told.append)
    return told


def rows() -> dict:
    """All that was generated, beside the instants at which it was."""
    return {
        model: [
            {name: value for name, value in row.items() if name not in INSTANTS}
            for row in model.objects.order_by("pk").values()
        ]
        for model in TABLES
    }


def test_the_tables_are_filled_and_each_batch_is_told(filled):
    assert Funding.objects.count() == TINY.funding
    assert Initiative.objects.count() == TINY.initiatives
    assert 2.5 * TINY.funding < Claim.objects.count() < 5 * TINY.funding
    assert any("funding" in line for line in filled)


def test_the_laws_hold_when_they_are_looked_at(filled):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_records_say_what_their_preferred_claims_say(filled, capsys):
    call_command("rebuild_records", check=True)

    assert "0 fields departed" in capsys.readouterr().out


def test_every_row_has_its_event(filled):
    for model in TABLES:
        keys = set(model.objects.values_list("pk", flat=True))
        told = model.pgh_event_model.objects.filter(pgh_label="insert")
        assert set(told.values_list("pgh_obj_id", flat=True)) == keys


def test_the_first_initiative_has_its_sums_and_is_public(filled):
    first = Initiative.objects.filter(slug__startswith="bench-").order_by("pk")[0]

    assert first.is_published
    assert first.funding.count() == 60


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(Claim.objects.filter(conversion_of__isnull=False), id="converted"),
        pytest.param(Claim.objects.filter(status="disputed"), id="disputed"),
        pytest.param(Claim.objects.filter(status="pending"), id="pending"),
        pytest.param(Funding.objects.filter(part_of__isnull=False), id="parts"),
        pytest.param(Funding.objects.filter(amount__isnull=True), id="no-amount"),
        pytest.param(Funding.objects.filter(state="draft"), id="drafts"),
        pytest.param(Source.objects.filter(origin__isnull=False), id="copies"),
        pytest.param(Organization.objects.exclude(name_ja=""), id="japanese"),
        pytest.param(InitiativeSector.objects.exclude(percentage=None), id="shares"),
    ],
)
def test_the_data_has_what_real_data_has(filled, found):
    assert found.exists()


def test_it_is_the_same_every_time(ours):
    make_sectors()
    for account in ("bench-recorder", "bench-reviewer"):
        runs.actor(account)
    generated = []
    for _ in range(2):
        before = transaction.savepoint()
        fill.fill(TINY, tell=lambda line: None)
        generated.append(rows())
        transaction.savepoint_rollback(before)

    assert generated[0] == generated[1]
    assert generated[0][Funding]


def test_later_rows_get_keys_behind_the_generated_ones(filled):
    last = Organization.objects.order_by("-pk").values_list("pk", flat=True)[0]

    added = Organization.objects.create(slug="later", name="Later", kind="other")

    assert added.pk > last


def test_revisions_add_two_events_to_each_sum(filled):
    revisions.revise()

    assert revisions.events() >= 3 * TINY.funding
    call_command("rebuild_records", check=True)


def test_a_foreign_database_is_refused():
    with pytest.raises(database.NotOurs, match="bench_"):
        fill.fill(TINY, tell=print)
    with pytest.raises(database.NotOurs):
        revisions.revise()
    with pytest.raises(database.NotOurs):
        database.create(anew=True)

    assert not Funding.objects.exists()


def test_the_database_stands_beside_the_one_of_the_settings():
    assert database.own_name("tracker") == "bench_tracker"
    assert database.own_name("bench_tracker") == "bench_tracker"


@pytest.mark.parametrize("scale", [0, -1, 11, float("nan")])
def test_a_scale_that_is_none_is_refused(scale):
    with pytest.raises(ValueError, match="between"):
        Sizes.of(scale)
