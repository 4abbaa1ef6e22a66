"""Records as clients write them: drafts at once, what others have seen by claims."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied

from consortium import editorial
from consortium.api.errors import BadBody, BodyFault, Conflict
from consortium.api.v1.serializers.bodies import EVIDENCE
from consortium.api.v1.serializers.values import Values
from consortium.codelists import EditorialState
from consortium.editorial.desk import claimed_only, recheck, refuse_hidden, unpublished
from consortium.models import Claim, Record
from consortium.roles import may_amend

Said = dict[str, Any]


def create(values: type[Values], said: Said, *, by: User) -> Record:
    """A draft with the values that are said; with evidence they are claims too."""
    record = values.kind()(**said["values"])
    clean(record, values)
    record.save()
    reason = said.get("reason", "")
    if "evidence" in said:
        values_said = _filled(record, record.claimable)
        propose(record, values_said, said["evidence"], by, reason)
    else:
        recheck(record, by=by, reason=reason)
    return record


def change(
    record: Record, values: type[Values], said: Said, *, by: User
) -> list[Claim]:
    """Write what may be written at once; the claims that the rest became.

    ``record`` is held. Claimable fields are written while it is a draft and no claim
    stands on them; else they need evidence, and a second person.
    """
    columns = said["values"]
    if record.state == EditorialState.RETRACTED:
        raise Conflict(_("A retracted record is not changed."))
    _refuse_settled(record, values, columns)
    tried = type(record)._base_manager.get(pk=record.pk)
    _set(tried, columns)
    clean(tried, values)
    given = [
        field
        for field, names in record.claimable.items()
        if not columns.keys().isdisjoint(names)
    ]
    held = claimed_only(record)
    guarded = [field for field in given if field in held]
    filled = _filled(tried, given)
    _match_evidence(tried, values, guarded, filled, "evidence" in said)
    at_once = _outside(record, columns, guarded)
    if at_once and not may_amend(by, record):
        raise PermissionDenied(
            _("A reviewer changes what no claim carries of a published record: %s.")
            % ", ".join(at_once)
        )
    _write(record, columns, at_once)
    if "evidence" in said and filled:
        return propose(record, filled, said["evidence"], by, said["reason"])
    recheck(record, by=by, reason=said["reason"])
    return []


def discard(record: Record) -> None:
    """Delete a draft; what others have seen stays."""
    if record.state != EditorialState.DRAFT:
        raise Conflict(_("Only a draft is deleted: retract what is published."))
    record.delete()


def propose(
    record: Record,
    values: Mapping[str, Any],
    evidence: Said,
    by: User,
    reason: str = "",
    **statement: Any,
) -> list[Claim]:
    """Claims with ``values``, as claims hold them, on what ``evidence`` says."""
    basis = editorial.Evidence(**evidence, **statement)
    try:
        return editorial.propose(record, values, evidence=basis, by=by, reason=reason)
    except ValidationError as refusal:
        raise BadBody(
            _faults(refusal, {name: f"/evidence/{name}" for name in EVIDENCE})
        ) from None


def clean(record: Record, values: type[Values]) -> None:
    """Refuse values that the record cannot have."""
    try:
        record.full_clean()
    except ValidationError as refusal:
        names = [column.name for column in record._meta.concrete_fields]
        places = {name: f"/values/{values.place_of(name)}" for name in names}
        raise BadBody(_faults(refusal, places, "/values")) from None


def _faults(
    refusal: ValidationError, places: Mapping[str, str], elsewhere: str = ""
) -> list[BodyFault]:
    if not hasattr(refusal, "error_dict"):
        refusal = ValidationError({"__all__": refusal})
    return [
        BodyFault(places.get(name, elsewhere), error.code or "invalid", sentence)
        for name, errors in refusal.error_dict.items()
        for error in errors
        for sentence in error.messages
    ]


def _refuse_settled(record: Record, values: type[Values], columns: Said) -> None:
    """What a record belongs to, and its address, are settled with the draft."""
    if record.state == EditorialState.DRAFT:
        return
    detail = _("This is settled once a record has been submitted.")
    if faults := [
        BodyFault(f"/values/{values.place_of(name)}", "settled", detail)
        for name in sorted(record.settled_fields() & columns.keys())
    ]:
        raise BadBody(faults)


def _filled(record: Record, given: Any) -> Said:
    """What claims have to say of those of the fields that have a value."""
    values = {field: record.claim_value(field) for field in given}
    return {field: said for field, said in values.items() if said not in (None, {}, [])}


def _match_evidence(
    tried: Record,
    values: type[Values],
    guarded: list[str],
    filled: Said,
    has_evidence: bool,
) -> None:
    """Refuse values without the evidence they need, and evidence without values."""
    faults = [
        BodyFault(
            f"/values/{values.place_of(tried.claimable[field][0])}",
            "empty",
            _("No claim empties a field: dispute the one that stands."),
        )
        for field in guarded
        if field not in filled
    ]
    if has_evidence and not filled and not guarded:
        detail = _("Nothing that a claim could say is among the values.")
        faults.append(BodyFault("/evidence", "unused", detail))
    if guarded and not has_evidence:
        detail = _("Say what this is based on: %(fields)s.")
        named = {"fields": ", ".join(guarded)}
        faults.append(BodyFault("/evidence", "required", detail % named))
    if faults:
        raise BadBody(faults)


def _outside(record: Record, columns: Said, guarded: list[str]) -> list[str]:
    kept = {name for field in guarded for name in record.claimable[field]}
    return [
        name
        for name, value in columns.items()
        if name not in kept and getattr(record, name) != value
    ]


def _set(record: Record, columns: Said) -> None:
    for name, value in columns.items():
        setattr(record, name, value)


def _write(record: Record, columns: Said, names: list[str]) -> None:
    """Write these columns, and no others."""
    if not names:
        return
    _set(record, {name: columns[name] for name in names})
    if record.is_published:
        refuse_hidden(unpublished(record))
    record.save(update_fields=names)
