"""What browsers are told by answers that Django's middleware never sees."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = "default-src 'none'; frame-ancestors 'none'"


def guards(*, is_secure: bool) -> dict[str, str]:
    """Headers of an answer that shows nothing; HSTS only where HTTPS is spoken."""
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": POLICY}
    if is_secure and (seconds := settings.SECURE_HSTS_SECONDS):
        subdomains = settings.SECURE_HSTS_INCLUDE_SUBDOMAINS
        whole = "; includeSubDomains" if subdomains else ""
        headers["Strict-Transport-Security"] = f"max-age={seconds}{whole}"
    return headers


def guarded(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """``response``, which shows nothing in a browser and which nobody keeps."""
    response["Cache-Control"] = "no-store"
    for name, value in guards(is_secure=request.is_secure()).items():
        response[name] = value
    return response
