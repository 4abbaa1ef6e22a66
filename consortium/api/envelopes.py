"""What a request says of its body, before anybody reads it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from consortium.api.errors import LengthRequired, TooLarge
from consortium.problems import problem_response


class EnvelopeMiddleware:
    """Refuses bodies of no length, and of more than any form of ours has.

    Django takes a body without a length for an empty one, and keeps files of any size
    on its disk: nothing here takes a file.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or ""
        refusal: type[LengthRequired | TooLarge] | None = None
        if not length and request.META.get("HTTP_TRANSFER_ENCODING"):
            refusal = LengthRequired
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if length.isdigit() and most is not None and int(length[:20]) > most:
            refusal = TooLarge
        if refusal is None:
            return self.get_response(request)
        detail, code = refusal.default_detail, refusal.default_code
        response = problem_response(request, refusal.status_code, detail, code=code)
        response["Content-Length"] = str(len(response.content))
        return response
