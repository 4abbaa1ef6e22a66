"""Records are projections of their preferred claims: proved, and repaired."""

from collections.abc import Iterator
from copy import copy
from typing import Any, NamedTuple

from django.contrib.auth.models import User

from consortium.editorial.desk import decision, locked
from consortium.models import SUBJECTS, Claim, Record


class Departure(NamedTuple):
    """A field that does not hold what its preferred claim says."""

    record: Record
    field: str
    holds: Any
    claim: Claim


def departures() -> Iterator[Departure]:
    """Every field of every record that departs from its preferred claim."""
    preferred = Claim.objects.filter(preferred=True).select_related(*SUBJECTS)
    for claim in preferred.order_by("pk").iterator(chunk_size=2000):
        record = claim.subject
        holds = record.claim_value(claim.field)
        if holds != claim.value and holds != _as_of_today(claim):
            yield Departure(record, claim.field, holds, claim)


def _as_of_today(claim: Claim) -> Any:
    """What the claim says, with the names that records go by since they were merged."""
    record = copy(claim.subject)
    record.take(claim.field, claim.value)
    return record.claim_value(claim.field)


def rebuild(*, by: User) -> list[Departure]:
    """Let every field hold what its preferred claim says; gives what was amiss."""
    with decision("rebuild", by=by, reason="The record departed from its claim."):
        found = list(departures())
        for record, field, _holds, claim in found:
            current = locked(record)
            current.take(field, claim.value)
            current.save()
    return found
