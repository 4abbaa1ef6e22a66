"""The OpenAPI document: code lists, examples and errors, each in one place."""

from collections.abc import Mapping
from http import HTTPStatus
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.urls import include, path
from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
)
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample

import consortium.api.fields  # noqa: F401 (an extension is known by being there)
from consortium.api.conditional import LIST_OF_TAGS
from consortium.api.idempotency import NAME
from consortium.api.moments import described
from consortium.api.parameters import describe
from consortium.api.snapshots import HEADERS
from consortium.api.views import Resource
from consortium.api.writing import Writing
from consortium.codelists import CODELISTS
from consortium.models import SUBJECTS
from consortium.problems import MEDIA_TYPE

EXAMPLES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("examples.yaml").read_text(encoding="utf-8")
)

FAULT = {
    "type": "object",
    "description": "One thing that is wrong with the request.",
    "required": ["code", "detail"],
    "properties": {
        "parameter": {"type": "string", "description": "The query parameter."},
        "header": {"type": "string", "description": "The header of the request."},
        "pointer": {
            "type": "string",
            "description": "The place in the body (RFC 6901); empty for all of it.",
        },
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
        "code",
        "detail",
        "instance",
        "request_id",
        "errors",
    ],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "code": {"type": "string", "description": "What it is, for programs."},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "request_id": {"type": "string"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
    },
}

TAG = {"ETag": "Which version of the record this is: send it in `If-Match`."}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The `ETag` of the record as it was read; strong, and not `*`. 412 "
    "when the record has changed since, 428 without.",
    "schema": {
        "type": "string",
        "pattern": f"^{LIST_OF_TAGS.pattern}$",
        "examples": ['"0c5fd0e1a4b2c8d7.9e107d9d372bb6826"'],
    },
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "A name of your own for this request, a new UUID for instance. "
    "Sent again within 24 hours it is not done again: the first answer comes once "
    "more, with `Idempotency-Replayed: true`.",
    "schema": {"type": "string", "pattern": f'^({NAME}|"{NAME}")$'},
}
REPLAY = {"Idempotency-Replayed": "`true` where the first answer comes once more."}

RESPONSES = {
    400: ("The query or the body cannot be followed; `errors` names the faults.", {}),
    401: (
        "Nobody is signed in, or a token is not good.",
        {"WWW-Authenticate": "How to sign in."},
    ),
    403: (
        (
            "The caller may not do this, has sent no CSRF token, or needs a second "
            "factor first (`second_factor_required`)."
        ),
        {},
    ),
    404: ("There is no such record, or the caller may not see it.", {}),
    406: ("The answer comes as application/json only.", {}),
    409: (
        (
            "It cannot be done as things stand; `code` says why: `refused`, "
            "`conflict`, `not_alone`, `not_publishable` (`errors` has what the checks "
            "found), `protected` or `still_running` (the first request under the same "
            "`Idempotency-Key`)."
        ),
        {"Retry-After": "Seconds to wait, where waiting helps."},
    ),
    411: ("The request does not say how long its body is.", {}),
    412: ("The record is no longer as `If-Match` says; nothing was written.", {}),
    413: ("The body is larger than a million bytes.", {}),
    415: ("The body is not application/json in UTF-8.", {}),
    422: ("The `Idempotency-Key` was used for another request.", {}),
    428: ("`If-Match` is missing: the ETag of the record as it was read.", {}),
    429: (
        "So many requests of one caller are not answered; wait.",
        {"Retry-After": "Seconds to wait."},
    ),
    500: ("Our fault; the request id finds it in our logs.", {}),
    503: (
        (
            "The database does not answer (`service_unavailable`), not in time "
            "(`too_slow`), or too many write at once (`busy`)."
        ),
        {"Retry-After": "Seconds to wait."},
    ),
}
"""What may go wrong: the sentence about it and the headers it comes with."""

