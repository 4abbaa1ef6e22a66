"""Answers that programs read: what goes wrong is said in a problem document."""

import hashlib
from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any

from django.db import DataError, Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.functional import Promise
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from consortium.exports import writers
from consortium.exports.workbooks import MOST_ROWS, TooManyRows
from consortium.filters import Refused
from consortium.models.turns import DataVersion, one_state
from consortium.problems import MISREAD, problem_response, trouble_of

View = Callable[..., HttpResponseBase]
READS = ("GET", "HEAD")


def explained(view: View) -> View:
    """``view`` for those who read; what goes wrong is said in a problem document."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        say = partial(problem, request)
        if request.method not in READS:
            return say(405, headers={"Allow": ", ".join(READS)})
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            return say(400, MISREAD, refusal.faults)
        except TooManyRows:
            detail = _(
                "A sheet holds %(most)s rows: narrow the query, or take CSV or Parquet."
            )
            return say(400, detail % {"most": f"{MOST_ROWS:,}"}, code="too_many")
        except writers.NoParquet:
            detail = _(
                "This server was installed without what writes Parquet: "
                "pip install 'consortium-tracker[parquet]', or take CSV."
            )
            return say(501, detail)
        except DataError:
            return say(400, MISREAD)
        except Error as refusal:
            if (trouble := trouble_of(refusal)) is None:
                raise
            headers = {"Retry-After": str(trouble.wait)}
            return say(503, trouble.detail, code=trouble.code, headers=headers)

    return answer


def problem(
    request: HttpRequest,
    status_code: int,
    detail: str | Promise = "",
    faults: Any = (),
    code: str = "",
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A problem document, which nobody keeps."""
    response = problem_response(request, status_code, detail, faults, code)
    for name, value in (headers or {}).items():
        response[name] = value
    patch_cache_control(response, private=True, no_store=True)
    return response


def of_one_state(
    request: HttpRequest, tell: Callable[[DataVersion], HttpResponse]
) -> HttpResponseBase:
    """What ``tell`` says of one state of the data; or that the caller has it already.

    The answer is named by the version and the address, which says the language too.
    """
    digest = hashlib.sha256(request.build_absolute_uri().encode()).hexdigest()
    with one_state() as version:
        etag = f'"v{version.number}-{digest[:16]}"'
        modified = int(version.written_at.timestamp())
        answer = get_conditional_response(request, etag, modified) or tell(version)
    answer["ETag"], answer["Last-Modified"] = etag, http_date(modified)
    let_keep(answer)
    return answer


def let_keep(response: HttpResponseBase) -> None:
    """Anybody may keep ``response`` who asks, each time, whether it still stands."""
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
