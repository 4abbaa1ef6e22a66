"""Where claims come from, and of what time they speak."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from consortium.checks.days import day_of
from consortium.models import Claim, Source


class Days(NamedTuple):
    """The days from ``first`` to ``last``; ``None`` is open."""

    first: date | None
    last: date | None

    def meet(self, other: "Days") -> bool:
        return not (
            (self.last and other.first and self.last < other.first)
            or (other.last and self.first and other.last < self.first)
        )


def when(claim: Claim) -> Days:
    """The days a claim speaks of: its valid time, else its source's date.

    Without either, some day up to the one it was recorded on.
    """
    if claim.valid is not None:
        return Days(claim.valid_from, claim.valid_to)
    if claim.source.published is not None:
        return Days(claim.source.published_from, claim.source.published_to)
    return Days(None, day_of(claim.created_at))


def origins(claim: Claim) -> set[int]:
    """The sources that a claim goes back to, by key.

    Two claims are independent when these do not meet.
    """
    return chain(claim.source) | chain(claim.attributed_to)


def chain(source: Source | None) -> set[int]:
    """A source and all that it was rewritten or syndicated from, by key."""
    found: set[int] = set()
    while source is not None and source.pk not in found:
        found.add(source.pk)
        source = source.origin
    return found


def with_origins(pks: Iterable[int | None]) -> dict[int | None, Source]:
    """Sources by key, and all they go back to: one query for each step of the chain."""
    found: dict[int | None, Source] = {}
    wanted = {pk for pk in pks if pk}
    while wanted:
        found |= Source.objects.defer("text").in_bulk(wanted)
        named = {source.origin_id for source in found.values() if source.origin_id}
        wanted = named - found.keys()
    for source in found.values():
        if source.origin_id:
            source.origin = found[source.origin_id]
    return found


def give_sources(claims: list[Claim]) -> None:
    """Set the sources of ``claims``, so that nobody fetches them one by one."""
    sources = with_origins(
        key for claim in claims for key in (claim.source_id, claim.attributed_to_id)
    )
    for claim in claims:
        claim.source = sources[claim.source_id]
        claim.attributed_to = sources.get(claim.attributed_to_id)


def groups(chains: Iterable[set[int]]) -> list[set[int]]:
    """The chains of sources, those that meet made one."""
    found: list[set[int]] = []
    for each in chains:
        apart = [group for group in found if not group & each]
        found = [*apart, each.union(*(group for group in found if group & each))]
    return found
