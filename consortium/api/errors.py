"""Every error under /api/ as a problem document (RFC 9457)."""

import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.exceptions import ValidationError as Invalid
from django.db import DataError, IntegrityError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import csrf, defaults
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions, status
from rest_framework.views import exception_handler as answer_to

from consortium import editorial
from consortium.filters import Refused
from consortium.problems import (
    MISREAD,
    PROGRAMS,
    Trouble,
    problem_response,
    trouble_of,
    unavailable,
)
from consortium.wording import in_reader_language

ROOT = "/api/"


class BodyFault(NamedTuple):
    """One thing wrong with a body: where (RFC 6901), a code, a sentence."""

    pointer: str
    code: str
    detail: str


class HeaderFault(NamedTuple):
    """One thing wrong with a header: which, a code, a sentence."""

    header: str
    code: str
    detail: str


class Unavailable(exceptions.APIException):
    """The database does not answer, or not in time."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(str(trouble.detail))
        self.default_code, self.wait = trouble.code, trouble.wait


class BadQuery(exceptions.APIException):
    """The query says things that cannot be followed."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = MISREAD
    default_code = "invalid"


class TooLarge(exceptions.APIException):
    """The request has a larger body than is read."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = gettext_lazy("The request is too large.")
    default_code = "too_large"


class BadBody(exceptions.APIException):
    """The body says things that cannot be done."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = gettext_lazy("The body cannot be followed as it stands.")
    default_code = "invalid"

    def __init__(self, faults: Iterable[BodyFault]) -> None:
        super().__init__()
        self.faults = list(faults)


class BadHeader(exceptions.APIException):
    """A header says something that cannot be followed."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = gettext_lazy("A header cannot be followed as it stands.")
    default_code = "invalid"

    def __init__(self, header: str, code: str, detail: str) -> None:
        super().__init__()
        self.faults = [HeaderFault(header, code, detail)]


class PreconditionRequired(exceptions.APIException):
    """The request does not say which version of the record it is about."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = gettext_lazy(
        "Read the record first and send its ETag in If-Match, so that nothing is "
        "written over what somebody else wrote meanwhile."
    )
    default_code = "precondition_required"


class PreconditionFailed(exceptions.APIException):
    """The record is no longer what the request was made for."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = gettext_lazy(
        "The record is no longer as you read it: read it again, then decide again."
    )
    default_code = "precondition_failed"


class LengthRequired(exceptions.APIException):
    """The request does not say how long its body is."""

    status_code = status.HTTP_411_LENGTH_REQUIRED
    default_detail = gettext_lazy("Say how long the body is: Content-Length.")
    default_code = "length_required"


class Conflict(exceptions.APIException):
    """It cannot be done as things stand; ``code`` says to programs why not."""

    status_code = status.HTTP_409_CONFLICT
    default_detail = gettext_lazy("This cannot be done as things stand.")
    default_code = "refused"

    def __init__(
        self, detail: str = "", code: str = "refused", faults: Iterable[BodyFault] = ()
    ) -> None:
        super().__init__(detail or None)
        self.default_code, self.faults = code, list(faults)


class StillRunning(Conflict):
    """The same request came a moment ago and is not yet answered."""

    wait = 1

    def __init__(self) -> None:
        detail = _("The first request under this Idempotency-Key is still running.")
        super().__init__(detail, "still_running")


class KeyReused(exceptions.APIException):
    """The key names another request."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = gettext_lazy(
        "This Idempotency-Key was used for another request: make a new one."
    )
    default_code = "key_reused"


REFUSALS: dict[type[editorial.Refused], str] = {
    editorial.NotPublishable: "not_publishable",
    editorial.NotAlone: "not_alone",
    editorial.Conflict: "conflict",
    editorial.Refused: "refused",
}
"""The code of each refusal of a verb, the narrow ones first."""


