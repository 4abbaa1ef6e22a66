"""What writers pay for the history and for kept totals: sums inserted with and without.

The sums are published, as imports publish them: each is told to the history, becomes an
addend and goes into four subtotals.
"""

from collections.abc import Callable
from time import perf_counter

import pghistory
import pgtrigger
from django.db import connection, transaction

from bench import database
from bench.rows import STEPS, Staff, chance, fuzzy_date, steps
from bench.sums import STAGE_WEIGHTS, STAGES, figure
from consortium.codelists import EditorialState
from consortium.imports import runs
from consortium.models import Funding, Initiative, Organization

ROWS = 10_000


def insertions(repetitions: int) -> tuple[list[float], list[float]]:
    """Milliseconds of inserting ``ROWS`` published sums with both and with neither.

    In turns. Nothing stays: each transaction is rolled back.
    """
    database.refuse_foreign()
    rows = _rows()
    _insert(rows, lambda: None)  # plans are there before it counts
    kept, bare = [], []
    for _ in range(repetitions):
        kept.append(_insert(rows, lambda: None))
        bare.append(_insert(rows, _keep_nothing))
    return kept, bare


def _keep_nothing() -> None:
    """Neither tell the history nor count, for the rest of the transaction."""
    ((model, trigger),) = pgtrigger.registered("consortium.Funding:insert_insert")
    trigger.disable(model)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE consortium_funding DISABLE TRIGGER recount_insert")


def _rows() -> list[Funding]:
    dice = chance("writes")
    with transaction.atomic():
        staff = Staff(runs.actor("bench-recorder").pk, runs.actor("bench-reviewer").pk)
    state = EditorialState.PUBLISHED
    initiatives = list(Initiative.objects.filter(state=state).order_by("pk")[:500])
    funders = list(Organization.objects.filter(state=state).order_by("pk")[:500])
    rows: list[Funding] = []
    while len(rows) < ROWS:
        steps_taken = dict(zip(STEPS, steps(dice, staff), strict=True))
        (stage,) = dice.choices(STAGES, STAGE_WEIGHTS)
        money = figure(dice)._asdict()
        if steps_taken["state"] == state:
            rows.append(
                Funding(
                    initiative=dice.choice(initiatives),
                    funder=dice.choice(funders),
                    stage=stage,
                    dated=fuzzy_date(dice),
                    period=f"FY{dice.randint(2018, 2027)}",
                    **money,
                    **steps_taken,
                )
            )
    return rows


def _insert(rows: list[Funding], prepare: Callable[[], object]) -> float:
    for row in rows:
        row.pk = None
    with transaction.atomic(), pghistory.context(reason="Measured."):
        prepare()
        started = perf_counter()
        Funding.objects.bulk_create(rows, batch_size=1000)
        taken = (perf_counter() - started) * 1000
        transaction.set_rollback(True)
    return taken
