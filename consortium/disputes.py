"""Where accepted claims contradict each other, and what somebody decided about that.

A field is in dispute while a finding of the code ``CONTRADICTION`` is open on it. The
checks raise one for each pair that ``contradictions`` gives; a person closes it who
prefers a claim, or waives it who lets both stand. Desk, pages and verbs ask here.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import ngettext

from consortium import evidence
from consortium.codelists import FindingState
from consortium.evidence import Fit
from consortium.models import Claim, Finding, Record
from consortium.readings import UNREADABLE

CONTRADICTION = "evidence.contradiction"

PROSE = ("name", "objective", "recipient_text")
"""Fields in free words: two wordings of one thing do not contradict each other."""


def is_choice() -> Exists:
    """Whether the last decision on a claim was to prefer it; its reason says why."""
    tracked: Any = Claim
    decided = tracked.pgh_event_model.objects.filter(
        pgh_obj=OuterRef("pk"),
        decided_at=OuterRef("decided_at"),
        pgh_context__metadata__verb="prefer",
    )
    return Exists(decided)


def contradictions(
    claims: Collection[Claim], chosen: Collection[int]
) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of ``claims`` of independent origin that nobody decided between.

    These are all claims accepted on one field, with their sources; ``chosen`` are the
    keys of those that ``is_choice`` holds of.
    """
    choice = choice_among(claims, chosen)
    for one, other in combinations(claims, 2):
        if (
            are_independent(one, other)
            and not are_compatible(one, other)
            and not (choice and _settles(choice, one, other))
        ):
            yield one, other


def choice_among(claims: Iterable[Claim], chosen: Collection[int]) -> Claim | None:
    """The last choice among ``claims`` on one field, while what stands agrees with it.

    So a finer value that took the field since opens nothing that was settled.
    """
    known = list(claims)
    standing = next((claim for claim in known if claim.preferred), None)
    choices = [
        claim
        for claim in known
        if claim.pk in chosen
        and standing
        and (claim == standing or are_compatible(claim, standing))
    ]
    return max(choices, key=_decided, default=None)


def _settles(choice: Claim, one: Claim, other: Claim) -> bool:
    """Whether preferring ``choice`` decided between two claims.

    It did between those accepted by then. One accepted since that agrees with it is at
    odds with those that were passed over, which opens nothing either.
    """
    early, late = sorted((one, other), key=_decided)
    if _decided(late) <= _decided(choice):
        return True
    was_passed_over = not are_compatible(early, choice)
    is_known = _decided(early) <= _decided(choice)
    return is_known and was_passed_over and are_compatible(late, choice)


def _decided(claim: Claim) -> Any:
    return claim.decided_at


def are_independent(one: Claim, other: Claim) -> bool:
    """Whether the origins of two claims do not meet."""
    return not evidence.origins(one) & evidence.origins(other)


def are_compatible(one: Claim, other: Claim) -> bool:
    """Whether two claims on one field can both be so, at the times they speak of.

    A value that cannot be read contradicts nothing, and neither does an amount of
    another currency: restated ones are for ``checks.fx``.
    """
    if _currency(one) != _currency(other):
        return True
    try:
        return evidence.are_compatible(one, other)
    except UNREADABLE:
        return True


def give_same(one: Claim, other: Claim) -> bool:
    """Whether two claims give the very same value, neither the wider one.

    An amount in another currency is another value: whether a rate joins the two is
    asked of restated sums, by the checks.
    """
    if one.value == other.value:
        return True
    if _currency(one) != _currency(other):
        return False
    try:
        fits = {
            evidence.compare_values(one, other),
            evidence.compare_values(other, one),
        }
    except UNREADABLE:
        return False
    return fits == {Fit.SAME}


def _currency(claim: Claim) -> str:
    value: Any = claim.value
    return value.get("currency", "") if isinstance(value, dict) else ""


class Conflict(NamedTuple):
    """A contradiction of two claims as it was found; open, or let stand by somebody."""

    finding: Finding
    claims: frozenset[int]

    @property
    def is_open(self) -> bool:
        return self.finding.state == FindingState.OPEN


Place = tuple[str, int, str]
"""A field of a record: the kind of the record, its key, the field."""


def place_of(record: Record, field: str) -> Place:
    return Claim.arc_of(record), record.pk, field


def conflicts(records: Iterable[Record]) -> dict[Place, list[Conflict]]:
    """The conflicts on the fields of ``records``: one query, or none."""
    keys: dict[str, list[int]] = {}
    for record in records:
        keys.setdefault(Claim.arc_of(record), []).append(record.pk)
    if not keys:
        return {}
    places = reduce(or_, (Q(**{f"{arc}__in": found}) for arc, found in keys.items()))
    findings = Finding.objects.filter(
        places,
        code=CONTRADICTION,
        state__in=[FindingState.OPEN, FindingState.WAIVED],
    )
    found: dict[Place, list[Conflict]] = {}
    for finding in findings.order_by("pk"):
        arc = finding.subject_type
        place = (arc, getattr(finding, f"{arc}_id"), finding.details["field"])
        conflict = Conflict(finding, frozenset(finding.details["claims"]))
        found.setdefault(place, []).append(conflict)
    return found


def is_open(record: Record, field: str) -> bool:
    """Whether ``field`` of ``record`` is in dispute."""
    found = conflicts([record]).get(place_of(record, field), [])
    return any(conflict.is_open for conflict in found)


def in_words(count: int) -> str:
    """That a field is in dispute between so many values."""
    return ngettext(
        "disputed: %(count)s value", "disputed: %(count)s values", count
    ) % {"count": count}
