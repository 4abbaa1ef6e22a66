"""Between granian and Django: nobody who is slow holds a thread.

Granian's own WSGI mode lets a thread wait for each body, as long as it takes, so a few
slow callers stop all others. Here the event loop reads the body, within a limit of
time, and only then one of a fixed number of threads answers. The loop answers by itself
what is kept ready, and refuses at once what would have to wait too long.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from io import BytesIO
from itertools import chain
from string import printable
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson
from granian.rsgi import ProtocolClosed

from consortium.problems import trouble_of
from tracker.guards import guards
from tracker.metrics import REFUSED
from tracker.proxies import Proxies

PIECE = 64 * 1024
"""Bytes of a long answer that are sent at once."""

WAITING = 32
"""Requests in line for each thread; whoever comes later is told to come again."""

BEGUN = "The answer broke off before it began. Try again."


class ReadsTooSlowly(Exception):
    """The caller takes no piece of an answer for too long."""


GONE = (ProtocolClosed, ReadsTooSlowly)

Headers = list[tuple[str, str]]
Said = tuple[int, Headers]
Held = Callable[[dict[str, Any]], "tuple[Said, bytes] | None"]
logger = logging.getLogger("tracker.gateway")


class Limits(NamedTuple):
    """How wide and how patient a gateway is; seconds and bytes."""

    threads: int = 8
    body_within: float = 25
    piece_within: float = 30
    longest_body: int = 2_621_440


class Gateway:
    """An RSGI application around a WSGI one.

    ``held`` gives answers that need neither a thread nor the database.
    """

    def __init__(
        self, application: Any, held: Held, proxies: Proxies, limits: Limits
    ) -> None:
        self.application, self.held = application, held
        self.proxies, self.limits = proxies, limits
        self.threads = ThreadPoolExecutor(limits.threads, "answer")
        self.most = limits.threads * (WAITING + 1)
        self.open = 0

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        environ = environ_of(scope)
        self.proxies.settle(environ)
        with suppress(ProtocolClosed):  # the caller has gone
            await self._serve(environ, protocol)

    async def _serve(self, environ: dict[str, Any], protocol: Any) -> None:
        if kept := self.held(environ):
            (status, headers), body = kept
            protocol.response_bytes(status, headers, body)
        elif not await self._read(environ, protocol):
            _refuse(environ, protocol, 408, "The body did not come in time.")
        elif self.open >= self.most:
            _refuse(environ, protocol, 503, "Too many ask just now. Try again soon.")
        else:
            await self._answer(environ, protocol)

    async def _read(self, environ: dict[str, Any], protocol: Any) -> bool:
        """Whether the body came in time; one that is refused unread counts as well."""
        length = environ.get("CONTENT_LENGTH", "")
        body = b""
        if length.isdigit() and 0 < int(length[:20]) <= self.limits.longest_body:
            try:
                async with asyncio.timeout(self.limits.body_within):
                    body = await protocol()
            except TimeoutError:
                return False
        environ["wsgi.input"] = BytesIO(body)
        return True

    async def _answer(self, environ: dict[str, Any], protocol: Any) -> None:
        loop = asyncio.get_running_loop()
        self.open += 1
        try:
            whole = await loop.run_in_executor(
                self.threads, self._in_thread, environ, protocol, loop
            )
        finally:
            self.open -= 1
        if whole is not None:
            (status, headers), body = whole
            protocol.response_bytes(status, headers, body)

    def _in_thread(
        self, environ: dict[str, Any], protocol: Any, loop: asyncio.AbstractEventLoop
    ) -> tuple[Said, bytes] | None:
        """The answer, if it is short; a long one is sent from here, piece by piece."""
        said: list[Said] = []

        def start(
            status: str, headers: list[tuple[str, str]], _exc: Any = None
        ) -> None:
            said[:] = [(int(status[:3]), headers)]

        try:
            answer = self.application(environ, start)
        except Exception:
            logger.exception("Nothing answered", extra={"path": environ["PATH_INFO"]})
            return _problem(environ, 500, "Something went wrong here.")
        with ExitStack() as ending:
            if close := getattr(answer, "close", None):
                ending.callback(close)
            pieces = _joined(answer)
            try:
                first, second = next(pieces, b""), next(pieces, None)
            except Exception as exc:
                # The database may be there again, or another one.
                status = 503 if trouble_of(exc) else 500
                level = logging.WARNING if status == 503 else logging.ERROR
                told = {"path": environ["PATH_INFO"]}
                logger.log(level, "An answer did not begin", exc_info=True, extra=told)
                return _problem(environ, status, BEGUN)
            if second is None:
                return said[0], first
            try:
                self._send(said[0], chain([first, second], pieces), protocol, loop)
            except Exception as exc:
                # The caller has gone or stopped reading, or the rest could not be made:
                # that the line is cut is all that can still be said.
                is_fault = not (isinstance(exc, GONE) or trouble_of(exc))
                level = logging.ERROR if is_fault else logging.WARNING
                told = {"path": environ["PATH_INFO"]}
                logger.log(level, "An answer broke off", exc_info=is_fault, extra=told)
        return None

    def _send(
        self,
        said: Said,
        pieces: Iterator[bytes],
        protocol: Any,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        """Send ``pieces`` from the thread that makes them: its connection is there."""

        async def begin() -> Any:
            return protocol.response_stream(*said)

        transport = asyncio.run_coroutine_threadsafe(begin(), loop).result()
        for piece in pieces:
            sending = asyncio.run_coroutine_threadsafe(_sent(transport, piece), loop)
            try:
                sending.result(self.limits.piece_within)
            except TimeoutError:
                sending.cancel()
                raise ReadsTooSlowly from None


async def _sent(transport: Any, piece: bytes) -> None:
    await transport.send_bytes(piece)


def environ_of(scope: Any) -> dict[str, Any]:
    """What WSGI (PEP 3333) calls a request, without its body."""
    server, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": quote(scope.query_string, safe=printable),
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        # A_B would look like A-B to Django, and proxies filter only one of the two.
        if "_" not in name:
            _add(environ, name.upper().replace("-", "_"), value)
    return environ


def _add(environ: dict[str, Any], name: str, value: str) -> None:
    if name not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        name = f"HTTP_{name}"
    if name in environ:
        value = f"{environ[name]}{';' if name == 'HTTP_COOKIE' else ','}{value}"
    environ[name] = value


def _joined(answer: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of an answer, small ones put together."""
    if isinstance(answer, Sequence):
        yield b"".join(answer)
        return
    waiting: list[bytes] = []
    size = 0
    for piece in answer:
        waiting.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def _problem(environ: dict[str, Any], status: int, detail: str) -> tuple[Said, bytes]:
    """A problem document (RFC 9457) from before or behind Django."""
    document = {"type": "about:blank", "status": status, "detail": detail}
    headers = [("content-type", "application/problem+json"), ("retry-after", "1")]
    headers += [("cache-control", "no-store")]
    told = guards(is_secure=environ["wsgi.url_scheme"] == "https")
    headers += [(name.lower(), value) for name, value in told.items()]
    return (status, headers), orjson.dumps(document)


def _refuse(environ: dict[str, Any], protocol: Any, status: int, detail: str) -> None:
    REFUSED.labels(status).inc()
    (_, headers), body = _problem(environ, status, detail)
    protocol.response_bytes(status, [*headers, ("connection", "close")], body)
