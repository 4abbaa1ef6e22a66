"""Answers made of one snapshot of the data, which say which one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse

from consortium.api.moments import moment_parameters
from consortium.api.v1.serializers.fields import InstantField
from consortium.models.turns import DataVersion

HEADERS = {
    "Data-Version": "Counts what was written so far; it grows with every change.",
    "As-Of": "The instant of the answer; given as `as_of`, where that is taken, "
    "it brings it again.",
}
READING = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;"
    # What is asked of prepared queries are keys, whose values change no plan.
    " SET LOCAL plan_cache_mode = force_generic_plan"
)


@contextmanager
def snapshot() -> Iterator[DataVersion]:
    """Let all queries inside see the same version of the data, and tell which.

    Inside of somebody else's transaction that one decides what is seen.
    """
    if connection.in_atomic_block:
        yield DataVersion.current()
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(READING)
        yield DataVersion.current()


def in_one_snapshot(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Let the ``handler`` of a view read one snapshot, and its answer name it.

    ``Data-Version`` counts the turns of writers; ``As-Of`` is the instant to ask for,
    with ``as_of``, to be given the same answer again.
    """

    @wraps(handler)
    def answer(view: Any, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        with snapshot() as version:
            response: HttpResponse = handler(view, request, *args, **kwargs)
        moment = version.written_at
        if "as_of" in request.query_params:
            moment = moment_parameters(request, beside=request.query_params).read[
                "as_of"
            ]
        response["Data-Version"] = str(version.number)
        response["As-Of"] = InstantField().to_representation(moment)
        return response

    answer.tells_snapshot = True  # type: ignore[attr-defined]
    return answer
