"""Nothing here opens a connection to where it should not."""

import ast
import ipaddress
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from consortium import outbound
from tests.house.test_files import ROOT, SOURCE, name

OPENS = {"socket", "ssl", "http.client", "urllib.request", "ftplib", "smtplib"}
OPENS |= {"asyncio", "urllib3", "requests", "httpx", "aiohttp", "telnetlib"}
INSIDE = ("bench", "drills", "dev.py")
"""What asks this machine only, and is no part of what is served."""

SERVES = {"tracker/gateway.py": {"asyncio"}}
"""What answers in an event loop, and asks nobody."""


@pytest.mark.parametrize("path", SOURCE, ids=name)
def test_one_module_only_asks_elsewhere(path):
    where = name(path)
    if where.startswith(INSIDE):
        return
    used = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            used |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            used |= {str(node.module), *(f"{node.module}.{a.name}" for a in node.names)}

    used -= SERVES.get(where, set())
    assert bool(used & OPENS) == (where == "consortium/outbound.py"), ROOT


class Listener:
    """A server on this machine that counts who comes, and answers what it is told."""

    def __init__(self, said: bytes = b"", pause: float = 0) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.said, self.pause, self.came, self.heard = said, pause, 0, b""
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                caller, _address = self.server.accept()
            except OSError:
                return
            self.came += 1
            threading.Thread(target=self._answer, args=[caller], daemon=True).start()

    def _answer(self, caller):
        with caller:
            try:
                self.heard = caller.recv(65536)
                step = 1 if self.pause else 65536
                for start in range(0, len(self.said), step):
                    caller.sendall(self.said[start : start + step])
                    time.sleep(self.pause)
            except OSError:
                pass


@contextmanager
def listening(monkeypatch, said=b"", pause=0, *, public=True):
    """A listener at the usual port of http, to which every name leads."""
    listener = Listener(said, pause)
    monkeypatch.setattr(outbound, "PORTS", {"http": listener.port})
    if public:
        monkeypatch.setattr(outbound, "is_public", lambda _address: True)
        monkeypatch.setattr(outbound, "resolved", lambda *_: ["127.0.0.1"])
    try:
        yield listener
    finally:
        listener.server.close()


LOOPBACK = (ROOT / "tests/data/addresses_inside.txt").read_text().splitlines()
STRANGE = [
    "",
    "http://",
    "http://a b/",
    "http://127.0.0.1\t/",
    "http://127.0.0.1\r\nHost: evil/",
    "http://news.example\\@127.0.0.1/",
    "http://127.0.0.1/\x00",
    "http://[::1/",
    "http://" + "a" * 64 + ".example/",
    "http://a..example/",
    "http://news.example/" + "a" * 2000,
]


@pytest.mark.parametrize("url", [*LOOPBACK, *STRANGE])
def test_no_form_of_an_address_leads_inside(monkeypatch, url):
    with listening(monkeypatch, public=False) as listener:
        with pytest.raises((outbound.NotAllowed, outbound.Unreachable)):
            outbound.fetch(url, seconds=2)

        assert listener.came == 0


def test_there_are_sixty_forms():
    assert len([*LOOPBACK, *STRANGE]) >= 60


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "192.1.0.1"]
)
def test_public_addresses_are_public(address):
    assert outbound.is_public(address)


@pytest.mark.parametrize("address", ["", "x", "1.2.3", "2606:4700::1%eth0"])
def test_what_is_no_address_is_not_public(address):
    assert not outbound.is_public(address)


def test_the_library_calls_none_of_these_public():
    """What ``SPECIAL`` adds is in addition: the standard library knows the rest."""
    for block in ("10.0.0.0/8", "100.64.0.0/10", "fc00::/7", "2001:db8::/32"):
        assert not outbound.is_public(str(ipaddress.ip_network(block)[1]))


def test_one_address_inside_spoils_the_name(monkeypatch):
    monkeypatch.setattr(outbound, "resolved", lambda *_: ["8.8.8.8", "10.0.0.1"])

    with pytest.raises(outbound.NotAllowed):
        outbound.fetch("http://news.example/")


def test_the_name_is_resolved_once(monkeypatch):
    """Who changes the answer between the look and the call gains nothing by it."""
    answers = [["8.8.8.8"], ["127.0.0.1"]]
    called = []

    def connect(address, timeout):
        called.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(outbound, "resolved", lambda *_: answers.pop(0))
    monkeypatch.setattr(socket, "create_connection", connect)

    with pytest.raises(outbound.Unreachable, match="refused"):
        outbound.fetch("http://rebinding.example/")

    assert called == ["8.8.8.8"]
    assert answers == [["127.0.0.1"]]


def test_an_answer_is_read(monkeypatch):
    said = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Is: here\r\n\r\nhello"
    with listening(monkeypatch, said) as listener:
        answer = outbound.fetch("http://news.example/日本?q=言葉")

    assert (answer.status, answer.body, answer.headers["X-Is"]) == (
        200,
        b"hello",
        "here",
    )
    assert listener.heard.startswith(b"GET /%E6%97%A5%E6%9C%AC?q=%E8%A8%80%E8%91%89 ")
    assert b"Host: news.example" in listener.heard


def test_a_redirection_is_not_followed(monkeypatch):
    said = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n"
    with listening(monkeypatch, said + b"Content-Length: 0\r\n\r\n") as listener:
        answer = outbound.fetch("http://news.example/")

    assert (answer.status, listener.came) == (302, 1)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"


@pytest.mark.parametrize(
    ("said", "pause", "code"),
    [
        pytest.param(HEAD + b"x" * 100, 0.05, "timeout", id="drip"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100, 0.05, "timeout", id="head"
        ),
        pytest.param(HEAD + b"x" * 50, 0, "cut_off", id="short"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5000, 0, "too_large", id="big"
        ),
        pytest.param(b"SSH-2.0-OpenSSH_9\r\n", 0, "no_http", id="ssh"),
        pytest.param(b"", 0, "refused", id="silent"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200, 0, "no_http", id="heads"
        ),
    ],
)
def test_what_is_wrong_with_an_answer_is_named(monkeypatch, said, pause, code):
    with (
        listening(monkeypatch, said, pause),
        pytest.raises(outbound.Unreachable) as told,
    ):
        outbound.fetch("http://news.example/", largest=1000, seconds=0.5)

    assert told.value.code == code


def test_a_body_that_is_not_wanted_is_not_read(monkeypatch):
    said = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nx"
    with listening(monkeypatch, said):
        assert outbound.fetch("http://news.example/", largest=0).body == b""


def test_a_name_that_nobody_knows_is_unresolved(monkeypatch):
    def fail(*_args, **_kwargs):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", fail)

    with pytest.raises(outbound.Unreachable, match="unresolved"):
        outbound.fetch("http://nobody.invalid/")


def test_a_server_that_does_not_speak_tls_has_no_certificate(monkeypatch):
    with listening(monkeypatch, b"HTTP/1.1 200 OK\r\n\r\n") as listener:
        monkeypatch.setattr(outbound, "PORTS", {"https": listener.port})
        with pytest.raises(outbound.Unreachable, match="certificate"):
            outbound.fetch("https://news.example/", seconds=2)
