"""Answers made of one snapshot of the data, which say which one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware import http

from consortium.api.conditional import add_tag
from consortium.api.errors import PreconditionFailed
from consortium.api.moments import moment_parameters
from consortium.api.v1.serializers.fields import InstantField
from consortium.models.turns import one_state
from consortium.problems import problem_response

HEADERS = {
    "Data-Version": "Counts what was written so far; it grows with every change.",
    "As-Of": "The instant of the answer; given as `as_of`, where that is taken, "
    "it brings it again.",
}
# What is asked of prepared queries are keys, whose values change no plan.
PLAN_ONCE = "SET LOCAL plan_cache_mode = force_generic_plan"


class ConditionalGetMiddleware(http.ConditionalGetMiddleware):
    """Tags answers, those to writes too, and answers what depends on tags.

    Those who hold an answer already are told as well which snapshot it is of.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        row = getattr(response, "row_tag", "")
        if row and response.status_code in (200, 201):
            add_tag(cast(HttpResponse, response), row)
        answer = super().process_response(request, response)
        if answer.status_code == PreconditionFailed.status_code:
            detail = PreconditionFailed.default_detail
            return problem_response(request, answer.status_code, detail)
        for name in HEADERS:
            if name in response:
                answer[name] = response[name]
        if answer is not response:  # the policy of the answer that is held stands
            answer._csp_exempt = True  # type: ignore[attr-defined]
        return answer


def in_one_snapshot(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Let the ``handler`` of a view read one snapshot, and its answer name it.

    ``Data-Version`` counts the turns of writers; ``As-Of`` is the instant to ask for,
    with ``as_of``, to be given the same answer again.
    """

    @wraps(handler)
    def answer(view: Any, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        with one_state(PLAN_ONCE) as version:
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
