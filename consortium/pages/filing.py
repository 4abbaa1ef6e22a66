"""Fills dossiers, for one initiative or for many, in a fixed number of queries."""

from collections.abc import Iterable, Sequence

from consortium.models import (
    Alignment,
    Claim,
    Finding,
    Initiative,
    Member,
    Observation,
    Organization,
    Source,
)
from consortium.pages import dossier_queries as queries
from consortium.pages.dossier_queries import CLAIMED, FOUND, Arcs
from consortium.pages.dossiers import Dossier, Own


def open_dossiers(initiatives: Sequence[Initiative]) -> list[Dossier]:
    """A dossier for each of ``initiatives``, which are published."""
    dossiers = [Dossier(initiative) for initiative in initiatives]
    for dossier in dossiers:
        dossier.add(dossier.initiative)
    _add_own_records(dossiers)
    _add_claims(dossiers)
    _add_portraits(dossiers)
    _add_context(dossiers)
    _add_sources(dossiers)
    _add_findings(dossiers)
    return dossiers


def _add_own_records(dossiers: list[Dossier]) -> None:
    initiatives = {dossier.initiative.pk for dossier in dossiers}
    countries = {str(dossier.initiative.country) for dossier in dossiers} - {""}
    for build in queries.own_records:
        found: Iterable[Own] = queries.records(
            build, initiatives=initiatives, countries=countries
        )
        for record in found:
            for dossier in dossiers:
                if _concerns(record, dossier.initiative):
                    dossier.add(record)
                    _add_named(dossier, record)


def _concerns(record: Own, initiative: Initiative) -> bool:
    if isinstance(record, Alignment) and record.country:
        return bool(record.country == initiative.country)
    return record.initiative_id == initiative.pk


def _add_named(dossier: Dossier, record: Own) -> None:
    """File the organizations and the framework that ``record`` names."""
    for name in ("funder", "channel", "recipient", "organization"):
        organization = getattr(record, name, None)
        if isinstance(organization, Organization):
            dossier.add(organization)
    if isinstance(record, Alignment):
        dossier.add(record.framework)
        dossier.add(record.framework.owner)


def _add_claims(dossiers: list[Dossier]) -> None:
    claims: list[Claim] = queries.records(queries.claims, **_keys(dossiers, CLAIMED))
    _file(dossiers, claims, CLAIMED)


def _add_context(dossiers: list[Dossier]) -> None:
    """File the figures about the world around that the same sources print."""
    spoken = [(dossier, dossier.told_by()) for dossier in dossiers]
    every = set().union(*(sources for _dossier, sources in spoken))
    told = queries.rows(queries.told_of_the_world, sources=every)
    keys = {observation for observation, _source in told}
    found: dict[int, Observation] = {
        row.pk: row for row in queries.records(queries.observations, keys=keys)
    }
    for observation, source in told:
        for dossier, sources in spoken:
            if source in sources:
                dossier.add(found.get(observation))
    arc: Arcs = {"observation": Observation}
    claims: list[Claim] = queries.records(
        queries.claims_on_observations, **_keys(dossiers, arc)
    )
    _file(dossiers, claims, arc)


def _add_portraits(dossiers: list[Dossier]) -> None:
    """File what the same sources say of the members, beside their membership."""
    present = [
        (
            dossier,
            {member.organization_id for member in dossier.all(Member)},
            dossier.told_by(),
        )
        for dossier in dossiers
    ]
    everybody = set().union(*(members for _dossier, members, _sources in present))
    said: list[Claim] = queries.records(queries.portraits, members=everybody)
    for claim in said:
        for dossier, members, sources in present:
            if claim.organization_id in members and claim.source_id in sources:
                key = claim.organization_id or 0
                claim.organization = dossier.rows[Organization][key]
                dossier.add(claim)


def _add_sources(dossiers: list[Dossier]) -> None:
    keys = {
        key
        for dossier in dossiers
        for claim in dossier.all(Claim)
        for key in (claim.source_id, claim.attributed_to_id)
    }
    sources: list[Source] = queries.records(queries.sources, keys=keys - {None})
    found = {source.pk: source for source in sources}
    for dossier in dossiers:
        for claim in dossier.all(Claim):
            claim.source = found[claim.source_id]
            claim.attributed_to = found.get(claim.attributed_to_id or 0)
            for source in filter(None, (claim.source, claim.attributed_to)):
                dossier.add(source)
                dossier.add(source.publisher)


def _add_findings(dossiers: list[Dossier]) -> None:
    findings: list[Finding] = queries.records(
        queries.findings, **_keys(dossiers, FOUND)
    )
    _file(dossiers, findings, FOUND)


def _keys(dossiers: list[Dossier], arcs: Arcs) -> dict[str, set[int]]:
    """The keys of what the dossiers hold, by arc."""
    return {
        arc: {key for dossier in dossiers for key in dossier.rows[model]}
        for arc, model in arcs.items()
    }


def _file(
    dossiers: list[Dossier],
    rows: Sequence[Claim] | Sequence[Finding],
    arcs: Arcs,
) -> None:
    """File each row in the dossiers that hold what it is about, and join the two."""
    for row in rows:
        arc = row.subject_type
        key = getattr(row, f"{arc}_id")
        for dossier in dossiers:
            if dossier.has(arcs[arc], key):
                setattr(row, arc, dossier.rows[arcs[arc]][key])
                dossier.add(row)
