"""Fills the tracker's own tables by COPY, with evidence and history."""

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter

import pghistory
from django.db import connection, models, transaction

from bench import database, parties
from bench.copying import copy, count_on, last_key
from bench.evidence import Evidence
from bench.rows import Batch, Staff
from bench.scale import Sizes
from bench.sums import Sums
from consortium.imports import runs
from consortium.models import (
    Claim,
    Funding,
    FundingPurpose,
    Initiative,
    Member,
    Milestone,
    Organization,
    Sector,
    Source,
)

Tell = Callable[[str], object]
Firsts = dict[type[models.Model], int]
NUMBERED: tuple[type[models.Model], ...] = (
    Organization,
    Source,
    Initiative,
    Member,
    Milestone,
    Funding,
    FundingPurpose,
    Claim,
)
"""The tables whose rows get their keys from here."""


def fill(sizes: Sizes, *, tell: Tell) -> None:
    """Generate ``sizes`` beside what is there; sectors must be.

    The same sizes in an equal database always give the same rows. ``tell`` hears of
    each batch. Raises ``database.NotOurs`` in a database that is not for this.
    """
    database.refuse_foreign()
    started = perf_counter()
    with transaction.atomic():
        staff = Staff(runs.actor("bench-recorder").pk, runs.actor("bench-reviewer").pk)
    firsts: Firsts = {model: last_key(model) + 1 for model in NUMBERED}
    evidence = Evidence(
        sources=_keys(firsts[Source], sizes.sources), staff=staff, first=firsts[Claim]
    )
    with pghistory.context(reason="Generated.", cause="bench"):
        for batches in _batches(sizes, firsts, evidence):
            _store(batches, tell, started)
    for model in NUMBERED:
        count_on(model)


def _batches(sizes: Sizes, firsts: Firsts, evidence: Evidence) -> Iterator[list[Batch]]:
    """All rows, those that others refer to first."""
    organizations = _keys(firsts[Organization], sizes.organizations)
    initiatives = _keys(firsts[Initiative], sizes.initiatives)
    sectors = list(Sector.objects.order_by("pk").values_list("pk", flat=True))
    yield parties.organizations(organizations, evidence)
    yield [parties.sources(evidence, publishers=organizations)]
    yield [parties.initiatives(initiatives, evidence)]
    yield [parties.sectors(initiatives, sectors, evidence.staff)]
    first = firsts[Member]
    yield [parties.members(initiatives, organizations, evidence, first=first)]
    yield [parties.milestones(initiatives, evidence, first=firsts[Milestone])]
    yield [evidence.take()]
    yield from Sums(
        sizes.funding,
        first=firsts[Funding],
        first_purpose=firsts[FundingPurpose],
        initiatives=initiatives,
        organizations=organizations,
        sectors=sectors,
        evidence=evidence,
    ).batches()


def _keys(first: int, number: int) -> range:
    return range(first, first + number)


def _store(batches: Iterable[Batch], tell: Tell, started: float) -> None:
    """Copy batches in one transaction: the keys between them are checked at its end."""
    with transaction.atomic():
        for batch in batches:
            number, name = copy(batch), batch.model._meta.verbose_name_plural
            tell(f"{perf_counter() - started:7.1f} s  {number:9,} {name}")
            # Triggers look rows up by plans that were made while the table was empty.
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {batch.model._meta.db_table}")
