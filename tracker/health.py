"""Whether this process lives, and whether it can serve: ``/healthz`` and ``/readyz``.

Both are answered before anything else looks at the request, so that a load balancer may
ask by address and without TLS. They say nothing that a stranger should not know.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from consortium import backups
from tracker import standbys
from tracker.guards import guarded

OK, FAILING, LATE = "ok", "failing", "late"
WAIT = 5
"""Seconds after which it is worth asking again."""


class HealthMiddleware:
    """Answers who asks how the process is; the first of all middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = ANSWERS.get(request.path_info)
        if answer is None or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        return guarded(request, answer())


def alive() -> HttpResponse:
    """200 while the process answers at all; the database is not asked."""
    return JsonResponse({"status": OK})


def ready() -> HttpResponse:
    """200 when requests can be served, else 503.

    A late backup is only told, as is a replica: the primary answers in its place.
    """
    checks: dict[str, str | dict[str, str]]
    try:
        checks = {"database": OK, "migrations": _migrations()}
    except Error:
        connection.close_if_unusable_or_obsolete()
        checks = {"database": FAILING}
    if settings.BACKUP_MAX_AGE:
        checks["backup"] = _backup(timedelta(hours=settings.BACKUP_MAX_AGE))
    if replicas := standbys.states():
        checks["replicas"] = replicas
    if FAILING not in checks.values():
        return JsonResponse({"status": OK, "checks": checks})
    wait = {"Retry-After": str(WAIT)}
    return JsonResponse({"status": FAILING, "checks": checks}, status=503, headers=wait)


ANSWERS = {"/healthz": alive, "/readyz": ready}


def _migrations() -> str:
    """Whether the database has all that this release expects; a newer one may do."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return FAILING if waiting else OK


def _backup(most: timedelta) -> str:
    newest = next(iter(backups.all_in(settings.BACKUP_ROOT)), None)
    if newest is None:
        return LATE
    return OK if datetime.now(UTC) - backups.made_at(newest) <= most else LATE
