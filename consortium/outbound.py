"""The only place that opens a connection to elsewhere.

Addresses come from people and may lead anywhere, to this machine and its neighbours
too. A name is resolved once; every address that it has is looked at, and the connection
goes to one of those and to no other. Nothing is followed from there.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from django.utils.encoding import iri_to_uri

SECONDS = 10
"""For all of an answer; one that comes in drops ends then, too."""

LARGEST = 10 * 1024 * 1024
"""Bytes of a body."""

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
STRANGE = re.compile(r"""[\x00-\x20\x7f"<>\\^`{|}]""")
"""What no address has in it: blanks, control characters, what is read in two ways."""

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
SPECIAL = [
    ipaddress.ip_network(block)
    for block in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays from IPv6 to IPv4
        "2001::/23",  # protocol assignments, tunnels among them
        "2002::/16",  # tunnels to whatever IPv4 address is inside
        "3fff::/20",  # documentation
    )
]
"""Blocks of IANA's registries that ``ipaddress`` takes, in part, for public ones."""


class NotAllowed(ValueError):
    """The address is not one to ask; nothing was sent."""


class Unreachable(OSError):
    """Nobody answered, not in time, or not in HTTP; ``code`` says what it was."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Answer(NamedTuple):
    """What came back; redirections are answers like any other."""

    status: int
    headers: dict[str, str]
    body: bytes


def fetch(url: str, *, largest: int = LARGEST, seconds: float = SECONDS) -> Answer:
    """Ask for ``url``; of the body, ``largest`` bytes are read at most, or none for 0.

    Raises ``NotAllowed`` for an address that is not public, HTTP and on its usual port,
    ``Unreachable`` for all that goes wrong on the way or takes too long.
    """
    parts = split(url)
    until = time.monotonic() + seconds
    name = str(parts.hostname)
    port = PORTS[parts.scheme]
    for address in resolved(name, port):
        if not is_public(address):
            raise NotAllowed(f"{name} is {address}, which is not public.")
    with _connected(str(address), port, until) as plain:
        secure = parts.scheme == "https"
        connection = http.client.HTTPConnection(name, port, timeout=seconds)
        connection.sock = _secured(plain, name) if secure else plain
        return _asked(connection, parts, largest)


def split(url: str) -> SplitResult:
    """The parts of an address that may be asked, in ASCII; raises ``NotAllowed``."""
    if len(url) > LONGEST or STRANGE.search(url):
        raise NotAllowed("This is no address.")
    try:
        parts = urlsplit(url)
        name, port = str(parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        raise NotAllowed("This is no address.") from None
    if parts.scheme not in PORTS or not name:
        raise NotAllowed("Only http and https are asked.")
    if "@" in parts.netloc:
        raise NotAllowed("No user name is sent.")
    if port not in (None, PORTS[parts.scheme]):
        raise NotAllowed("Only the usual ports are asked.")
    path, query = iri_to_uri(parts.path or "/"), iri_to_uri(parts.query)
    host = f"[{name}]" if ":" in name else name
    return parts._replace(netloc=host, path=path, query=query)


def is_public(address: str) -> bool:
    """Whether anybody could be asked there: none of IANA's special-purpose addresses.

    What carries an IPv4 address inside is as public as that one.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.scope_id is not None:
            return False
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if found not in GLOBAL_UNICAST:
            return False
    if any(found in block for block in SPECIAL if block.version == found.version):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved)


def resolved(name: str, port: int) -> list[str]:
    """The addresses that ``name`` has now."""
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable("unresolved") from None
    return list(dict.fromkeys(str(address[0]) for *_kind, address in found))


@contextmanager
def _connected(address: str, port: int, until: float) -> Iterator[socket.socket]:
    """A connection that is cut when its time is over, whatever is being read."""
    left = max(until - time.monotonic(), 0.001)
    is_over = threading.Event()
    try:
        with socket.create_connection((address, port), timeout=left) as plain:

            def cut() -> None:
                is_over.set()
                with suppress(OSError):  # it may have ended by itself
                    plain.shutdown(socket.SHUT_RDWR)

            timer = threading.Timer(max(until - time.monotonic(), 0.001), cut)
            timer.daemon = True
            timer.start()
            try:
                yield plain
            finally:
                timer.cancel()
            if is_over.is_set():  # what was read ends in the middle
                raise Unreachable("timeout")
    except Unreachable:
        raise
    except (http.client.HTTPException, OSError, ValueError) as fault:
        raise Unreachable("timeout" if is_over.is_set() else _code(fault)) from None


def _secured(plain: socket.socket, name: str) -> ssl.SSLSocket:
    # To wrap it takes the original away, and that is the one to cut.
    twin = plain.dup()
    twin.settimeout(plain.gettimeout())
    return ssl.create_default_context().wrap_socket(twin, server_hostname=name)


def _asked(
    connection: http.client.HTTPConnection, parts: SplitResult, largest: int
) -> Answer:
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    headers = {"User-Agent": "consortium-tracker", "Connection": "close"}
    with closing(connection):
        connection.request("GET", target, headers=headers)
        with connection.getresponse() as response:
            body = response.read(largest + 1) if largest else b""
            if len(body) > largest:
                raise Unreachable("too_large")
            if largest and response.length:
                raise Unreachable("cut_off")
            return Answer(response.status, dict(response.getheaders()), body)


def _code(fault: Exception) -> str:
    if isinstance(fault, ssl.SSLError):
        return "certificate"
    if isinstance(fault, TimeoutError):
        return "timeout"
    return "refused" if isinstance(fault, ConnectionError) else "no_http"
