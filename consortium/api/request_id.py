"""One name for each request: in the answer, in errors, in the history."""

import re
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import pghistory
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestIdMiddleware:
    """Takes the caller's request id if it is a plain token, else makes one.

    What a request changes carries its id in the history.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        name = given if SANE.fullmatch(given) else str(uuid.uuid4())
        request.META["REQUEST_ID"] = name
        with self.history(request, name):
            response = self.get_response(request)
        response[HEADER] = name
        return response

    def history(self, request: HttpRequest, name: str) -> AbstractContextManager:
        """The history's context; what only reads needs none."""
        reads = request.method in ("GET", "HEAD", "OPTIONS")
        return nullcontext() if reads else pghistory.context(request_id=name)
