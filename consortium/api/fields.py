"""How the OpenAPI document describes fields that say too little of themselves."""

from typing import Any

from django.db import models
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema

from consortium.api.parameters import component
from consortium.codelists import CODELISTS
from consortium.filters.naming import SLUG

BY_CODES = {tuple(codes.values): codes for codes in CODELISTS.values()}
NO_BLANK = r"[^\s\x00-\x1f]"
"""A character that can be seen."""


class TextValueExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """A text that says something: blanks alone are none."""

    target_class = "consortium.api.v1.serializers.bodies.TextValue"
    match_subclasses = True

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        longest = self.target.max_length
        most = {"maxLength": longest} if longest else {}
        return {"type": "string", "minLength": 1, "pattern": NO_BLANK, **most}


class TextInputExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """A text with as many characters as its column holds."""

    target_class = "consortium.api.v1.serializers.inputs.TextInput"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        column = self.target.column
        schema: dict[str, Any] = {"type": "string"}
        if column.max_length:
            schema["maxLength"] = column.max_length
        if isinstance(column, models.URLField):
            schema |= {"format": "uri", "pattern": "^https?://[^@]+$"}
        elif isinstance(column, models.SlugField):
            schema["pattern"] = f"^{SLUG.pattern}$"
        elif not (column.blank or column.has_default()):
            schema |= {"minLength": 1, "pattern": NO_BLANK}
        return schema


class FigureInputExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """A figure with as many digits as its column holds."""

    target_class = "consortium.api.v1.serializers.inputs.FigureInput"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        column = self.target.column
        places = column.decimal_places
        whole = column.max_digits - places
        pattern = rf"^-?\d{{1,{whole}}}(\.\d{{1,{places}}})?$"
        return {"type": ["string", "integer"], "format": "decimal", "pattern": pattern}


class CodesInputExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Several codes of one list."""

    target_class = "consortium.api.v1.serializers.inputs.CodesInput"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        codes = BY_CODES[_values(self.target.column.base_field)]
        return {"type": "array", "items": component(codes)}


def _values(column: models.Field) -> tuple[Any, ...]:
    return tuple(code for code, _label in column.choices or ())


class CodeFieldExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """A code is described where its code list is."""

    target_class = "consortium.api.v1.serializers.fields.CodeField"
    match_subclasses = True

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        return component(self.target.codes)
