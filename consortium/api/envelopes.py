"""What a request says of itself, before anybody reads its body."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from consortium.api.errors import ROOT, LengthRequired, TooLarge
from consortium.problems import problem_response


class EnvelopeMiddleware:
    """Refuses bodies of no length or a larger one than our forms have, and bad UTF-8.

    Django takes a body without a length for an empty one, keeps files of any size on
    its disk (nothing here takes a file), and reads what is no UTF-8 as something else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and _in_plain(request):
            # Led on to HTTPS, a program would send its token in plain for ever.
            said = _("Ask over HTTPS: what was sent now may have been read.")
            return problem_response(request, 403, said, code="https_only")
        length = request.META.get("CONTENT_LENGTH") or ""
        refusal: type[LengthRequired | TooLarge] | None = None
        if not length and request.META.get("HTTP_TRANSFER_ENCODING"):
            refusal = LengthRequired
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if length.isdigit() and most is not None and int(length[:20]) > most:
            refusal = TooLarge
        if refusal is None:
            _refuse_other_encodings(request)
            return self.get_response(request)
        detail, code = refusal.default_detail, refusal.default_code
        response = problem_response(request, refusal.status_code, detail, code=code)
        response["Content-Length"] = str(len(response.content))
        return response


def _in_plain(request: HttpRequest) -> bool:
    return request.path_info.startswith(ROOT) and not request.is_secure()


def _refuse_other_encodings(request: HttpRequest) -> None:
    query = str(request.META.get("QUERY_STRING", "")).encode("latin-1", "replace")
    try:
        unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        raise BadRequest("The query is not UTF-8.") from None
