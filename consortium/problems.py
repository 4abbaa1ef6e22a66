"""What went wrong with a request, as a problem document (RFC 9457)."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, NamedTuple

import orjson
from django.db import Error, InterfaceError, OperationalError
from django.http import HttpResponse
from django.utils.encoding import escape_uri_path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"

PROGRAMS = ("/api/", "/downloads/", "/feeds/")
"""Where programs ask, who are told of troubles by a problem document, not by a page."""

MISREAD = _("The query cannot be followed as it stands.")
"""400, also where the database is the first to see it."""


class Trouble(NamedTuple):
    """Why the database did not do it; ``wait`` is for how many seconds, at least."""

    code: str
    detail: str | Promise
    wait: int


AWAY = Trouble(
    "service_unavailable", _("The database does not answer. Try again soon."), 5
)
BUSY = Trouble("busy", _("Too much is being written just now. Try again soon."), 1)
SLOW = Trouble(
    "too_slow", _("This takes too long. Narrow the question, or try again later."), 5
)

COLLIDED = {"40001", "40P01"}
"""Serialization failure and deadlock: what failed so may succeed at once."""

TROUBLES = {
    **dict.fromkeys(COLLIDED, BUSY),
    "55P03": BUSY,  # lock_timeout
    "57014": SLOW,  # statement_timeout
    "25006": AWAY,  # read-only, as a server is that was replaced
    "25P03": AWAY,  # idle_in_transaction_session_timeout
}
"""What the states of SQL mean for who asked."""


def state_of(exc: BaseException) -> str:
    """The state of SQL that the database gave for ``exc``, if it gave one."""
    return str(getattr(exc.__cause__, "sqlstate", None) or "")


def trouble_of(exc: BaseException | None) -> Trouble | None:
    """What keeps the database from answering; nothing where it is not to blame."""
    if not isinstance(exc, Error):
        return None
    is_gone = isinstance(exc, OperationalError | InterfaceError)
    return TROUBLES.get(state_of(exc), AWAY if is_gone else None)


class ProblemResponse(HttpResponse):
    """A problem document; ``code`` tells programs what went wrong."""

    code = ""


def problem_response(
    request: Any,
    status_code: int,
    detail: str | Promise = "",
    faults: Iterable[Any] = (),
    code: str = "",
) -> ProblemResponse:
    """The answer about what went wrong with ``request``; faults are named tuples."""
    title = HTTPStatus(status_code).phrase
    document = {
        "type": "about:blank",
        "title": title,
        "status": status_code,
        "code": code or title.lower().replace(" ", "_"),
        "detail": str(detail or title),
        "instance": escape_uri_path(request.path),
        "request_id": request_id(request),
        "errors": [fault._asdict() for fault in faults],
    }
    body = orjson.dumps(document, default=str)
    response = ProblemResponse(body, status=status_code, content_type=MEDIA_TYPE)
    response.code = str(document["code"])
    return response


def unavailable(request: Any, trouble: Trouble) -> HttpResponse:
    """503, and when to ask again."""
    response = problem_response(request, 503, trouble.detail, code=trouble.code)
    response["Retry-After"] = str(trouble.wait)
    return response


def request_id(request: Any) -> str:
    """The id that the middleware gave to ``request``."""
    return str(request.META.get("REQUEST_ID", ""))
