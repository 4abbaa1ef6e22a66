"""Who is slow, late or gone holds nobody up."""

import asyncio
import threading
from types import SimpleNamespace

import pytest
from django.db import OperationalError, ProgrammingError
from granian.rsgi import ProtocolClosed

from tracker.gateway import PIECE, Gateway, Limits, environ_of
from tracker.proxies import Proxies

LIMITS = Limits(threads=1, body_within=0.05, piece_within=0.05, longest_body=100)


def scope(method="GET", path="/", scheme="http", **headers):
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return SimpleNamespace(
        method=method,
        path=path,
        query_string="a=1",
        scheme=scheme,
        server="127.0.0.1:8000",
        client="127.0.0.1:50000",
        http_version="1.1",
        headers=SimpleNamespace(items=lambda: named),
    )


class Caller:
    """A caller who says ``body``, or nothing for ever, and hears the answer."""

    def __init__(self, body=b"", *, stops_reading=False):
        self.body, self.stops_reading = body, stops_reading
        self.status, self.headers, self.heard = 0, [], b""

    async def __call__(self):
        if self.body is None:
            await asyncio.sleep(10)
        if self.body is ProtocolClosed:
            raise ProtocolClosed
        return self.body

    def response_bytes(self, status, headers, body):
        self.status, self.headers, self.heard = status, dict(headers), body

    def response_stream(self, status, headers):
        self.status, self.headers = status, dict(headers)
        return self

    async def send_bytes(self, piece):
        if self.stops_reading:
            await asyncio.sleep(10)
        self.heard += piece


def nothing_kept(_environ):
    return None


def gateway(application, *, held=nothing_kept, limits=LIMITS):
    return Gateway(application, held, Proxies([]), limits)


def echo(environ, start_response):
    start_response("200 OK", [("X-A", "b")])
    return [environ["REQUEST_METHOD"].encode(), b" ", environ["wsgi.input"].read()]


def ask(gate, caller, **told):
    asyncio.run(gate.__rsgi__(scope(**told), caller))
    return caller


def test_a_request_is_answered():
    caller = ask(gateway(echo), Caller(b"body"), method="POST", content_length="4")

    assert (caller.status, caller.heard) == (200, b"POST body")
    assert caller.headers == {"X-A": "b"}


def test_a_body_that_does_not_come_is_not_waited_for():
    caller = ask(gateway(echo), Caller(None), method="POST", content_length="4")

    assert caller.status == 408
    assert caller.headers["connection"] == "close"


@pytest.mark.parametrize(
    "headers", [{"content_length": "101"}, {"transfer_encoding": "chunked"}]
)
def test_a_body_that_will_be_refused_is_not_read(headers):
    caller = ask(gateway(echo), Caller(None), method="POST", **headers)

    assert (caller.status, caller.heard) == (200, b"POST ")


def test_who_has_gone_is_forgotten():
    caller = ask(
        gateway(echo), Caller(ProtocolClosed), method="POST", content_length="4"
    )

    assert caller.status == 0


def test_what_is_kept_needs_no_thread():
    caller = ask(gateway(None, held=lambda _: ((304, []), b"")), Caller())

    assert caller.status == 304


def test_who_comes_to_a_long_line_is_told_to_come_again(settings):
    gate = gateway(echo)
    gate.open = gate.most

    settings.SECURE_HSTS_SECONDS = 60

    caller = ask(gate, Caller(), scheme="https")

    assert caller.status == 503
    assert caller.headers["retry-after"] == "1"
    assert caller.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in caller.headers["content-security-policy"]
    assert caller.headers["strict-transport-security"].startswith("max-age=60")


def failing(_environ, _start_response):
    raise RuntimeError("secret")


def test_a_failure_behind_all_error_pages_is_told_without_its_words(caplog):
    caller = ask(gateway(failing), Caller())

    assert caller.status == 500
    assert b"secret" not in caller.heard
    assert "Nothing answered" in caplog.text


class Pieces:
    """A long answer, which notes in which thread it was made and that it ended."""

    def __init__(self, *, breaks=None):
        self.breaks, self.threads, self.closed = breaks, set(), False

    def __call__(self, environ, start_response):
        start_response("200 OK", [])
        return self

    def __iter__(self):
        for _ in range(6):
            self.threads.add(threading.current_thread().name)
            yield b"x" * PIECE
        if self.breaks:
            raise self.breaks

    def close(self):
        self.closed = True


def test_a_long_answer_comes_in_pieces_from_one_thread():
    pieces, caller = Pieces(), Caller()

    ask(gateway(pieces), caller)

    assert (caller.status, len(caller.heard)) == (200, 6 * PIECE)
    assert len(pieces.threads) == 1
    assert pieces.closed


def test_who_stops_reading_is_left():
    pieces = Pieces()

    caller = ask(gateway(pieces), Caller(stops_reading=True))

    assert caller.heard == b""
    assert pieces.closed


@pytest.mark.parametrize(
    ("breaks", "stops", "level"),
    [
        (OperationalError(), False, "WARNING"),
        (None, True, "WARNING"),
        (KeyError("row"), False, "ERROR"),
    ],
    ids=str,
)
def test_an_answer_that_breaks_off_is_noted(breaks, stops, level, caplog):
    pieces = Pieces(breaks=breaks)

    ask(gateway(pieces), Caller(stops_reading=stops))

    assert pieces.closed
    (noted,) = [one for one in caplog.records if one.message == "An answer broke off"]
    assert noted.levelname == level
    assert bool(noted.exc_info) == (level == "ERROR")


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (OperationalError("secret"), 503),
        (KeyError("secret"), 500),
        (ProgrammingError("secret"), 500),
    ],
)
def test_an_answer_that_does_not_begin_says_so(fault, status, caplog):
    def short(_environ, start_response):
        start_response("200 OK", [])
        yield b"too little to be sent"
        raise fault

    caller = ask(gateway(short), Caller())

    assert caller.status == status
    assert caller.headers["retry-after"] == "1"
    assert b"secret" not in caller.heard
    assert "An answer did not begin" in caplog.text


def test_a_request_is_said_as_wsgi_says_it():
    environ = environ_of(scope(path="/あ", content_type="a/b", x_thing="1", host="h:1"))

    assert environ["PATH_INFO"] == "/あ".encode().decode("latin-1")
    assert environ["QUERY_STRING"] == "a=1"
    assert environ["CONTENT_TYPE"] == "a/b"
    assert environ["HTTP_X_THING"] == "1"
    assert environ["HTTP_HOST"] == "h:1"
    assert environ["REMOTE_ADDR"] == "127.0.0.1"
    assert environ["SERVER_PORT"] == "8000"


def test_a_query_in_plain_utf_8_is_written_out():
    asked = scope()
    asked.query_string = "q=é&%41+"

    assert environ_of(asked)["QUERY_STRING"] == "q=%C3%A9&%41+"


def test_headers_said_twice_are_joined_and_disguised_ones_dropped():
    asked = scope()
    asked.headers.items = lambda: [
        ("cookie", "a=1"),
        ("cookie", "b=2"),
        ("host", "h"),
        ("host", "evil"),
        ("x_forwarded_for", "10.0.0.1"),
    ]

    environ = environ_of(asked)

    assert environ["HTTP_COOKIE"] == "a=1;b=2"
    assert environ["HTTP_HOST"] == "h,evil"
    assert "HTTP_X_FORWARDED_FOR" not in environ
