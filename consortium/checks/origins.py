"""The sources of many claims, with what these were copied from, read together."""

from collections.abc import Iterable

from consortium.models import Claim, Source


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
