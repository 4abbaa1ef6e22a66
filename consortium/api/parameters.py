"""Query parameters: those all records take, and how the OpenAPI document tells."""

from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models.enums import ChoicesType
from django.http import QueryDict

from consortium.filters.base import OrderingParameter, StrictParameters
from consortium.filters.parameters import CodesParameter, Parameter
from consortium.filters.totals import NamesParameter
from consortium.models import Initiative


@cache
def unsaid(parameters: type[StrictParameters]) -> StrictParameters:
    """What a query says by ``parameters`` that has none of them."""
    nothing = Initiative.objects.none()
    return parameters(QueryDict(), nothing, user=AnonymousUser())


@cache
def fields_parameters(serializer: Any) -> type[StrictParameters]:
    """The parameter that chooses among the fields of a serializer."""
    names = list(serializer().fields)
    asked = NamesParameter(
        names,
        most=len(names),
        help_text="These fields only, with commas between them; what `expand` adds "
        "comes beside them. The schema of an answer tells of one without this.",
    )
    kind: Any = type(StrictParameters)
    parameters: type[StrictParameters] = kind(
        "FieldsParameters",
        (StrictParameters,),
        {"__doc__": "The parameter that chooses among fields.", "fields": asked},
    )
    return parameters


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
    is_list = schema.get("type") == "array"
    written = {"style": "form", "explode": False} if is_list else {}
    return {
        "name": name,
        "in": "query",
        "required": parameter.needed,
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
