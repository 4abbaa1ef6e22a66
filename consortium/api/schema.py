"""The OpenAPI document: code lists, examples and errors, each in one place."""

from http import HTTPStatus
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml
from django.urls import include, path
from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample

from consortium.api.errors import MEDIA_TYPE
from consortium.api.moments import described
from consortium.api.parameters import component
from consortium.api.views import Resource
from consortium.codelists import CODELISTS

EXAMPLES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("examples.yaml").read_text(encoding="utf-8")
)

FAULT = {
    "type": "object",
    "description": "One thing that is wrong with the request.",
    "required": ["parameter", "code", "detail"],
    "properties": {
        "parameter": {"type": "string", "description": "The query parameter."},
        "code": {"type": "string", "description": "What is wrong, for programs."},
        "detail": {"type": "string", "description": "What is wrong, for people."},
    },
}
PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": [
        "type",
        "title",
        "status",
        "detail",
        "instance",
        "request_id",
        "errors",
    ],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "request_id": {"type": "string"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
    },
}

RESPONSES = {
    400: ("The query cannot be followed; `errors` names every fault.", {}),
    401: ("Nobody is signed in.", {"WWW-Authenticate": "How to sign in."}),
    404: ("There is no such record, or the caller may not see it.", {}),
    406: ("The answer comes as application/json only.", {}),
    500: ("Our fault; the request id finds it in our logs.", {}),
    503: ("The database does not answer.", {"Retry-After": "Seconds to wait."}),
}
"""What may go wrong: the sentence about it and the headers it comes with."""

ALWAYS = (400, 406, 500, 503)


class Generator(SchemaGenerator):
    """Describes version 1, and of the site's addresses only the API's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        version_1 = include(("consortium.api.v1.urls", "v1"))
        kwargs["patterns"] = [path("api/v1/", version_1)]
        kwargs["api_version"] = "v1"
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]


class Schema(AutoSchema):
    """Describes a view, with the example that is written for its shape."""

    def _get_parameters(self) -> list[dict[str, Any]]:
        """Every record and every list of records can be asked for as of the past."""
        parameters: list[dict[str, Any]] = super()._get_parameters()
        if not isinstance(self.view, Resource):
            return parameters
        return sorted([*parameters, *described()], key=itemgetter("name"))

    def get_examples(self) -> list[OpenApiExample]:
        serializer = self.get_response_serializers()
        name = self._get_serializer_name(serializer, "response")
        value = EXAMPLES.get(name)
        return [OpenApiExample(name, value=value, response_only=True)] if value else []


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session cookie, as a way to sign in."""

    target_class = "consortium.api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}


class CodeFieldExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """A code is described where its code list is."""

    target_class = "consortium.api.v1.serializers.fields.CodeField"

    def map_serializer_field(
        self, auto_schema: AutoSchema, direction: str
    ) -> dict[str, Any]:
        return component(self.target.codes)


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add the code lists, the problem document and every error to ``result``."""
    components = result.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas |= {"Fault": FAULT, "Problem": PROBLEM}
    schemas |= {codes.__name__: _code_list(codes) for codes in CODELISTS.values()}
    components["schemas"] = dict(sorted(schemas.items()))
    components["responses"] = {
        _name(status): _response(status, *said) for status, said in RESPONSES.items()
    }
    for address, operations in result["paths"].items():
        for operation in operations.values():
            _add_errors(address, operation)
    return result


def _code_list(codes: Any) -> dict[str, Any]:
    number = isinstance(codes.values[0], int)
    labels = "\n".join(f"* `{code.value}` – {code.label}" for code in codes)
    return {
        "type": "integer" if number else "string",
        "enum": list(codes.values),
        "description": labels,
    }


def _name(status: int) -> str:
    return HTTPStatus(status).phrase.replace(" ", "")


def _response(status: int, sentence: str, headers: dict[str, str]) -> dict[str, Any]:
    example = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": sentence,
        "instance": "/api/v1/funding/",
        "request_id": "0b5f1c0e-6d0b-4c39-9a45-3b0c8f8a4f10",
        "errors": [],
    }
    if status == HTTPStatus.BAD_REQUEST:
        detail = "There is no “stagee”; did you mean “stage”? Valid are amount_max, …"
        code = "unknown_parameter"
        example["errors"] = [{"parameter": "stagee", "code": code, "detail": detail}]
    schema = {"$ref": "#/components/schemas/Problem"}
    described = {
        name: {"description": said, "schema": {"type": "string"}}
        for name, said in headers.items()
    }
    return {
        "description": sentence,
        "content": {MEDIA_TYPE: {"schema": schema, "example": example}},
        **({"headers": described} if described else {}),
    }


def _add_errors(address: str, operation: dict[str, Any]) -> None:
    statuses = set(ALWAYS)
    if "{" in address:
        statuses.add(404)
    if {} not in operation.get("security", [{}]):
        statuses.add(401)
    for status in sorted(statuses):
        place = {"$ref": f"#/components/responses/{_name(status)}"}
        operation["responses"][str(status)] = place
