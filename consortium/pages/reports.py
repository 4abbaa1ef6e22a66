"""What is reported on one field: the value that stands, and all that disagree."""

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey
from django.utils.translation import ngettext, pgettext

from consortium.codelists import ClaimStatus, Instrument
from consortium.disputes import PROSE, are_compatible, give_same, in_words
from consortium.evidence import are_apart, when
from consortium.models import Claim, Initiative, Organization, Record
from consortium.pages.citations import Citation, Citations, marks
from consortium.pages.preferences import UNDECIDED, Decided, Decision
from consortium.readings import field_label

COUNTED = (ClaimStatus.ACCEPTED, ClaimStatus.DISPUTED)
"""Claims whose values are told apart from the one that stands."""

SPOKEN_OF = (Initiative, Organization)
"""What is said of these as a whole are statements, and no evidence of a field."""

NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class ReportedValue:
    """One value, and all claims that give it."""

    citations: list[Citation]
    stands: bool
    is_at_odds: bool = False
    is_former: bool = False

    @property
    def counts(self) -> bool:
        """Whether an accepted claim gives it."""
        return any(one.claim.status == ClaimStatus.ACCEPTED for one in self.citations)

    @property
    def words(self) -> str:
        first = self.citations[0]
        return first.reading or first.claim.as_reported


@dataclass(frozen=True)
class Reports:
    """The values reported for one field, the one that stands first.

    ``decided`` is what became of those that cannot all be true; ``whole`` is what
    speaks for the record itself.
    """

    label: str
    values: list[ReportedValue]
    decided: Decided = UNDECIDED
    whole: Sequence[Citation] = ()

    @property
    def supporting(self) -> list[Citation]:
        """The accepted claims that give the very value that stands."""
        return [
            one
            for value in self.values
            if value.stands
            for one in value.citations
            if one.claim.status == ClaimStatus.ACCEPTED
        ]

    @property
    def marks(self) -> list[Citation]:
        return marks(self.supporting)

    @property
    def claim(self) -> Claim | None:
        """The claim that the value stands on; one on the record if none is on it."""
        return next((one.claim for one in (*self.supporting, *self.whole)), None)

    @property
    def is_disputed(self) -> bool:
        """Whether contradictions are open, as the checks found and nobody decided."""
        return bool(self.decided.open)

    @property
    def decisions(self) -> list[Decision]:
        """What reviewers decided between the values, the latest last."""
        choice = self.decided.choice
        made = [choice] if choice and self._passed_over else []
        return sorted([*made, *self.decided.waivers])

    @property
    def others(self) -> list[ReportedValue]:
        return [value for value in self.values if not value.stands]

    @property
    def summary(self) -> str:
        """What there is beside the value, in a few words; empty for nothing."""
        others = self.others
        former = [value.words for value in others if value.is_former]
        if self.is_disputed:
            return in_words(self._giving(self.decided.open))
        if self.decided.choice and self._passed_over:
            return _preferred(self._passed_over + 1)
        if self.decided.kept:
            return _kept(self._giving(self.decided.kept))
        if refuted := sum(one.is_at_odds and not one.counts for one in others):
            return _refuted(refuted)
        if former:
            values = ", ".join(former)
            return pgettext("value", "formerly %(values)s") % {"values": values}
        return _others(len(others)) if others else ""

    @property
    def _passed_over(self) -> int:
        """How many accepted values cannot be true beside the one that stands."""
        return sum(value.is_at_odds and value.counts for value in self.values)

    def _giving(self, claims: Collection[int]) -> int:
        """How many values ``claims``, given by their keys, give."""
        return sum(
            any(one.claim.pk in claims for one in value.citations)
            for value in self.values
        )


def _preferred(count: int) -> str:
    return ngettext(
        "preferred among %(count)s value", "preferred among %(count)s values", count
    ) % {"count": count}


def _kept(count: int) -> str:
    return ngettext(
        "%(count)s value side by side", "%(count)s values side by side", count
    ) % {"count": count}


def _refuted(count: int) -> str:
    return ngettext(
        "%(count)s other value, disputed by a reviewer",
        "%(count)s other values, disputed by a reviewer",
        count,
    ) % {"count": count}


