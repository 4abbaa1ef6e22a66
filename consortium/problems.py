"""What went wrong with a request, as a problem document (RFC 9457)."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import orjson
from django.http import HttpResponse
from django.utils.encoding import escape_uri_path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"

MISREAD = _("The query cannot be followed as it stands.")
"""400, also where the database is the first to see it."""

UNAVAILABLE = _("The database does not answer. Try again soon.")
RETRY_AFTER = 5
"""503, and after how many seconds it may answer again."""


def problem_response(
    request: Any,
    status_code: int,
    detail: str | Promise = "",
    faults: Iterable[Any] = (),
    code: str = "",
) -> HttpResponse:
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
    return HttpResponse(body, status=status_code, content_type=MEDIA_TYPE)


def request_id(request: Any) -> str:
    """The id that the middleware gave to ``request``."""
    return str(request.META.get("REQUEST_ID", ""))
