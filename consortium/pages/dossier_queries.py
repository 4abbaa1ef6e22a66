"""What dossiers read, in queries that are built once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, partial
from typing import Any

from django.db.models import CharField, Q, QuerySet

from consortium.codelists import FindingState
from consortium.models import (
    SUBJECTS,
    Alignment,
    Claim,
    Finding,
    Framework,
    Initiative,
    Observation,
    Source,
)
from consortium.models.base import Versioned
from consortium.pages.dossiers import OWN, Own
from consortium.prepared import Among, Prepared, Row

Build = Callable[[], QuerySet]
Arcs = Mapping[str, type[Versioned]]

CLAIMED: Arcs = {
    arc: model for arc, model in SUBJECTS.items() if model in {Initiative, *OWN}
}
"""What the claims of a dossier are about: records that name the initiative."""

FOUND: Arcs = {**SUBJECTS, "source": Source, "framework": Framework, "claim": Claim}
"""What its findings are about."""


def records(build: Build, **given: Collection[Any]) -> list[Any]:
    """The records of the query that ``build`` makes, for the values it is given.

    All queries ask for what has one of the values; without any, none is asked.
    """
    return _prepared(build).records(_listed(given)) if any(given.values()) else []


def rows(build: Build, **given: Collection[Any]) -> list[Row]:
    """The same for a query of tuples."""
    if not any(given.values()):
        return []
    return _prepared(build).rows(_listed(given), keep=True)


@cache
def _prepared(build: Build) -> Prepared:
    return Prepared(build())


def _listed(given: Mapping[str, Collection[Any]]) -> dict[str, list[Any]]:
    return {name: list(values) for name, values in given.items()}


def _own(model: type[Own]) -> QuerySet:
    """What belongs to ``initiatives``, or says something of their ``countries``."""
    own = Q(Among("initiative", "initiatives"))
    if model is Alignment:
        own |= Q(Among("country", "countries", CharField()))
    return model.objects.published().filter(own).select_related(*OWN[model])


def _about(arcs: Iterable[str]) -> Q:
    """Whether it is about one of those whose keys are given, by arc."""
    about = Q()
    for arc in arcs:
        about |= Q(Among(arc, arc))
    return about


def _claims(*arcs: str) -> QuerySet:
    """The claims on what is given, by arc."""
    return Claim.objects.published().filter(_about(arcs))


own_records = tuple(partial(_own, model) for model in OWN)
claims = partial(_claims, *CLAIMED)
claims_on_observations = partial(_claims, "observation")


def portraits() -> QuerySet:
    """What is said of the ``members`` as a whole."""
    return Claim.objects.published().filter(Among("organization", "members"), field="")


def told_of_the_world() -> QuerySet:
    """Figures about the world around that ``sources`` print, each with its source."""
    return (
        Claim.objects.published()
        .filter(observation__initiative=None, observation__organization=None)
        .filter(Among("source", "sources"), observation__isnull=False)
        .values_list("observation_id", "source_id")
    )


def observations() -> QuerySet:
    """Those with the given ``keys``."""
    found = Observation.objects.published().select_related("indicator")
    return found.filter(Among("pk", "keys"))


def sources() -> QuerySet:
    """Those with the given ``keys``."""
    found = Source.objects.published().select_related("publisher", "origin")
    # The private copies of texts are long, and nothing here may show them.
    return found.defer("text", "origin__text").filter(Among("pk", "keys"))


def findings() -> QuerySet:
    """The open ones about what is given, by arc."""
    found = Finding.objects.published().filter(state=FindingState.OPEN)
    return found.filter(_about(FOUND))
