"""Query parameters as the OpenAPI document describes them."""

from typing import Any

from django.db.models.enums import ChoicesType

from consortium.filters.base import OrderingParameter, StrictParameters
from consortium.filters.parameters import CodesParameter, Parameter


def describe(parameters: type[StrictParameters]) -> list[dict[str, Any]]:
    """One OpenAPI parameter for each; lists are written with commas."""
    return [
        _described(name, parameter, _schema(parameter, parameters))
        for name, parameter in parameters.base_filters.items()
    ]


def component(codes: ChoicesType) -> dict[str, str]:
    """Where the document describes a code list."""
    return {"$ref": f"#/components/schemas/{codes.__name__}"}


def _described(
    name: str, parameter: Parameter, schema: dict[str, Any]
) -> dict[str, Any]:
    written = {"style": "form", "explode": False} if schema["type"] == "array" else {}
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": parameter.help_text,
        "schema": schema,
        **written,
    }


def _schema(parameter: Parameter, parameters: Any) -> dict[str, Any]:
    schema = parameter.schema()
    if isinstance(parameter, OrderingParameter):
        names = [*parameters.orderings, *(f"-{name}" for name in parameters.orderings)]
        schema["items"] = {"type": "string", "enum": names}
        schema["default"] = list(parameters.default_ordering)
    codes = parameter.codes if isinstance(parameter, CodesParameter) else None
    if isinstance(codes, ChoicesType):
        schema["items"] = component(codes)
    return schema
