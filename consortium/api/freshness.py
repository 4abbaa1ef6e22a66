"""How long an answer or a page is good, and for whom."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import has_vary_header, patch_vary_headers

ROOT = "/api/"
DESKS = ("/admin/", "/accounts/")
PUBLIC = "public, max-age=0, must-revalidate"
PRIVATE = "private, no-store"
VARYING = ("Accept", "Accept-Language", "Authorization", "Cookie")
"""What an answer of the API depends on; a page depends on its address alone."""


class FreshnessMiddleware:
    """Says of every public page and answer of the API whether others may be given it.

    A public answer may be kept by anybody who asks, each time, whether it still stands;
    what a person or a program gets that says who it is, nobody keeps.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        of_desk = request.path_info.startswith(DESKS)
        if not of_desk and "Cache-Control" not in response:
            reads = request.method in ("GET", "HEAD") and response.status_code < 300
            of_api = request.path_info.startswith(ROOT)
            # A page for which nobody looked at the session is the same for all.
            depends = (
                shows_who(request) if of_api else has_vary_header(response, "Cookie")
            )
            is_public = reads and not depends and not response.cookies
            response["Cache-Control"] = PUBLIC if is_public else PRIVATE
            if of_api:
                patch_vary_headers(response, VARYING)
        return response


def shows_who(request: HttpRequest) -> bool:
    """Whether the request comes with a session or with credentials."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session or "Authorization" in request.headers
