"""Which claims a reviewer preferred to others, and why."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from consortium.codelists import ClaimStatus
from consortium.models import Claim
from consortium.wording import Words, untranslated


@dataclass(frozen=True)
class Preference:
    """A reviewer's choice; who it was is for staff."""

    at: datetime.datetime
    why: str

    @property
    def reason(self) -> Words:
        return untranslated(self.why)


class Preferences:
    """The choices among ``claims``, read from their history: one query, or none.

    Claims on one field of a record are asked for only where several were accepted.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._chosen: dict[int, tuple[int, Preference]] = {}
        self._accepted: dict[int, int] = {}
        for event in _events(_rivals(claims)):
            said = event.pgh_context.metadata
            if said["verb"] == "accept":
                self._accepted[event.pgh_obj_id] = event.pgh_id
            elif event.preferred:
                choice = Preference(event.pgh_created_at, said.get("reason", ""))
                self._chosen[event.pgh_obj_id] = (event.pgh_id, choice)

    def choice(self, claim: Claim, rivals: Iterable[Claim]) -> Preference | None:
        """The choice of ``claim``, unless a rival was accepted since."""
        number, choice = self._chosen.get(claim.pk, (0, None))
        latest = max(self._accepted.get(rival.pk, 0) for rival in rivals)
        return choice if number > latest else None


def _rivals(claims: Iterable[Claim]) -> list[int]:
    """The keys of the accepted claims on fields on which several were."""
    by_field: dict[tuple[str, int, str], list[int]] = {}
    for claim in claims:
        if claim.field and claim.status == ClaimStatus.ACCEPTED:
            place = (claim.subject_type, claim.subject.pk, claim.field)
            by_field.setdefault(place, []).append(claim.pk)
    return [key for keys in by_field.values() if len(keys) > 1 for key in keys]


def _events(keys: list[int]) -> Iterable[Any]:
    if not keys:
        return ()
    tracked: Any = Claim
    events = tracked.pgh_event_model.objects.filter(
        pgh_obj_id__in=keys, pgh_context__metadata__verb__in=["accept", "prefer"]
    )
    found: Iterable[Any] = events.select_related("pgh_context").order_by("pgh_id")
    return found
