"""Tells each answer of Django to the log and to the figures."""

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import LazyObject, empty
from structlog.contextvars import bound_contextvars

from consortium.problems import request_id
from tracker import metrics

logger = logging.getLogger("tracker.requests")
DENIED = (401, 403)


class ReportMiddleware:
    """Names the request in each line that is logged meanwhile, and tells its answer.

    It stands behind the middleware that gives requests their ids.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = perf_counter()
        with bound_contextvars(request_id=request_id(request)):
            response = self.get_response(request)
            seconds = perf_counter() - started
            metrics.count(request, response.status_code, seconds)
            _tell(request, response.status_code, seconds)
        return response


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    match = request.resolver_match
    told = {
        "method": request.method,
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
        "user": _user(request),
    }
    # Where no route was found there is no secret in the address either.
    told |= {"route": match.route} if match else {"path": request.path_info[:200]}
    if status in DENIED:
        told["address"] = request.META.get("REMOTE_ADDR", "")
        logger.warning("denied", extra=told)
    else:
        level = logging.ERROR if status >= 500 else logging.INFO
        logger.log(level, "answered", extra=told)


def _user(request: HttpRequest) -> int | None:
    """The number of who asked, if that was looked up; it is not looked up for this."""
    user: Any = getattr(request, "user", None)
    if user is None or (isinstance(user, LazyObject) and user._wrapped is empty):
        return None
    number: int | None = user.pk
    return number
