"""What requests say: every name in them is known, or the request is refused."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from consortium.api.v1.serializers.fields import CodeField
from consortium.api.v1.serializers.inputs import input_of
from consortium.codelists import Because, Credibility
from consortium.filters.faults import listed
from consortium.models import SUBJECTS, Claim


class Body(serializers.Serializer):
    """An object whose every name is one of ours."""

    is_closed = True
    # A change names what it changes in ``values``; the rest of its body is whole.
    partial = property(lambda _self: False, lambda _self, _value: None)

    @property
    def shown_only(self) -> set[str]:
        """Names that are shown and never written."""
        return set()

    def to_internal_value(self, data: Any) -> Any:
        strange: dict[str, Any] = {}
        if isinstance(data, Mapping):
            strange = {n: [self._strange(n)] for n in data if n not in self.fields}
        try:
            said = super().to_internal_value(data)
        except serializers.ValidationError as refusal:
            detail: Any = refusal.detail
            raise serializers.ValidationError({**strange, **detail}) from None
        if strange:
            raise serializers.ValidationError(strange)
        return said

    def _strange(self, name: str) -> ErrorDetail:
        words = {"name": name[:100], "valid": listed(self.fields)}
        if name in self.shown_only:
            detail = _("“%(name)s” is not written. Valid are %(valid)s.")
            return ErrorDetail(detail % words, "read_only")
        detail = _("There is no “%(name)s”. Valid are %(valid)s.")
        return ErrorDetail(detail % words, "unknown_field")


class TextValue(serializers.CharField):
    """A text, and nothing that could be read as one."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class NumberValue(serializers.IntegerField):
    """A whole number, and nothing that could be read as one; 2.0 is whole."""

    def to_internal_value(self, data: Any) -> Any:
        whole = type(data) is int or (type(data) is float and data.is_integer())
        if not whole:
            self.fail("invalid")
        return super().to_internal_value(int(data))


class CodeValue(CodeField):
    """A code of a code list."""

    def to_internal_value(self, data: Any) -> Any:
        if type(data) is type(self.codes.values[0]) and data in self.codes.values:
            return data
        valid = {"valid": listed(str(code) for code in self.codes.values)}
        raise serializers.ValidationError(_("Valid are %(valid)s.") % valid)


def reason(**options: Any) -> TextValue:
    return TextValue(max_length=500, help_text="Why: kept in the history.", **options)


@extend_schema_field(
    {
        "type": ["string", "number", "boolean", "array", "object", "null"],
        "items": {},
    }
)
class AnyValue(serializers.JSONField):
    """JSON of whatever type the field in question takes."""


class DecisionBody(Body):
    """A verb on a record, and why."""

    reason = reason()


class AcceptBody(DecisionBody):
    """Let a claim count."""

    because = CodeValue(
        Because,
        required=False,
        help_text="Why the field changes; else what the claim's author gave.",
    )
    standing = NumberValue(
        required=False,
        allow_null=True,
        min_value=1,
        help_text="Id of the preferred claim that you saw on the field, null for none: "
        "409 if another one stands by now.",
    )


class GradeBody(DecisionBody):
    """Say how credible a claim is."""

    credibility = CodeValue(
        Credibility, help_text="1 (confirmed) to 6 (cannot be judged)."
    )


class MergeBody(DecisionBody):
    """Let this organization stand for another one too."""

    absorb = TextValue(max_length=100, help_text="Slug of the other one.")


EVIDENCE = (
    "source",
    "attributed_to",
    "quote",
    "locator",
    "language",
    "as_reported",
    "kind",
    "valid",
    "conversion_of",
    "credibility",
)


class EvidenceBody(Body):
    """What values are based on; said once for all values of one report."""

    because = CodeValue(
        Because, required=False, help_text="Why the value differs from what stands."
    )

    def get_fields(self) -> dict[str, Any]:
        columns = {name: Claim._meta.get_field(name) for name in EVIDENCE}
        inputs = {
            name: input_of(column, required=name == "source")
            for name, column in columns.items()
        }
        return {**inputs, **super().get_fields()}


class DraftBody(Body):
    """A new record; with evidence, its values are claims too."""

    evidence = EvidenceBody(required=False)
    reason = reason(required=False)


class ChangeBody(Body):
    """New values of a record, what they are based on, and why."""

    evidence = EvidenceBody(required=False)
    reason = reason()


class SubjectBody(Body):
    """The record that a claim is about, by id, or by slug if it has one."""

    type = serializers.ChoiceField(list(SUBJECTS))
    id = NumberValue(required=False, min_value=1)
    slug = TextValue(required=False, max_length=100)


class ColumnsBody(Body):
    """Values for some columns of one kind of record."""

    def __init__(self, columns: Iterable[Any], **options: Any) -> None:
        self.columns = list(columns)
        super().__init__(**options)

    def get_fields(self) -> dict[str, Any]:
        return {each.name: input_of(each, required=False) for each in self.columns}


class ClaimBody(Body):
    """One value of one field, or a statement about a record."""

    subject = SubjectBody()
    field = TextValue(required=False, max_length=40)
    value = AnyValue(
        required=False, help_text="As claims show it: an object for a figure."
    )
    statement = TextValue(required=False, max_length=600)
    statement_ja = TextValue(required=False, max_length=600)
    evidence = EvidenceBody()
    reason = reason(required=False)
