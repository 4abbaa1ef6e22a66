"""Fills dossiers, for one initiative or for many, in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from consortium.codelists import FindingState
from consortium.models import (
    SUBJECTS,
    Alignment,
    Claim,
    Finding,
    Framework,
    Initiative,
    Member,
    Observation,
    Organization,
    Record,
    Source,
)
from consortium.models.base import Versioned
from consortium.pages.dossiers import OWN, Dossier, Own


def open_dossiers(initiatives: Sequence[Initiative]) -> list[Dossier]:
    """A dossier for each of ``initiatives``, which are published."""
    dossiers = [Dossier(initiative) for initiative in initiatives]
    for dossier in dossiers:
        dossier.add(dossier.initiative)
    _add_own_records(dossiers)
    _add_claims(dossiers, [Initiative, *OWN])
    _add_portraits(dossiers)
    _add_context(dossiers)
    _add_sources(dossiers)
    _add_findings(dossiers)
    return dossiers


def _add_own_records(dossiers: list[Dossier]) -> None:
    initiatives = [dossier.initiative for dossier in dossiers]
    for model, related in OWN.items():
        own = Q(initiative__in=initiatives)
        if model is Alignment:
            countries = {str(row.country) for row in initiatives if row.country}
            own |= Q(country__in=countries)
        rows = model.objects.published().filter(own).select_related(*related)
        found: Iterable[Own] = rows
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


def _add_claims(dossiers: list[Dossier], models: Iterable[type[Record]]) -> None:
    arcs = {arc: model for arc, model in SUBJECTS.items() if model in set(models)}
    _file(dossiers, Claim.objects.published().filter(_about(dossiers, arcs)), arcs)


def _add_context(dossiers: list[Dossier]) -> None:
    """File the figures about the world around that the same sources print."""
    spoken = [(dossier, dossier.told_by()) for dossier in dossiers]
    told = (
        Claim.objects.published()
        .filter(observation__initiative=None, observation__organization=None)
        .filter(observation__isnull=False)
        .filter(source__in=set().union(*(sources for _dossier, sources in spoken)))
        .values_list("observation_id", "source_id")
    )
    context = Observation.objects.published().select_related("indicator")
    found = context.in_bulk({observation for observation, _source in told})
    for observation, source in told:
        for dossier, sources in spoken:
            if source in sources:
                dossier.add(found.get(observation))
    _add_claims(dossiers, [Observation])


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
    said = Claim.objects.published().filter(field="", organization__in=everybody)
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
    sources = Source.objects.published().select_related("publisher", "origin")
    # The private copies of texts are long, and nothing here may show them.
    found = sources.defer("text", "origin__text").in_bulk(keys - {None})
    for dossier in dossiers:
        for claim in dossier.all(Claim):
            claim.source = found[claim.source_id]
            claim.attributed_to = found.get(claim.attributed_to_id or 0)
            for source in filter(None, (claim.source, claim.attributed_to)):
                dossier.add(source)
                dossier.add(source.publisher)


def _add_findings(dossiers: list[Dossier]) -> None:
    further = {"source": Source, "framework": Framework, "claim": Claim}
    arcs: dict[str, type[Versioned]] = {**SUBJECTS, **further}
    findings = Finding.objects.published().filter(state=FindingState.OPEN)
    _file(dossiers, findings.filter(_about(dossiers, arcs)), arcs)


def _about(dossiers: list[Dossier], arcs: Mapping[str, type[Versioned]]) -> Q:
    about = Q(pk__in=[])
    for arc, model in arcs.items():
        keys = {key for dossier in dossiers for key in dossier.rows[model]}
        if keys:
            about |= Q(**{f"{arc}__in": keys})
    return about


def _file(
    dossiers: list[Dossier],
    rows: Iterable[Claim] | Iterable[Finding],
    arcs: Mapping[str, type[Versioned]],
) -> None:
    """File each row in the dossiers that hold what it is about, and join the two."""
    for row in rows:
        arc = row.subject_type
        key = getattr(row, f"{arc}_id")
        for dossier in dossiers:
            if dossier.has(arcs[arc], key):
                setattr(row, arc, dossier.rows[arcs[arc]][key])
                dossier.add(row)