def exception_handler(exc: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """The answer to an exception in a view; ``None`` for faults of our own.

    It is rendered here, since a view may have no renderer for it.
    """
    known: Any = _as_api_exception(exc)
    answer = answer_to(known, context)
    if answer is None:
        return None
    faults = getattr(exc if isinstance(exc, Refused) else known, "faults", [])
    detail = str(known.detail) if isinstance(known, exceptions.APIException) else ""
    tells = isinstance(known, Conflict | KeyReused | Unavailable)
    code = str(known.default_code) if tells else ""
    request = context["request"]
    response = problem_response(request, answer.status_code, detail, faults, code)
    for name in ("WWW-Authenticate", "Retry-After"):
        if name in answer:
            response[name] = answer[name]
    return response


def _as_api_exception(exc: Exception) -> Exception:
    if trouble := trouble_of(exc):
        return Unavailable(trouble)
    match exc:
        case Refused():
            return BadQuery()
        case RequestDataTooBig():
            return TooLarge()
        case SuspiciousOperation() | BadRequest() | DataError():
            return BadQuery()
        case Http404():
            return exceptions.NotFound()
        case PermissionDenied():
            return exceptions.PermissionDenied()
        case editorial.Refused() | ProtectedError() | IntegrityError() | Invalid():
            return _as_conflict(exc)
    return exc


def _as_conflict(exc: Exception) -> Conflict:
    if isinstance(exc, ProtectedError):
        return _named_by(exc)
    if isinstance(exc, Invalid):
        # A claim was fit when it was made; the record has changed since.
        return Conflict(" ".join(exc.messages))
    if isinstance(exc, editorial.Refused):
        code = next(code for kind, code in REFUSALS.items() if isinstance(exc, kind))
        findings = getattr(exc, "findings", [])
        faults = [
            BodyFault("", finding.code, in_reader_language(finding, "message").text)
            for finding in findings
        ]
        return Conflict(str(exc), code, faults)
    # What the laws of the database refused, somebody else has just brought about.
    return Conflict(_("Something else came between: read again."), "conflict")


def _named_by(exc: ProtectedError) -> Conflict:
    """The rows that a record cannot be deleted for, counted by kind."""
    kinds = Counter(str(row._meta.verbose_name_plural) for row in exc.protected_objects)
    named = ", ".join(f"{kind}: {number}" for kind, number in sorted(kinds.items()))
    detail = _("Other records name it: %(records)s.") % {"records": named}
    return Conflict(detail, "protected")


@csrf_exempt
def no_such_route(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The answer where the API has no address."""
    detail = _("There is nothing at this address.")
    if not request.path.endswith("/"):
        detail = _("There is nothing at this address; all end with a slash.")
    return problem_response(request, 404, detail)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 before any view was reached."""
    if not request.path_info.startswith(ROOT):
        return defaults.bad_request(request, exception)
    too_big = isinstance(exception, RequestDataTooBig)
    return problem_response(request, 413 if too_big else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 from a view that is not the API's own."""
    if not request.path_info.startswith(ROOT):
        return defaults.permission_denied(request, exception)
    return problem_response(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 where no address fits."""
    if not request.path_info.startswith(ROOT):
        return defaults.page_not_found(request, exception)
    return no_such_route(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, and all that is said of it is where to look.

    503 where the database is to blame: middleware asks it too, before any view does.
    """
    if trouble := trouble_of(sys.exc_info()[1]):
        return _out_of_order(request, trouble)
    if not request.path_info.startswith(ROOT):
        return defaults.server_error(request)
    return problem_response(request, 500, _("The request id finds it in our logs."))


def _out_of_order(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    response = unavailable(request, trouble)
    if not request.path_info.startswith(PROGRAMS):
        # Without the request, so that no context processor asks the database.
        page = loader.get_template("503.html").render({"detail": trouble.detail})
        response.content, response["Content-Type"] = page.encode(), "text/html"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form or a script cannot show that it is ours."""
    if not request.path_info.startswith(ROOT):
        return csrf.csrf_failure(request, reason)
    return problem_response(request, 403, reason)
