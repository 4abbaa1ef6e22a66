"""Where a request comes from."""

import ipaddress

from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 (no address to listen on)
"""Said of callers without an address, such as those of a Unix socket."""


def address_of(request: HttpRequest) -> str:
    """The caller's IP address.

    The server has settled it (``tracker.proxies``): ``X-Forwarded-For`` is no concern
    of anybody's after that.
    """
    try:
        return str(ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return UNKNOWN
