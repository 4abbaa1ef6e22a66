"""Claims that contradict each other."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from consortium.checks.evidence import ACCEPTED, label
from consortium.checks.origins import give_sources
from consortium.checks.registry import Flag, check, listed
from consortium.checks.scope import ARCS, countable_claims
from consortium.codelists import ClaimStatus, Severity, Stage
from consortium.disputes import (
    CONTRADICTION,
    PROSE,
    are_independent,
    contradictions,
    is_choice,
)
from consortium.evidence import when
from consortium.models import SUBJECTS, Claim, Funding, Record
from consortium.models.claims import FIELD_KINDS
from consortium.readings import reading

NOT_REFUSED = Q(
    status__in=[ClaimStatus.PENDING, ClaimStatus.ACCEPTED, ClaimStatus.DISPUTED]
)

TOLD = Q(status__in=[ClaimStatus.ACCEPTED, ClaimStatus.DISPUTED])
"""What may be said of a record that everybody sees: pending claims are nobody's yet."""

Shared = dict[tuple[Record, str], list[Any]]


@check(CONTRADICTION, Severity.ERROR, *SUBJECTS.values())
def accepted_claims_contradict(records: Any) -> Iterator[Flag]:
    """Two accepted claims of independent origin cannot both be true."""
    for (record, field), claims in _at_odds(records, ACCEPTED).items():
        chosen = {claim.pk for claim in claims if claim.is_choice}
        for one, other in contradictions(claims, chosen):
            yield Flag(
                record,
                _("Accepted claims contradict each other (%(field)s): %(values)s."),
                {"field": field, "claims": [one.pk, other.pk]},
                key=f"{field}:{one.pk}:{other.pk}",
                words={
                    "field": label(type(record), field),
                    "values": listed([said(one), said(other)]),
                },
            )


def _said(claim: Claim) -> str:
    """What a claim says, in few words: as it was printed, if that was noted."""
    return f"“{claim.as_reported or reading(claim, claim.subject) or claim.value}”"


said = lazy(_said, str)
"""In the language of the sentence that it becomes part of."""


@check("funding.stage-ambiguous", Severity.INFO, Funding)
def one_origin_words_two_stages(funding: Any) -> Iterator[Flag]:
    """One origin words the same sum at different stages."""
    labels: dict[str, Any] = {stage.value: stage.label for stage in Stage}
    for (row, _field), claims in _at_odds(funding, TOLD, "stage").items():
        stages = {
            str(claim.value): claim.pk
            for one, other in combinations(claims, 2)
            if one.value != other.value
            and not are_independent(one, other)
            and when(one).meets(when(other))
            for claim in (one, other)
        }
        if stages:
            yield Flag(
                row,
                _("One origin words this sum at different stages: %(stages)s."),
                {"stages": sorted(stages), "claims": sorted(stages.values())},
                words={"stages": listed([labels.get(name, name) for name in stages])},
            )


def _at_odds(records: Any, which: Q, *fields: str) -> Shared:
    """Claims on one field of a record that have different values, sources included."""
    arc = ARCS[records.model]
    claims = countable_claims().filter(which, kind__in=FIELD_KINDS).exclude(field="")
    claims = (
        claims.filter(field__in=fields) if fields else claims.exclude(field__in=PROSE)
    )
    differing = claims.filter(**{arc: OuterRef(arc)}, field=OuterRef("field"))
    found: list[Any] = list(
        claims.filter(
            Exists(differing.exclude(value=OuterRef("value"))),
            **{f"{arc}__in": records},
        )
        .annotate(is_choice=is_choice())
        .select_related(arc)
        .order_by("pk")
    )
    give_sources(found)
    shared: Shared = defaultdict(list)
    for claim in found:
        shared[claim.subject, claim.field].append(claim)
    return shared
