"""Verbs on claims: propose, accept, dispute, reject, prefer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium import disputes
from consortium.codelists import Because, ClaimKind, ClaimStatus, EditorialState
from consortium.editorial.desk import (
    Conflict,
    Refused,
    decision,
    locked,
    need_reason,
    need_second_person,
    recheck,
    refuse_hidden,
    unpublished,
    unpublished_sources,
)
from consortium.editorial.organizations import keep_former_name
from consortium.editorial.records import publish_sources
from consortium.evidence import Verdict, verdict
from consortium.models import Claim, Organization, Record, Source
from consortium.periods import FuzzyDate

WINS = {Verdict.FIRST, Verdict.REFINES, Verdict.UPDATES}
"""The verdicts under which an accepted claim takes the field."""

REPLACES = {Because.WORLD_CHANGED, Because.SOURCE_CORRECTED, Because.WE_ERRED}
"""Why the former value no longer counts; a refined one stays accepted."""

MEANT = ("conversion_of", "valid")
"""What makes one value of one source another claim than it was recorded as."""

RECORDED = (*MEANT, "kind", "quote", "locator", "language", "as_reported")
"""What has to be as it was for a rejected claim to come back, not to be made anew."""

IMPLIED: dict[str, str] = {
    Verdict.FIRST: Because.FIRST_REPORT,
    Verdict.REFINES: Because.REFINED,
    Verdict.UPDATES: Because.WORLD_CHANGED,
}
"""Why a value is what it is where nobody says so; of other verdicts nobody knows."""

UNSAID = object()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a proposed value is based on; entered once for all values of one report.

    ``because`` is why the value differs from what stands, as its author sees it.
    """

    source: Source
    quote: str = ""
    locator: str = ""
    language: str = ""
    as_reported: str = ""
    attributed_to: Source | None = None
    kind: str = ClaimKind.FACT
    valid: FuzzyDate | str | None = None
    credibility: int | None = None
    conversion_of: Claim | None = None
    statement: str = ""
    statement_ja: str = ""
    because: str = ""


class Decision(NamedTuple):
    """What became of a claim: the verdict, and whether the field shows it now."""

    claim: Claim
    verdict: Verdict
    preferred: bool


def propose(
    record: Record,
    values: Mapping[str, Any],
    *,
    evidence: Evidence,
    by: User,
    reason: str = "",
) -> list[Claim]:
    """One pending claim for each of ``values``, which names claimable fields.

    Values are as ``Record.claim_value`` gives them. A draft takes them at once where no
    accepted claim stands. What the source already said of a field is returned, not said
    again. Raises ``ValidationError`` for a value that the field refuses.
    """
    with decision("propose", by=by, reason=reason):
        current = locked(record)
        _refuse_retracted(current)
        tried = locked(record)
        for field, value in values.items():
            tried.take(field, value)
        tried.full_clean()
        said = {field: tried.claim_value(field) for field in values}
        claims = [
            _recorded(current, field, value, evidence=evidence, by=by)
            for field, value in (said or {"": None}).items()
        ]
        if current.state == EditorialState.DRAFT:
            for claim in claims:
                counts = claim.status in (ClaimStatus.PENDING, ClaimStatus.ACCEPTED)
                if counts and claim.can_stand and _standing(claim) is None:
                    current.take(claim.field, claim.value)
            current.save()
        recheck(current, by=by, reason=reason)
    record.refresh_from_db()
    return claims


def _recorded(
    record: Record, field: str, value: Any, *, evidence: Evidence, by: User
) -> Claim:
    arc = Claim.arc_of(record)
    known = _same(record, field, value, as_in=evidence)
    living = known.exclude(status=ClaimStatus.REJECTED)
    if (same := living.first()) is not None:
        otherwise = [name for name in MEANT if _said_otherwise(same, evidence, name)]
        if otherwise:
            message = _(
                "This source's claim is recorded without that (number %(claim)s): "
                "have it rejected, then record it anew."
            )
            raise ValidationError({otherwise[0]: message % {"claim": same.pk}})
        return same
    for same in known.order_by("pk"):
        if all(_is_said_so(same, evidence, name) for name in RECORDED):
            return same
    said = {name: getattr(evidence, name) for name in evidence.__dataclass_fields__}
    claim = Claim(**{arc: record}, field=field, value=value, recorded_by=by, **said)
    _refuse_conversion(claim)
    claim.full_clean()
    claim.save()
    return claim


