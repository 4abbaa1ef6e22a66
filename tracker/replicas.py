"""Reading from streaming replicas: ``DATABASE_REPLICA_URLS`` (docs/replicas.md).

A request that reads is answered from a replica that has replayed every change that the
primary had made when the request came, or from the primary: nobody is told what is
out of date, least of all who has just written. Who is calling, what he may do and all
that is written is asked of the primary only.
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.db import Error, connections
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from consortium.databases import PRIMARY, alias, reading_from
from consortium.models.triggers import TakeTurn
from consortium.models.turns import DataVersion
from consortium.problems import AWAY, SLOW, ProblemResponse, trouble_of
from tracker.pagecache import VERSION
from tracker.standbys import OK, Watch, watches

PRIMARY_ONLY = ("/admin/",)
"""The desk: what is read there is about to be changed."""

TURNS = count()

View = Callable[..., HttpResponseBase]


class ReplicaMiddleware:
    """Lets a replica answer requests that only read; the last of all middleware.

    What it cannot answer, the primary is asked again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method not in ("GET", "HEAD"):
            return None
        if request.path_info.startswith(PRIMARY_ONLY):
            return None
        if (watch := chosen(request)) is None:
            return None
        with reading_from(watch.alias):
            return _answer(watch, lambda: view(request, *args, **kwargs))


def chosen(request: HttpRequest) -> Watch | None:
    """A replica that has all that the primary had when the ``request`` came.

    They take turns. Nothing if none has, or if nobody can say what the primary has.
    """
    fit = [watch for watch in watches() if watch.state == OK]
    if not fit:
        return None
    try:
        needed = request.META.get(VERSION) or DataVersion.current().number
    except Error:
        return None  # the view will say so
    first = next(TURNS) % len(fit)
    return next(_having(needed, [*fit[first:], *fit[:first]]), None)


def _having(version: int, fit: list[Watch]) -> Iterator[Watch]:
    for watch in fit:
        try:
            if watch.has(version):
                yield watch
        except Error:
            _leave_out(watch)


def _answer(watch: Watch, view: Callable[[], Any]) -> HttpResponseBase | None:
    """What the ``view`` answers; nothing where the replica is to blame."""
    try:
        response: HttpResponseBase = view()
        if hasattr(response, "render"):
            response = response.render()
    except Exception as exc:
        trouble = trouble_of(exc)
        if trouble == SLOW:
            raise  # the primary would be as slow, and everybody waits for it
        if trouble == AWAY:
            _leave_out(watch)
        return None
    if response.status_code < 500:
        return response
    code = response.code if isinstance(response, ProblemResponse) else ""
    if code == AWAY.code:
        _leave_out(watch)
    return response if code == SLOW.code else None


def _leave_out(watch: Watch) -> None:
    watch.fail()
    connections[watch.alias].close()


class Router:
    """Lets what is versioned be read where the request reads, and nothing else."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return alias() if is_versioned(model) else PRIMARY

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return PRIMARY

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """All databases are copies of one."""
        return True

    def allow_migrate(self, name: str, app_label: str, **hints: Any) -> bool | None:
        return None if name == PRIMARY else False


def is_versioned(model: type[Model]) -> bool:
    """Whether every change of the model's rows counts up the version of the data.

    So do the events that keep what they were, which are written in the same turn.
    """
    tracked = getattr(model, "pgh_tracked_model", None) or model
    triggers = getattr(tracked._meta, "triggers", ())
    return any(isinstance(trigger, TakeTurn) for trigger in triggers)
