"""Which language an answer speaks."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

CHOSEN_BY_READER = ("/admin/", "/api/", "/accounts/")


class LanguageMiddleware(LocaleMiddleware):
    """The address decides on public pages, cookie and header elsewhere.

    A page keeps its language wherever its link goes; the desks, the accounts and the
    API have one address for all languages.
    """

    def process_request(self, request: HttpRequest) -> None:
        language: str | None
        if request.path_info.startswith(CHOSEN_BY_READER):
            language = translation.get_language_from_request(request)
        else:
            language = translation.get_language_from_path(request.path_info)
        request.LANGUAGE_CODE = language or str(settings.LANGUAGE_CODE)
        translation.activate(request.LANGUAGE_CODE)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path_info.startswith(CHOSEN_BY_READER):
            return super().process_response(request, response)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
