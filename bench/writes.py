"""What the history costs writers: sums inserted with its trigger and without."""

from collections.abc import Callable
from time import perf_counter

import pghistory
import pgtrigger
from django.db import transaction

from bench import database
from consortium.models import Funding, Initiative

ROWS = 10_000


def insertions(repetitions: int) -> tuple[list[float], list[float]]:
    """Milliseconds of inserting ``ROWS`` sums with history, and without, in turns.

    Nothing stays: each transaction is rolled back.
    """
    database.refuse_foreign()
    ((model, trigger),) = pgtrigger.registered("consortium.Funding:insert_insert")
    with_history, without = [], []
    for _ in range(repetitions):
        with_history.append(_insert(lambda: None))
        without.append(_insert(lambda: trigger.disable(model)))
    return with_history, without


def _insert(prepare: Callable[[], object]) -> float:
    initiative = Initiative.objects.order_by("pk")[0]
    rows = [
        Funding(
            initiative=initiative,
            stage="announced",
            amount=number,
            qualifier="up_to",
            currency="JPY",
            dated="2026-04",
            period="FY2026",
        )
        for number in range(1, ROWS + 1)
    ]
    with transaction.atomic(), pghistory.context(reason="Measured."):
        prepare()
        started = perf_counter()
        Funding.objects.bulk_create(rows, batch_size=1000)
        taken = (perf_counter() - started) * 1000
        transaction.set_rollback(True)
    return taken
