"""Turns entries of the fixtures into claims, decided as the entry says."""

from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils import timezone

from consortium.codelists import Because, ClaimStatus
from consortium.imports import rows
from consortium.imports.fixtures import Entry
from consortium.models import SUBJECTS, Claim, ImportRun, Record

READ = "Read against the source before release."

DECIDED = ("external_id", "status", "reason")
"""What an entry says about a claim beside the claim itself."""


class Subject(NamedTuple):
    """A record that claims are about: as a fixture writes it, and as it is stored."""

    arc: str
    written: Record
    stored: Record
    is_new: bool


def record(entry: Entry, subject: Subject, *, by: User, run: ImportRun) -> bool:
    """Store the claim of ``entry`` unless it is there; whether it was stored.

    A claim without a value says what the fixture's record says, and is preferred.
    """
    external_id = entry.data.get("external_id")
    if not external_id:
        raise entry.wrong("external_id", "missing")
    if Claim.objects.filter(external_id=external_id).exists():
        return False
    claim = _build(entry, subject)
    claim.external_id, claim.import_run, claim.recorded_by = external_id, run, by
    if not subject.is_new and _is_recorded(claim):
        return False
    claim.status = entry.data.get("status", ClaimStatus.ACCEPTED)
    if claim.field and claim.status == ClaimStatus.ACCEPTED and not subject.is_new:
        claim.status = ClaimStatus.PENDING  # what stands may be a person's work by now
    if claim.status != ClaimStatus.PENDING:
        claim.decided_at, claim.decided_by = timezone.now(), by
        claim.decision_reason = entry.data.get("reason", READ)
        claim.single_handed = True
    if claim.status == ClaimStatus.ACCEPTED and claim.field:
        claim.preferred = "value" not in entry.data
        claim.because = Because.FIRST_REPORT if claim.preferred else ""
    rows.save(claim, entry)
    return True


def _build(entry: Entry, subject: Subject) -> Claim:
    """The claim as the entry words it, undecided."""
    data = {key: value for key, value in entry.data.items() if key not in DECIDED}
    if field := data.get("field"):
        model = type(subject.written)
        if field not in model.claimable:
            raise entry.wrong("field", f"{model._meta.verbose_name} has no “{field}”")
        data["value"] = (
            rows.claimed(model, field, data["value"], entry)
            if "value" in data
            else subject.written.claim_value(field)
        )
    columns, nested = rows.split(Claim, Entry(entry.place, data))
    if nested:
        raise entry.wrong(nested[0].name, "no such field of claim")
    return rows.build(Claim, columns | {subject.arc: subject.stored}, entry)


def _is_recorded(claim: Claim) -> bool:
    """Whether a person recorded what the source says before the fixtures did."""
    parts = ("source", "attributed_to", *SUBJECTS, "field", "statement")
    said = {part: getattr(claim, part) for part in parts}
    said |= {"value": claim.value} if claim.field else {"value__isnull": True}
    return Claim.objects.filter(**said).exists()