ALWAYS = {400, 401, 403, 406, 429, 500, 503}
WRITING = {411, 413, 415}
GUARDS = {"If-Match": {412, 428}, "Idempotency-Key": {409, 422}}
"""What may come of headers that guard a write."""


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
        if isinstance(self.view, Writing) and self.method != "GET":
            parameters += [IF_MATCH] * self.view.detail + [IDEMPOTENCY_KEY]
        if not isinstance(self.view, Resource) or self.method != "GET":
            return parameters
        for beside in self.view.asks_beside():
            parameters += describe(beside)
        return sorted([*parameters, *described()], key=itemgetter("name"))

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        """Add the headers that tell of which snapshot an answer is."""
        operation: Any = super().get_operation(*args, **kwargs)
        name = getattr(self.view, "action", None) or self.method.lower()
        if hasattr(getattr(self.view, name, None), "tells_snapshot"):
            operation["responses"]["200"]["headers"] = described_headers(HEADERS)
        writes = isinstance(self.view, Writing) and self.method != "GET"
        if writes or getattr(self.view, "detail", False):
            for status in {"200", "201"} & operation["responses"].keys():
                headers = operation["responses"][status].setdefault("headers", {})
                headers |= described_headers(TAG | (REPLAY if writes else {}))
        return operation

    def _map_basic_serializer(self, serializer: Any, direction: str) -> Any:
        """What refuses names that are not its own says so."""
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if getattr(serializer, "is_closed", False):
            schema["additionalProperties"] = False
        return schema

    def get_request_serializer(self) -> Any:
        """What the view reads the body with."""
        if isinstance(self.view, Writing):
            body = self.view.body_class()
            return body() if body else None
        return super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        """What the view answers; some actions have more than one answer."""
        usual = super().get_response_serializers()
        if not isinstance(self.view, Writing):
            return usual
        action = self.view.action
        others = self.view.answers.get(action, {})
        status = 201 if action == "create" else 200
        return {status: usual, **others} if others else usual

    def get_examples(self) -> list[OpenApiExample]:
        answer = self.get_response_serializers()
        if isinstance(answer, dict):
            answer = next(iter(answer.values()))
        shapes = {"response": answer}
        if isinstance(self.view, Writing):
            shapes["request"] = self.get_request_serializer()
        found = []
        for direction, shape in shapes.items():
            name = self._name(shape, direction)
            if name in EXAMPLES:
                answers = direction == "response"
                found.append(
                    OpenApiExample(
                        name,
                        value=EXAMPLES[name],
                        request_only=not answers,
                        response_only=answers,
                    )
                )
        return found

    def _name(self, shape: Any, direction: str) -> str:
        return str(self._get_serializer_name(shape, direction)) if shape else ""


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session cookie, as a way to sign in."""

    target_class = "consortium.api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "Who writes sends the value of the cookie "
            f"`{settings.CSRF_COOKIE_NAME}` in the header `X-CSRFToken` too.",
        }


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """A token of the API, as a way to sign in."""

    target_class = "consortium.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "One of your tokens, made at `tokens/` or at the desk; they "
            "begin with `cit_`.",
        }


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add the code lists, the problem document and every error to ``result``."""
    components = result.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas |= {"Fault": FAULT, "Problem": PROBLEM}
    schemas |= {codes.__name__: _code_list(codes) for codes in CODELISTS.values()}
    _add_evidence(schemas)
    components["schemas"] = dict(sorted(schemas.items()))
    components["responses"] = {
        _name(status): _response(status, *said) for status, said in RESPONSES.items()
    }
    for address, operations in result["paths"].items():
        for method, operation in operations.items():
            statuses = ALWAYS | (WRITING if method != "get" else set())
            for parameter in operation.get("parameters", []):
                statuses = statuses | GUARDS.get(parameter["name"], set())
            _add_errors(address, operation, statuses)
    return result


def _add_evidence(schemas: dict[str, Any]) -> None:
    """Records that claims speak of bring their evidence along, if asked to."""
    behind = {
        "type": "object",
        "description": "The claims behind one field, the preferred one first.",
        "required": ["claims", "more"],
        "properties": {
            "claims": {"type": "array", "items": _reference("Claim")},
            "more": {
                "type": "integer",
                "minimum": 0,
                "description": "How many claims there are beside these.",
            },
        },
    }
    schemas["Evidence"] = behind
    for model in SUBJECTS.values():
        for name in (model.__name__, f"{model.__name__}Detail"):
            if name in schemas:
                schemas[name]["properties"]["evidence"] = {
                    "type": "object",
                    "description": "By field; only with `expand=evidence`, and only "
                    "for the record asked for.",
                    "additionalProperties": _reference("Evidence"),
                }


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


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
        "code": HTTPStatus(status).phrase.lower().replace(" ", "_"),
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
    return {
        "description": sentence,
        "content": {MEDIA_TYPE: {"schema": schema, "example": example}},
        **({"headers": described_headers(headers)} if headers else {}),
    }


def described_headers(headers: Mapping[str, str]) -> dict[str, Any]:
    """The headers of an answer, with what is said of each."""
    return {
        name: {"description": said, "schema": {"type": "string"}}
        for name, said in headers.items()
    }


def _add_errors(address: str, operation: dict[str, Any], statuses: set[int]) -> None:
    if "{" in address:
        statuses = statuses | {404}
    for status in sorted(statuses):
        place = {"$ref": f"#/components/responses/{_name(status)}"}
        operation["responses"][str(status)] = place
