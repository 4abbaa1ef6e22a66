"""How the OpenAPI document is turned into requests, and what answers may be.

Schemathesis makes the requests and holds the answers to the document, with all of its
checks. What it would count as a fault although it is none is named here, each with the
reason; nothing else is left out.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch

import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections
from django.test import Client
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure
from schemathesis.engine import events, from_schema
from schemathesis.transport.wsgi import WSGITransport

TOKEN = "t" * 32

STATUSES = {
    # The document says which requests are well formed, not which tags and keys are
    # those of the day: 412 and 422 refuse what was made up.
    "positive_data_acceptance": "2xx 3xx 401 403 404 409 412 422 429",
    # 428 is made for a missing condition (RFC 6585); 5xx never refuses bad input.
    "negative_data_rejection": "400 401 403 404 405 406 409 411 412 413 415 422 428",
    "missing_required_header": "400 401 403 406 415 422 428",
}
"""The answers that a check takes, where they differ from its own."""

BEYOND_A_SCHEMA = {
    "unknown_record": "which records there are, and who sees them",
    "invalid_choice": "countries and currencies: the document gives their pattern",
    "future": "what time it is",
    "too_early": "when the record began",
    "reversed": "two instants of which one has to be the later",
    "repeated": "a name with its minus sign and without it",
    "null": "a null character is a character of JSON, but of no column",
    "control": "the other control characters, of which texts have no use",
    "null_characters_not_allowed": "the same in a query",
    "number": "with how many digits a number may be written",
    "unique": "which names are taken",
    "empty": "that a text of punctuation alone has no word to look for",
    "constraint": "the laws that hold between columns",
    "required": "values that need evidence",
    "unused": "evidence that needs values",
}
"""Codes of faults that JSON Schema cannot state, and what it would have to know."""

IN_ONE_PLACE = {
    ("/subject", "invalid"): "which kinds of records have slugs",
    ("/field", "unknown_field"): "which fields the record has that is named beside it",
    ("cursor", "invalid"): "a cursor is signed, so that nobody makes one up",
}
"""The same where the code alone would excuse too much."""


class Found(NamedTuple):
    """What a run found, and how much it asked."""

    cases: Counter[str]
    statuses: Counter[int]
    faults: list[str]


class InThisTransaction:
    """The site for the threads of Schemathesis, on the connection of the test.

    It brings the cookie and the header that a browser's scripts send with a form, so
    that who is signed in may write.
    """

    def __init__(self) -> None:
        self.connection = connections["default"]
        self.site = get_wsgi_application()

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Any:
        connections["default"] = self.connection
        given = environ.get("HTTP_COOKIE")
        cookies = [*([given] if given else []), f"csrftoken={TOKEN}"]
        environ["HTTP_COOKIE"] = "; ".join(cookies)
        environ["HTTP_X_CSRFTOKEN"] = TOKEN
        return self.site(environ, start_response)


@contextmanager
def on_one_connection() -> Iterator[InThisTransaction]:
    """Requests of other threads stay in the transaction of the test."""
    ends = (signals.request_started, signals.request_finished)
    app = InThisTransaction()
    app.connection.inc_thread_sharing()
    for signal in ends:
        signal.disconnect(close_old_connections)
    try:
        yield app
    finally:
        for signal in ends:
            signal.connect(close_old_connections)
        app.connection.dec_thread_sharing()


def run(
    session: str | None,
    *,
    seed: int,
    examples: int,
    resources: Iterable[str] = (),
    thorough: Iterable[str] = (),
) -> Found:
    """Ask what the document allows, and what it does not, as whoever ``session`` is.

    ``resources`` are those to ask, ``thorough`` the patterns of the addresses of which
    every boundary is tried; without any, all.
    """
    schemathesis.openapi.format("edtf", st.sampled_from(DATES))
    config = SchemathesisConfig.from_dict(_settings(session, seed, examples, thorough))
    served = Client().get("/api/v1/schema/").json()
    if resources:
        here = re.compile(_below(resources)).match
        served["paths"] = {a: o for a, o in served["paths"].items() if here(a)}
    with on_one_connection() as app, patch.object(WSGITransport, "send", send):
        document = schemathesis.openapi.from_dict(served, config=config)
        document.app = app
        document.hook("filter_failure")(is_a_fault)
        return _gathered(from_schema(document).execute())


def _below(addresses: Iterable[str]) -> str:
    return f"^/api/v1/({'|'.join(addresses)})/"


ask = WSGITransport.send


def send(transport: WSGITransport, case: Any, **options: Any) -> Any:
    """Ask without settings of sockets: Schemathesis forgets to leave them out when it
    asks again as somebody else, and there are no sockets.
    """
    for name in ("max_redirects", "verify", "cert", "proxies"):
        options.pop(name, None)
    return ask(transport, case, **options)


DATES = ["2026", "2026-06", "2026-02-28", "FY2026", "2026~", "202X", "2026/2028"]


def _settings(
    session: str | None, seed: int, examples: int, thorough: Iterable[str]
) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "seed": seed,
        "generation": {
            "max-examples": examples,
            "database": "none",
            "no-shrink": True,
        },
        # Words of our own code fit no pattern of a date.
        "analysis": {"constants": {"enabled": False}},
        "checks": {
            name: {"expected-statuses": statuses.split()}
            for name, statuses in STATUSES.items()
        },
    }
    if thorough:
        quick = {"coverage": {"enabled": False}}
        beside = {"exclude-path-regex": _below(thorough), "phases": quick}
        settings["operations"] = [beside]
    if session:
        settings["auth"] = {"openapi": {"session": {"api_key": session}}}
    return settings


def is_a_fault(context: Any, failure: Failure, case: Any, response: Any) -> bool:
    """Whether the check is right; it is wrong where a reason is given above."""
    kind = type(failure).__name__
    if kind == "RejectedPositiveData" and response.status_code == 400:
        return not _beyond_a_schema(case, json.loads(response.content)["errors"])
    # The document describes the answer without `fields`, and says so there.
    missing = "is a required property" in failure.message
    partial = missing and "fields" in (case.query or {})
    return not (kind == "JsonSchemaError" and partial)


def _beyond_a_schema(case: Any, faults: list[dict[str, str]]) -> bool:
    # Each measure of a series takes other parameters: one list names them all.
    mixed = {"unknown_parameter"} if case.path == "/api/v1/series/" else set()
    return bool(faults) and all(
        fault["code"] in {*BEYOND_A_SCHEMA, *mixed}
        or fault.get("pointer") == "/values"
        or (fault.get("parameter") or fault.get("pointer"), fault["code"])
        in IN_ONE_PLACE
        for fault in faults
    )


def _gathered(happened: Iterable[Any]) -> Found:
    found = Found(Counter(), Counter(), [])
    for event in happened:
        match event:
            case events.ScenarioFinished():
                _gather(event, found)
            case events.NonFatalError():
                found.faults.append(f"{event.label}: {event.value!r}")
            case events.FatalError():
                raise event.exception
    return found


def _gather(event: events.ScenarioFinished, found: Found) -> None:
    recorder = event.recorder
    found.cases[event.phase.value] += len(recorder.cases)
    for each in recorder.interactions.values():
        found.statuses[each.response.status_code if each.response else 0] += 1
    for key, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                answer = recorder.interactions[key].response
                said = answer.content.decode()[-900:] if answer else ""
                told = check.failure_info
                found.faults.append(
                    f"{recorder.cases[key].value.operation.label} "
                    f"{check.name}: {told.failure.title}: {told.failure.message}\n"
                    f"  {told.code_sample[:600]}\n  {said}"
                )
