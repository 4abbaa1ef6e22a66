"""Figures for Prometheus, of all workers together, for those who may see them.

``/metrics`` does not exist unless METRICS_TOKEN or METRICS_ADDRESSES is set, nor for
anybody else. Labels are names of views, never addresses, so their number is bounded.
"""

import os
from collections.abc import Callable
from secrets import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from tracker.guards import guarded

PATH = "/metrics"
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

ANSWERS = Counter("tracker_answers", "Answers of Django.", ["view", "method", "status"])
SECONDS = Histogram(
    "tracker_answer_seconds",
    "How long Django took to answer.",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
KEPT = Counter(
    "tracker_kept_answers", "Answers from memory, in front of Django.", ["status"]
)
REFUSED = Counter(
    "tracker_refused", "Requests refused before Django saw them.", ["status"]
)


class MetricsMiddleware:
    """Answers who may see the figures; for all others there is nothing there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != PATH or request.method != "GET" or not _may(request):
            return self.get_response(request)
        response = HttpResponse(figures(), content_type=CONTENT_TYPE_LATEST)
        return guarded(request, response)


def figures() -> bytes:
    """All figures, as Prometheus reads them; of all workers together."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return generate_latest(registry)


def count(request: HttpRequest, status: int, seconds: float) -> None:
    """Count an answer of Django."""
    match = request.resolver_match
    view = (match.view_name if match else "") or "none"
    method = request.method if request.method in METHODS else "other"
    ANSWERS.labels(view, method, status).inc()
    SECONDS.labels(view).observe(seconds)


def _may(request: HttpRequest) -> bool:
    if request.META.get("REMOTE_ADDR") in settings.METRICS_ADDRESSES:
        return True
    token = settings.METRICS_TOKEN
    shown = request.headers.get("Authorization", "").encode()
    return bool(token) and compare_digest(shown, f"Bearer {token}".encode())
