"""Which pages of other sites may read what is public."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from consortium.api.snapshots import HEADERS

READABLE = ("/api/", "/downloads/", "/feeds/", "/ja/feeds/")
SHOWN = ", ".join([*HEADERS, "ETag", "Link", "X-Request-ID"])


class OriginMiddleware:
    """Lets pages of any site read, where ``CORS_ALLOW_ALL_ORIGINS`` says so.

    They read as anybody does: a browser gives them no answer to a request that it sent
    with a session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        reads = request.method in ("GET", "HEAD")
        if (
            settings.CORS_ALLOW_ALL_ORIGINS
            and reads
            and request.path_info.startswith(READABLE)
        ):
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = SHOWN
        return response
