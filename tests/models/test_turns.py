"""Writers take turns: the order of the history is the order in which others see it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from consortium.models import Funding, Sector
from consortium.models.turns import DataVersion, take_turn
from tests.factories import make_funding, make_sector

in_transactions = pytest.mark.django_db(transaction=True)


def stamps():
    return list(
        Sector.pgh_event_model.objects.order_by("pgh_id").values_list(
            "pgh_created_at", flat=True
        )
    )


def in_a_thread(function, *args):
    """Run ``function`` on a connection of its own."""

    def run():
        try:
            return function(*args)
        finally:
            connection.close()

    pool = ThreadPoolExecutor(1)
    future = pool.submit(run)
    pool.shutdown(wait=False)
    return future


@in_transactions
def test_a_transaction_writes_at_one_instant_and_counts_once():
    before = DataVersion.current()

    with transaction.atomic():
        first, second = make_sector(), make_sector()

    after = DataVersion.current()
    assert after.number == before.number + 1
    assert set(stamps()) == {after.written_at}
    for sector in (first, second):
        sector.refresh_from_db()
        assert sector.created_at == sector.updated_at == after.written_at


@in_transactions
def test_reading_and_changing_nothing_count_nothing():
    sector = make_sector()
    before = DataVersion.current()

    list(Funding.objects.all())
    sector.save()

    assert DataVersion.current() == before


@in_transactions
def test_what_is_rolled_back_was_no_turn():
    make_sector()
    before = DataVersion.current()

    with transaction.atomic():
        make_sector()
        transaction.set_rollback(True)

    assert DataVersion.current() == before


@in_transactions
def test_who_began_first_and_wrote_last_is_stamped_last():
    wrote, begun = Event(), Event()

    def begin_early_and_write_late():
        with transaction.atomic():
            list(Sector.objects.all())
            begun.set()
            assert wrote.wait(10)
            return make_sector().pk

    late = in_a_thread(begin_early_and_write_late)
    assert begun.wait(10)
    early = make_sector()
    wrote.set()

    order = Sector.pgh_event_model.objects.order_by("pgh_id", "pgh_created_at")
    assert late.result(10) != early.pk
    assert list(order.values_list("pgh_obj_id", flat=True)) == [early.pk, late.result()]
    assert stamps() == sorted(set(stamps()))


@in_transactions
def test_a_writer_waits_for_the_one_whose_turn_it_is():
    held, done = Event(), Event()

    def write():
        held.wait(10)
        sector = make_sector()
        done.set()
        return sector

    other = in_a_thread(write)
    with transaction.atomic():
        take_turn()
        held.set()
        assert not done.wait(0.3)
    assert other.result(10).pk
    assert done.is_set()


@in_transactions
def test_writers_who_want_each_others_rows_do_not_meet():
    rows = [make_funding(state="draft"), make_funding(state="draft")]
    at_once = Barrier(2)

    def write(first, second):
        at_once.wait(10)
        with transaction.atomic():
            Funding.objects.filter(pk=first.pk).update(conditions="x")
            Funding.objects.filter(pk=second.pk).update(conditions="y")

    writers = [in_a_thread(write, *rows), in_a_thread(write, *reversed(rows))]

    for writer in writers:
        writer.result(20)


@in_transactions
def test_stamps_go_on_where_the_clock_is_put_back():
    ahead = "UPDATE data_version SET written_at = now() + interval '1 hour'"
    with connection.cursor() as cursor:
        cursor.execute(f"{ahead} RETURNING written_at")
        (before,) = cursor.fetchone()

    make_sector()
    make_sector()

    first, second = stamps()[-2:]
    assert before < first < second < before + timedelta(seconds=1)
    with connection.cursor() as cursor:  # other tests go by the clock
        cursor.execute("UPDATE data_version SET written_at = now()")
