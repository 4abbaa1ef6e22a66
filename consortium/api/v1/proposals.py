"""Claims as clients propose them: one value of one field, or a statement."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from consortium.api.errors import BadBody, BodyFault
from consortium.api.v1.drafts import propose
from consortium.api.v1.serializers.bodies import ColumnsBody
from consortium.api.writing import faults_of
from consortium.editorial.desk import locked
from consortium.filters.faults import listed
from consortium.filters.naming import find, has_slug
from consortium.models import SUBJECTS, Claim, Record

Said = dict[str, Any]


def subject_of(said: Said, *, user: User) -> Record:
    """The record that a claim is to be about, held; as far as ``user`` may see it."""
    model = SUBJECTS[said["type"]]
    name = "slug" if has_slug(model) else "id"
    if set(said) != {"type", name}:
        detail = _("Name it by its %(name)s.") % {"name": name}
        raise BadBody([BodyFault("/subject", "invalid", detail)])
    try:
        record: Record = find(model, str(said[name]), user)
    except ValidationError as refusal:
        detail = " ".join(refusal.messages)
        raise BadBody(
            [BodyFault(f"/subject/{name}", "unknown_record", detail)]
        ) from None
    return locked(record)


def claim(said: Said, *, by: User) -> tuple[Claim, bool]:
    """The claim, and whether it is new: a source says nothing twice."""
    record = subject_of(said["subject"], user=by)
    statement = {
        name: said[name] for name in ("statement", "statement_ja") if name in said
    }
    field = said.get("field", "")
    if field and statement:
        detail = _("Give a value of a field, or a statement.")
        raise BadBody([BodyFault("/statement", "invalid", detail)])
    values = {field: _value(record, field, said, by)} if field else {}
    about = {Claim.arc_of(record): record, "source": said["evidence"]["source"]}
    known = set(Claim.objects.filter(**about).values_list("pk", flat=True))
    (found,) = propose(
        record, values, said["evidence"], by, said.get("reason", ""), **statement
    )
    return found, found.pk not in known


def _value(record: Record, field: str, said: Said, by: User) -> Any:
    """What the claim is to say of ``field``, in the form that claims have."""
    if field not in record.claimable:
        words = {"field": field, "valid": listed(record.claimable)}
        detail = _("Nothing can be claimed of “%(field)s”. Valid are %(valid)s.")
        raise BadBody([BodyFault("/field", "unknown_field", detail % words)])
    columns: list[Any] = [
        record._meta.get_field(name) for name in record.claimable[field]
    ]
    given = said.get("value")
    parts = given if len(columns) > 1 else {columns[0].name: given}
    body: Any = ColumnsBody(columns, data=parts, context={"user": by})
    if not body.is_valid():
        faults = faults_of(body.errors, "/value")
        raise BadBody([_whole(fault, columns) for fault in faults])
    for column in columns:
        empty = column.get_default() if not column.null else None
        setattr(record, column.name, body.validated_data.get(column.name, empty))
    try:
        record.full_clean()
    except ValidationError as refusal:
        raise BadBody(
            [BodyFault("/value", "invalid", text) for text in refusal.messages]
        ) from None
    value = record.claim_value(field)
    if value in (None, {}, []):
        raise BadBody([BodyFault("/value", "required", _("A claim needs a value."))])
    return value


def _whole(fault: BodyFault, columns: list[Any]) -> BodyFault:
    """A field of one column is not an object: its fault is in the value itself."""
    return fault if len(columns) > 1 else fault._replace(pointer="/value")