def _said_otherwise(claim: Claim, evidence: Evidence, name: str) -> bool:
    """Whether ``evidence`` says something of the claim that was not recorded so."""
    return bool(getattr(evidence, name)) and not _is_said_so(claim, evidence, name)


def _is_said_so(claim: Claim, evidence: Evidence, name: str) -> bool:
    """Whether the claim was recorded as ``evidence`` says it now."""
    field: Any = Claim._meta.get_field(name)
    said = getattr(evidence, name)
    if not field.is_relation:
        said = field.to_python(said)
    return (said or None) == (getattr(claim, name) or None)


def _refuse_twin(claim: Claim) -> None:
    """Refuse to take up again what was rejected and has been recorded anew."""
    if claim.status != ClaimStatus.REJECTED:
        return
    same = _same(claim.subject, claim.field, claim.value, as_in=claim)
    twin = same.exclude(status=ClaimStatus.REJECTED).first()
    if twin is not None:
        message = _("This was recorded anew (number %(claim)s): decide on that one.")
        raise Refused(message % {"claim": twin.pk})


def _same(
    record: Record, field: str, value: Any, *, as_in: Evidence | Claim
) -> QuerySet[Claim]:
    """The claims that say the same on the word of the same source."""
    worth = {"value__isnull": True} if value is None else {"value": value}
    return Claim.objects.filter(
        **{Claim.arc_of(record): record},
        **worth,
        source=as_in.source,
        attributed_to=as_in.attributed_to,
        field=field,
        statement=as_in.statement,
    )


def _refuse_conversion(claim: Claim) -> None:
    """A conversion restates a claim on the same field of the same record."""
    whole = claim.conversion_of
    if whole is None:
        return
    if not claim.field or (whole.field, whole.subject) != (claim.field, claim.subject):
        message = _("A conversion restates a claim on the same field of the record.")
        raise ValidationError({"conversion_of": message})


def accept(
    claim: Claim,
    *,
    by: User,
    reason: str,
    because: str = "",
    standing: Any = UNSAID,
    alone: bool = False,
) -> Decision:
    """The claim counts; the field takes its value when it is first, finer or newer.

    A claim that contradicts what stands is accepted beside it: the record keeps its
    value until somebody prefers one. A source that waits for review is published with
    the claim, or keeps it from being accepted. ``because`` is the reviewer's, else the
    author's, else what the verdict implies. ``standing`` is the preferred claim that
    the reviewer saw, or ``None``; ``Conflict`` when another stands by now.
    """
    need_reason(reason)
    with decision("accept", by=by, reason=reason, alone=alone):
        record, current = _held(claim)
        _refuse_retracted(record)
        stands = _standing(current)
        if current.status == ClaimStatus.ACCEPTED:
            return Decision(current, verdict(current, stands), current.preferred)
        if standing is not UNSAID and standing != stands:
            raise Conflict(_("Another claim was accepted for this field meanwhile."))
        _refuse_twin(current)
        single = need_second_person(current.recorded_by, by, alone=alone)
        _decide(current, ClaimStatus.ACCEPTED, by, reason, single=single)
        current.because = because or current.because
        found = verdict(current, stands)
        current.because = current.because or _implied(current, found)
        pghistory.context(cause=current.because)
        wins = current.can_stand and found in WINS
        current.save()
        publish_sources([current], by=by, reason=reason, alone=alone)
        if record.is_published:
            refuse_hidden(unpublished_sources([current]))
        if wins:
            _take_over(record, current, former=stands, because=current.because)
        elif stands is not None:
            _show(record, stands)
        recheck(record, by=by, reason=reason)
    claim.refresh_from_db()
    return Decision(claim, found, wins)


def _implied(claim: Claim, found: Verdict) -> str:
    """Why a field takes ``claim``; what cannot stand in a field has no cause."""
    return IMPLIED.get(found, "") if claim.can_stand else ""