def _others(count: int) -> str:
    return ngettext(
        "%(count)s other value reported", "%(count)s other values reported", count
    ) % {"count": count}


def reports(citations: Citations, record: Record, field: str) -> Reports:
    """What is reported on ``field`` of ``record``; conversions are told elsewhere."""
    if field not in record.claimable:
        return Reports(field_label(record, field), [])
    said = [one for one in citations.on(record, field) if one.claim.can_stand]
    standing = _standing(record, field)
    groups: list[tuple[Claim, list[Citation]]] = [(standing, [])] if standing else []
    for one in said:
        claim = _resolved(one)
        for head, group in groups:
            if give_same(claim, head):
                group.append(one)
                break
        else:
            groups.append((claim, [one]))
    values = [
        ReportedValue(group, stands=head is standing) for head, group in groups if group
    ]
    judged = _judged(values, field, _reference(values))
    decided = citations.preferences.on(record, field)
    whole = [] if type(record) in SPOKEN_OF else citations.whole(record)
    return Reports(field_label(record, field), judged, decided, whole)


class ByField(dict[str, Reports]):
    """What is reported on the fields of a record."""

    @property
    def beside(self) -> list[Reports]:
        """The fields for which more is reported than the value that stands."""
        return [said for said in self.values() if said.summary]


def on_fields(citations: Citations, record: Record) -> ByField:
    """What is reported on each claimable field of ``record``."""
    return ByField(
        (field, reports(citations, record, field)) for field in record.claimable
    )


def _reference(values: list[ReportedValue]) -> Claim | None:
    """The accepted claim that the value stands on, if that is more than “unknown”."""
    supporting = Reports("", values).supporting
    if not supporting or supporting[0].claim.value == Instrument.UNKNOWN:
        return None
    return _resolved(supporting[0])


def _judged(
    values: list[ReportedValue], field: str, reference: Claim | None
) -> list[ReportedValue]:
    """``values``, each told from the one that stands: at odds with it, or former."""
    judged = [
        value
        if value.stands
        else ReportedValue(
            value.citations,
            stands=False,
            is_at_odds=field not in PROSE
            and any(_contradicts(one, reference) for one in value.citations),
            is_former=any(_precedes(one.claim, reference) for one in value.citations),
        )
        for value in values
    ]
    judged.sort(key=lambda one: (not one.stands, not one.is_at_odds, not one.is_former))
    return judged


def _standing(record: Record, field: str) -> Claim | None:
    """A claim that would say what the record says; ``None`` if it says nothing."""
    column: Any = record._meta.get_field(record.claimable[field][0])
    is_named = isinstance(column, ForeignKey)
    value = getattr(record, column.attname) if is_named else record.claim_value(field)
    if value in NOTHING:
        return None
    return Claim(**{Claim.arc_of(record): record}, field=field, value=value)


def _resolved(one: Citation) -> Claim:
    """The claim; an organization, which it names by a slug of the time, by its key.

    So comparing needs no look into the database.
    """
    record, claim = one.record, one.claim
    column: Any = record._meta.get_field(record.claimable[claim.field][0])
    if not isinstance(column, ForeignKey):
        return claim
    resolved = copy(claim)
    if claim.value == record.claim_value(claim.field):
        resolved.value = getattr(record, column.attname)
    else:
        other = one.named.get(str(claim.value))
        resolved.value = other.pk if other else None
    return resolved


def _contradicts(one: Citation, reference: Claim | None) -> bool:
    """Whether a claim that counts cannot be true beside the one that stands."""
    claim = one.claim
    if claim.status not in COUNTED or claim.value == Instrument.UNKNOWN:
        return False
    return reference is None or not are_compatible(_resolved(one), reference)


def _precedes(claim: Claim, reference: Claim | None) -> bool:
    """Whether ``claim`` counted once, or speaks of a time before."""
    if claim.status == ClaimStatus.SUPERSEDED:
        return True
    if claim.status != ClaimStatus.ACCEPTED or reference is None:
        return False
    return are_apart(claim, reference) and when(claim).is_before(when(reference))
