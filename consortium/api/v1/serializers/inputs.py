"""How values come in: in the forms in which the API gives them, and in no other."""

import re
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError as Invalid
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries.fields import CountryField
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from consortium.api.v1.serializers.base import BY_CODES
from consortium.api.v1.serializers.fields import CodeField
from consortium.filters.naming import find, has_slug
from consortium.models.base import from_json
from consortium.models.fields import FuzzyDateField

FIGURE = re.compile(r"-?\d{1,30}(\.\d{1,10})?", re.ASCII)


class Input(serializers.Field):
    """A value for ``column``; null is not known, where that may be.

    ``shape`` says in words what is taken; what is no such thing is refused before the
    column reads it.
    """

    shape: Any = ""

    def __init__(self, column: Any, **options: Any) -> None:
        empty = column.null or column.blank or column.has_default()
        super().__init__(allow_null=empty, help_text=column.help_text, **options)
        self.column = column

    def run_validation(self, data: Any = serializers.empty) -> Any:
        given = super().run_validation(data)
        return from_json(self.column, None) if given is None else given

    def to_internal_value(self, data: Any) -> Any:
        if not self.fits(data):
            detail = _("Give %(shape)s.") % {"shape": self.shape}
            raise serializers.ValidationError(detail, code="invalid")
        try:
            return self.value(data)
        except Invalid as refusal:
            code = getattr(refusal, "code", None) or "invalid"
            raise serializers.ValidationError(refusal.messages, code=code) from None

    def fits(self, data: Any) -> bool:
        return isinstance(data, str)

    def value(self, data: Any) -> Any:
        return from_json(self.column, data)


class TextInput(Input):
    """A text."""

    shape = gettext_lazy("a text")

    def __init__(self, column: Any, **options: Any) -> None:
        super().__init__(column, **options)
        self.max_length = column.max_length

    def value(self, data: Any) -> Any:
        text = data.strip()
        if self.max_length is not None and len(text) > self.max_length:
            # The model's own check of a long text is that of its form.
            detail = _("Give at most %(longest)d characters.")
            raise Invalid(detail % {"longest": self.max_length}, code="max_length")
        return from_json(self.column, text)


class CodeInput(Input, CodeField):
    """A code of a code list."""

    shape = gettext_lazy("a code of the list")

    def __init__(self, column: Any, **options: Any) -> None:
        codes = BY_CODES[tuple(code for code, _label in column.choices)]
        super().__init__(column, codes=codes, **options)

    def fits(self, data: Any) -> bool:
        wanted = type(self.codes.values[0])
        return type(data) is wanted and data in self.codes.values


@extend_schema_field({"type": "string", "pattern": "^[A-Z]{2}$"})
class CountryInput(Input):
    """A country by its code."""

    shape = gettext_lazy("an ISO 3166-1 code")


class FigureInput(Input):
    """Decimal digits as text, or a whole number."""

    shape = gettext_lazy("digits as text")

    def fits(self, data: Any) -> bool:
        whole = type(data) is int
        return whole or (isinstance(data, str) and bool(FIGURE.fullmatch(data)))


@extend_schema_field({"type": "integer"})
class NumberInput(Input):
    """A whole number; 2.0 is one, to JSON Schema as well."""

    shape = gettext_lazy("a whole number")

    def fits(self, data: Any) -> bool:
        return type(data) is int or (type(data) is float and data.is_integer())

    def value(self, data: Any) -> Any:
        return super().value(int(data))


@extend_schema_field({"type": "boolean"})
class BooleanInput(Input):
    """True or false."""

    shape = gettext_lazy("true or false")

    def fits(self, data: Any) -> bool:
        return isinstance(data, bool)

    def value(self, data: Any) -> Any:
        return data


@extend_schema_field({"type": "string", "format": "date"})
class DayInput(Input):
    """A day."""

    shape = gettext_lazy("a day, as in 2026-06-30")


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "format": "edtf"},
            {"$ref": "#/components/schemas/FuzzyDate"},
        ]
    }
)
class FuzzyDateInput(Input):
    """A fuzzy date: its text, or the object that the API gives."""

    shape = gettext_lazy("a date, as in 2026, 2026-06, FY2026 or {“value”: “2026”}")

    def fits(self, data: Any) -> bool:
        text = data.get("value") if isinstance(data, dict) else data
        return isinstance(text, str)

    def value(self, data: Any) -> Any:
        text = data["value"] if isinstance(data, dict) else data
        return from_json(self.column, text)


class CodesInput(Input):
    """Several codes."""

    shape = gettext_lazy("a list of codes")

    def fits(self, data: Any) -> bool:
        return isinstance(data, list) and all(isinstance(each, str) for each in data)


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string"},
            {
                "type": "object",
                "required": ["slug"],
                "properties": {"slug": {"type": "string"}},
            },
        ]
    }
)
class NamedInput(Input):
    """Another record: its slug, or the object that the API gives."""

    shape = gettext_lazy("a slug")

    def fits(self, data: Any) -> bool:
        slug = data.get("slug") if isinstance(data, dict) else data
        return isinstance(slug, str)

    def value(self, data: Any) -> Any:
        slug = data["slug"] if isinstance(data, dict) else data
        return find(self.column.related_model, slug, self.context["user"])


@extend_schema_field({"type": "integer"})
class KeyInput(NumberInput):
    """Another record without a slug: its id."""

    shape = gettext_lazy("an id")

    def value(self, data: Any) -> Any:
        return find(self.column.related_model, str(int(data)), self.context["user"])


INPUTS: dict[type[models.Field], type[Input]] = {
    models.BooleanField: BooleanInput,
    models.DecimalField: FigureInput,
    models.IntegerField: NumberInput,
    models.DateField: DayInput,
    FuzzyDateField: FuzzyDateInput,
    CountryField: CountryInput,
    ArrayField: CodesInput,
    models.CharField: TextInput,
    models.TextField: TextInput,
}
"""How a column is given; the first that fits."""


def input_of(column: Any, **options: Any) -> Input:
    """The field that reads a value for ``column``."""
    if isinstance(column, models.ForeignKey):
        kind: Any = NamedInput if has_slug(column.related_model) else KeyInput
    elif tuple(code for code, _label in column.choices or ()) in BY_CODES:
        kind = CodeInput
    else:
        kind = next(each for base, each in INPUTS.items() if isinstance(column, base))
    field: Input = kind(column, **options)
    return field