def prefer(claim: Claim, *, by: User, reason: str, alone: bool = False) -> Claim:
    """Let the field show this one of its accepted claims.

    What contradicts it until then is settled with the reason. Of the one that it shows
    already this confirms that it does so rightly; saying it again changes nothing.
    """
    need_reason(reason)
    with decision("prefer", by=by, reason=reason, alone=alone):
        record, current = _held(claim)
        _refuse_retracted(record)
        if current.status != ClaimStatus.ACCEPTED or not current.can_stand:
            raise Refused(_("Only an accepted fact can stand in a field."))
        is_said = current.preferred and current.decision_reason == reason
        if not is_said or disputes.is_open(record, current.field):
            single = need_second_person(current.recorded_by, by, alone=alone)
            _decide(current, ClaimStatus.ACCEPTED, by, reason, single=single)
            _take_over(record, current, former=_standing(current), because="")
            recheck(record, by=by, reason=reason)
    claim.refresh_from_db()
    return claim


def dispute(claim: Claim, *, by: User, reason: str, alone: bool = False) -> Claim:
    """Keep the claim visible as disputed; it counts no more."""
    return _refuse(claim, ClaimStatus.DISPUTED, by, reason, alone=alone)


def reject(claim: Claim, *, by: User, reason: str, alone: bool = False) -> Claim:
    """Keep the claim visible as rejected; it counts no more."""
    return _refuse(claim, ClaimStatus.REJECTED, by, reason, alone=alone)


def _refuse(claim: Claim, status: str, by: User, reason: str, *, alone: bool) -> Claim:
    need_reason(reason)
    with decision(status, by=by, reason=reason, alone=alone):
        record, current = _held(claim)
        if current.status != status:
            _refuse_twin(current)
            single = need_second_person(current.recorded_by, by, alone=alone)
            if current.preferred:
                _empty(record, current.field)
                current.preferred = False
            elif record.state == EditorialState.DRAFT:
                _forget(record, current)
            _decide(current, status, by, reason, single=single)
            current.save()
            if status == ClaimStatus.DISPUTED:
                publish_sources([current], by=by, reason=reason, alone=alone)
            recheck(record, by=by, reason=reason)
    claim.refresh_from_db()
    return claim


def _held(claim: Claim) -> tuple[Record, Claim]:
    """The record, then the claim: all deciders queue at the record."""
    record = locked(claim.subject)
    return record, locked(claim)


def _standing(claim: Claim) -> Claim | None:
    """The preferred claim on the field of ``claim``."""
    if not claim.field:
        return None
    same = Claim.objects.filter(
        **{claim.subject_type: claim.subject}, field=claim.field, preferred=True
    )
    return same.select_related("source", "attributed_to").first()


def _decide(claim: Claim, status: str, by: User, reason: str, *, single: bool) -> None:
    claim.status = status
    claim.decided_at, claim.decided_by = timezone.now(), by
    claim.decision_reason, claim.single_handed = reason, single


def _take_over(
    record: Record, claim: Claim, *, former: Claim | None, because: str
) -> None:
    if former is not None and former != claim:
        former.preferred = False
        if because in REPLACES:
            former.status = ClaimStatus.SUPERSEDED
        former.save()
    claim.preferred = True
    claim.save()
    if isinstance(record, Organization) and claim.field == "name":
        keep_former_name(record, claim)
    _show(record, claim)


def _show(record: Record, claim: Claim) -> None:
    """Let the field hold what ``claim`` says, unless the public may not see that."""
    record.take(claim.field, claim.value)
    record.full_clean()
    if record.is_published:
        refuse_hidden([*unpublished(record), *unpublished_sources([claim])])
    record.save()


def _forget(draft: Record, claim: Claim) -> None:
    """A draft took what was proposed: it lets go of what nobody supports."""
    if not claim.field or draft.claim_value(claim.field) != claim.value:
        return
    if _standing(claim) is None:
        try:
            _empty(draft, claim.field)
        except Refused:
            return  # a required field keeps it; without a claim it is not published


def _refuse_retracted(record: Record) -> None:
    if record.state == EditorialState.RETRACTED:
        raise Refused(_("A retracted record takes no more claims."))


def _empty(record: Record, field: str) -> None:
    """The field shows nothing more, if it can."""
    record.take(field, None)
    try:
        record.full_clean()
        stays = record.claim_value(field) not in (None, {}, [], "unknown")
    except ValidationError:
        stays = True
    if stays:
        raise Refused(
            _("The field “%(field)s” cannot be empty: prefer another claim first.")
            % {"field": field}
        )
    record.save()
