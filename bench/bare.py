"""The limit: a WSGI application that sends prepared bytes, as many as a page has."""

from collections.abc import Callable, Iterable
from typing import Any

PAGE = b"[" + b'"a page of 100 sums",' * 4_500 + b'"end"]'
HEADERS = [("Content-Type", "application/json"), ("Content-Length", str(len(PAGE)))]


def application(
    _environ: dict[str, Any], start_response: Callable[..., object]
) -> Iterable[bytes]:
    """Answer anything with the same bytes."""
    start_response("200 OK", HEADERS)
    return [PAGE]
