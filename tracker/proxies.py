"""Whose word is taken on where a request comes from, and whether over HTTPS."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Any

TOLD = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")
MORE = ("HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_FORWARDED_PORT")


class Proxies:
    """The proxies in front of this server, as addresses or networks."""

    def __init__(self, trusted: Iterable[str]) -> None:
        self.networks = [ip_network(each, strict=False) for each in trusted]
        self.has = lru_cache(maxsize=1000)(self._has)

    def settle(self, environ: dict[str, Any]) -> None:
        """Put the caller's address and scheme into ``environ``.

        Of what strangers say of themselves nothing is left.
        """
        told, scheme, _host = (environ.pop(name, "") for name in TOLD)
        for name in MORE:
            environ.pop(name, None)
        if not self.has(environ["REMOTE_ADDR"]):
            return
        if scheme in ("http", "https"):
            environ["wsgi.url_scheme"] = environ["HTTP_X_FORWARDED_PROTO"] = scheme
        for caller in reversed([each.strip() for each in told.split(",")]):
            if not _is_address(caller):
                return
            environ["REMOTE_ADDR"] = caller
            if not self.has(caller):
                return

    def _has(self, address: str) -> bool:
        if not _is_address(address):
            return False
        own = ip_address(address)
        own = getattr(own, "ipv4_mapped", None) or own
        return any(own in network for network in self.networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
