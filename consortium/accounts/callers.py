"""Where a request comes from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 (no address to listen on)
"""Said of callers without an address, such as those of a Unix socket."""


def address_of(request: HttpRequest) -> str:
    """The caller's IP address, as the outermost of our own proxies saw it.

    ``X-Forwarded-For`` is believed only as far as ``PROXIES`` of ours have written it:
    whatever stands before that, the caller may have made up.
    """
    said = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    direct = request.META.get("REMOTE_ADDR", "")
    is_ours = 0 < settings.PROXIES <= len(said)
    for address in [said[-settings.PROXIES], direct] if is_ours else [direct]:
        try:
            return str(ipaddress.ip_address(address.strip()))
        except ValueError:
            continue
    return UNKNOWN
