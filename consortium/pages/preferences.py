"""What reviewers decided where claims contradict each other, and what is open."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from django.utils.translation import gettext as _

from consortium.codelists import ClaimStatus
from consortium.disputes import (
    Conflict,
    Place,
    choice_among,
    conflicts,
    is_choice,
    place_of,
)
from consortium.models import Claim, Record
from consortium.wording import Words, untranslated


@dataclass(frozen=True, order=True)
class Decision:
    """What a reviewer decided; who it was is for staff."""

    at: datetime.datetime
    is_choice: bool
    why: str

    @property
    def label(self) -> str:
        if self.is_choice:
            return _("Why a reviewer preferred the value shown:")
        return _("Why a reviewer let the values stand side by side:")

    @property
    def reason(self) -> Words:
        return untranslated(self.why)


@dataclass(frozen=True)
class Decided:
    """What became of the contradictions on one field.

    ``open`` and ``kept`` are the keys of the claims that are in dispute, and of those
    that somebody let stand side by side.
    """

    open: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    choice: Decision | None = None
    waivers: list[Decision] = field(default_factory=list)


UNDECIDED = Decided()


class Preferences:
    """The contradictions among ``claims`` and the choices: two queries, or none.

    They are asked for only where several claims were accepted on a field.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._rivals = _rivals(claims)
        keys = [claim.pk for rivals in self._rivals.values() for claim in rivals]
        records = {rivals[0].subject for rivals in self._rivals.values()}
        chosen = Claim.objects.filter(is_choice(), pk__in=keys) if keys else None
        self._chosen = set(chosen.values_list("pk", flat=True)) if chosen else set()
        self._conflicts = conflicts(records)

    def on(self, record: Record, name: str) -> Decided:
        """What was decided, and what is open, on the field ``name`` of ``record``."""
        place = place_of(record, name)
        rivals = self._rivals.get(place, [])
        known = {claim.pk for claim in rivals}
        found = [one for one in self._conflicts.get(place, []) if one.claims <= known]
        choice = choice_among(rivals, self._chosen)
        return Decided(
            open=_claims_in(one for one in found if one.is_open),
            kept=_claims_in(one for one in found if not one.is_open),
            choice=None if choice is None else _choice(choice),
            waivers=sorted({_waiver(one) for one in found if not one.is_open}),
        )


def _rivals(claims: Iterable[Claim]) -> dict[Place, list[Claim]]:
    """The accepted claims on the fields on which several were."""
    by_field: dict[Place, list[Claim]] = {}
    for claim in claims:
        if claim.field and claim.status == ClaimStatus.ACCEPTED:
            place = place_of(claim.subject, claim.field)
            by_field.setdefault(place, []).append(claim)
    return {place: found for place, found in by_field.items() if len(found) > 1}


def _claims_in(found: Iterable[Conflict]) -> frozenset[int]:
    return frozenset(key for conflict in found for key in conflict.claims)


def _choice(claim: Claim) -> Decision:
    at = cast(datetime.datetime, claim.decided_at)
    return Decision(at, is_choice=True, why=claim.decision_reason)


def _waiver(conflict: Conflict) -> Decision:
    finding = conflict.finding
    at = cast(datetime.datetime, finding.decided_at)
    return Decision(at, is_choice=False, why=finding.reason)
