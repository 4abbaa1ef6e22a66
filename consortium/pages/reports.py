"""What is reported on one field: the value that stands, and all that disagree."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey
from django.utils.translation import ngettext, pgettext

from consortium.checks.agreement import are_compatible
from consortium.checks.claims import PROSE
from consortium.codelists import ClaimStatus, Instrument
from consortium.evidence import Fit, are_apart, compare_values, when
from consortium.models import Claim, Record
from consortium.models.claims import FIELD_KINDS
from consortium.pages.citations import Citation, Citations, marks
from consortium.pages.preferences import Preference
from consortium.readings import UNREADABLE, field_label

COUNTED = (ClaimStatus.ACCEPTED, ClaimStatus.DISPUTED)
"""Claims that keep a conflict open while they say something else."""

NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class ReportedValue:
    """One value, and all claims that give it."""

    citations: list[Citation]
    stands: bool
    is_at_odds: bool = False
    is_former: bool = False

    @property
    def words(self) -> str:
        first = self.citations[0]
        return first.reading or first.claim.as_reported


@dataclass(frozen=True)
class Reports:
    """The values reported for one field, the one that stands first.

    ``preference`` is the reviewer's choice among those that cannot all be true, once
    there is one.
    """

    label: str
    values: list[ReportedValue]
    preference: Preference | None = None

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
        """The claim that the value stands on."""
        return next((one.claim for one in self.supporting), None)

    @property
    def at_odds(self) -> int:
        """How many values are reported that cannot all be true."""
        if not any(value.is_at_odds for value in self.values):
            return 0
        return sum(value.is_at_odds or _speaks(value) for value in self.values)

    @property
    def is_disputed(self) -> bool:
        return self.at_odds > 0 and self.preference is None

    @property
    def others(self) -> list[ReportedValue]:
        return [value for value in self.values if not value.stands]

    @property
    def summary(self) -> str:
        """What there is beside the value, in a few words; empty for nothing."""
        count = self.at_odds
        if self.is_disputed:
            return ngettext(
                "disputed: %(count)s value", "disputed: %(count)s values", count
            ) % {"count": count}
        if count:
            return ngettext(
                "preferred among %(count)s value",
                "preferred among %(count)s values",
                count,
            ) % {"count": count}
        if former := [value.words for value in self.others if value.is_former]:
            return pgettext("value", "formerly %(values)s") % {
                "values": ", ".join(former)
            }
        count = len(self.others)
        return (
            ngettext(
                "%(count)s other value reported",
                "%(count)s other values reported",
                count,
            )
            % {"count": count}
            if count
            else ""
        )


def reports(citations: Citations, record: Record, field: str) -> Reports:
    """What is reported on ``field`` of ``record``; conversions are told elsewhere."""
    if field not in record.claimable:
        return Reports(field_label(record, field), [])
    said = [
        one
        for one in citations.on(record, field)
        if one.claim.conversion_of_id is None and one.claim.kind in FIELD_KINDS
    ]
    standing = _standing(record, field)
    groups: list[tuple[Claim, list[Citation]]] = [(standing, [])] if standing else []
    for one in said:
        claim = _resolved(one)
        for head, group in groups:
            if _gives_same(claim, head):
                group.append(one)
                break
        else:
            groups.append((claim, [one]))
    values = [
        ReportedValue(group, stands=head is standing) for head, group in groups if group
    ]
    reference = _reference(values)
    judged = _judged(values, field, reference)
    rivals = [
        one.claim for value in judged if value.is_at_odds for one in value.citations
    ]
    chosen = (
        citations.preferences.choice(reference, rivals)
        if reference is not None and rivals
        else None
    )
    return Reports(field_label(record, field), judged, chosen)


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


def _gives_same(one: Claim, other: Claim) -> bool:
    """Whether two claims give the very same value, neither the wider one.

    An amount in another currency is another value: whether a rate joins the two is
    asked of restated sums, by the checks.
    """
    if one.value == other.value:
        return True
    if _currency(one) != _currency(other):
        return False
    try:
        fits = {compare_values(one, other), compare_values(other, one)}
    except UNREADABLE:
        return False
    return fits == {Fit.SAME}


def _currency(claim: Claim) -> str:
    value: Any = claim.value
    return value.get("currency", "") if isinstance(value, dict) else ""


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


def _speaks(value: ReportedValue) -> bool:
    """Whether the value stands and is more than our word for “not known”."""
    return value.stands and value.citations[0].claim.value != Instrument.UNKNOWN
