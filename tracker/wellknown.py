"""``/.well-known/security.txt``: whom to tell of a vulnerability (RFC 9116)."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

GOOD_FOR = timedelta(days=180)
"""A copy older than that should not be relied on; the RFC says less than a year."""


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The contacts; 404 where SECURITY_CONTACT names none."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {contact}" for contact in settings.SECURITY_CONTACT]
    lines += [f"Expires: {until + GOOD_FOR:%Y-%m-%dT%H:%M:%SZ}"]
    lines += ["Preferred-Languages: en, ja"]
    lines += [f"Canonical: {request.build_absolute_uri()}"]
    kind = "text/plain; charset=utf-8"
    response = HttpResponse("\n".join([*lines, ""]), content_type=kind)
    response["Cache-Control"] = "public, max-age=86400"
    return response
