"""Which rows a run looks at: the standing ones, and those around what was touched."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from consortium.codelists import EditorialState
from consortium.models import (
    FINDING_SUBJECTS,
    SUBJECTS,
    Alignment,
    Claim,
    Finding,
    Framework,
    Funding,
    FundingPurpose,
    Indicator,
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    MilestoneDependency,
    Observation,
    Organization,
    OrganizationIdentifier,
    OrganizationName,
    OrganizationSector,
    Source,
)
from consortium.models.base import visible

Pks = dict[type[models.Model], set[int]]

ARCS: dict[type[models.Model], str] = {
    **{model: arc for arc, model in SUBJECTS.items()},
    Source: "source",
    Framework: "framework",
    Claim: "claim",
}
"""The foreign key that a finding has to each kind of subject."""

ROWS = (Member, Funding, Milestone, Observation, Alignment, InitiativeSector)
"""What an initiative contains."""

WHOLES: dict[type[models.Model], str] = {
    OrganizationName: "organization",
    OrganizationIdentifier: "organization",
    OrganizationSector: "organization",
    FundingPurpose: "funding",
    MilestoneDependency: "milestone",
    Finding: "subject",
}
"""Parts that no check looks at by themselves, and the path to their whole."""


_in_public: ContextVar[bool] = ContextVar("in_public", default=False)


@contextmanager
def in_public(published: bool) -> Iterator[None]:
    """Let checks look at what the public sees, or at all there is."""
    token = _in_public.set(published)
    try:
        yield
    finally:
        _in_public.reset(token)


def published(model: type[models.Model], pks: Iterable[int]) -> set[int]:
    """Those of the rows with ``pks`` that the public sees."""
    rows = visible(model, AnonymousUser()).filter(pk__in=list(pks)).order_by()
    return set(rows.values_list("pk", flat=True))


def standing(model: type[models.Model]) -> Any:
    """The rows of ``model`` that are not retracted, nor what they belong to.

    What is said of a published row would tell of drafts if it came of them: for it,
    only those stand that the public sees.
    """
    if _in_public.get():
        return visible(model, AnonymousUser())
    return model._default_manager.exclude(retracted(model))


def countable_claims() -> Any:
    """The claims that a check may count: those that the public sees, or all."""
    return visible(Claim, AnonymousUser()) if _in_public.get() else Claim.objects.all()


def retracted(model: type[models.Model], path: str = "") -> Q:
    """Whether a row, or what it belongs to, is retracted."""
    if model is Claim:
        subjects = (retracted(kind, f"{arc}__") for arc, kind in SUBJECTS.items())
        return reduce(or_, subjects)
    places = ("", *(f"{whole}__" for whole in getattr(model, "stands_on", ())))
    return reduce(
        or_,
        (Q(**{f"{path}{place}state": EditorialState.RETRACTED}) for place in places),
    )


def claims_within(initiatives: Any) -> Any:
    """The claims on initiatives and on their rows, each with its ``owner``'s key."""
    paths = ["initiative", *(f"{ARCS[model]}__initiative" for model in ROWS)]
    within = reduce(or_, (Q(**{f"{path}__in": initiatives}) for path in paths))
    return countable_claims().filter(within).annotate(owner=Coalesce(*paths))


def on_any(pks: Pks, arcs: Iterable[str] = FINDING_SUBJECTS) -> Q:
    """Whether a claim or finding is about one of the rows of ``pks``."""
    kinds = {arc: model for model, arc in ARCS.items()}
    conditions = [
        Q(**{f"{arc}__in": sorted(pks[kinds[arc]])})
        for arc in arcs
        if pks.get(kinds[arc])
    ]
    return reduce(or_, conditions, Q(pk__in=[]))


def around(*records: models.Model) -> Pks:
    """The rows that a change to ``records`` concerns, by model.

    Their initiatives with all rows under these, the organizations and frameworks they
    name, the claims on all of them and the sources of the claims.
    """
    pks: Pks = defaultdict(set)
    for record in records:
        _add(pks, record)
    _add_what_claims_are_about(pks)
    _add_initiatives(pks)
    _add_what_initiatives_name(pks)
    claims = Claim.objects.filter(on_any(pks, SUBJECTS))
    for claim, *sources in claims.values_list("pk", "source_id", "attributed_to_id"):
        pks[Claim].add(claim)
        pks[Source].update(filter(None, sources))
    return pks


def _add(pks: Pks, record: models.Model) -> None:
    while path := WHOLES.get(type(record)):
        record = getattr(record, path)
    pks[type(record)].add(record.pk)
    if isinstance(record, Indicator):
        pks[Observation].update(record.observations.values_list("pk", flat=True))
    if isinstance(record, Framework):
        pks[Alignment].update(record.alignments.values_list("pk", flat=True))


def _add_what_claims_are_about(pks: Pks) -> None:
    by_source = Q(source__in=pks[Source]) | Q(attributed_to__in=pks[Source])
    claims = Claim.objects.filter(by_source | Q(pk__in=pks[Claim]))
    for arc, model in SUBJECTS.items():
        found = claims.filter(**{f"{arc}__isnull": False})
        pks[model].update(found.values_list(f"{arc}_id", flat=True))


def _add_initiatives(pks: Pks) -> None:
    """The initiatives of the rows, then all rows of the initiatives."""
    for model in ROWS:
        _follow(pks, model, "initiative", Initiative)
    for model in ROWS:
        found = model._default_manager.filter(initiative__in=pks[Initiative])
        pks[model].update(found.values_list("pk", flat=True))


def _add_what_initiatives_name(pks: Pks) -> None:
    _follow(pks, Funding, "part_of", Funding)
    _follow(pks, Alignment, "framework", Framework)
    _follow(pks, Member, "organization", Organization)
    _follow(pks, Observation, "organization", Organization)
    for path in ("funder", "channel", "recipient"):
        _follow(pks, Funding, path, Organization)


def _follow(
    pks: Pks, model: type[models.Model], path: str, to: type[models.Model]
) -> None:
    """Add the rows that the rows of ``model`` name."""
    named = model._default_manager.filter(
        **{"pk__in": pks[model], f"{path}__isnull": False}
    )
    pks[to].update(named.values_list(f"{path}_id", flat=True))
