"""The site as production serves it, and people who write there."""

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import pytest
from django.db import connection

from bench.servers import OURS, Server, started
from tests.api.v1.writing import signed_in

TOKEN = "t" * 32


@pytest.fixture(scope="module")
def server(django_db_setup) -> Iterator[Server]:
    """The production server with one worker, on the database of this test run."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.browser.settings", "DEBUG": "0"}
    name = {"BROWSER_DATABASE": connection.settings_dict["NAME"]}
    environment = {**os.environ, **settings, **name}
    with started(OURS, environment, workers=1) as it:
        yield it


class Answer(NamedTuple):
    """What came over the wire; ``status`` is 0 where the line was cut."""

    status: int
    raw: bytes


class Wire:
    """Says bytes to the server, and gives what it says."""

    def __init__(self, port: int, session: str) -> None:
        self.port = port
        self.cookie = f"sessionid={session}; csrftoken={TOKEN}"

    def headers(self, *lines: str) -> list[str]:
        signs = [f"Cookie: {self.cookie}", f"X-CSRFToken: {TOKEN}"]
        return ["Host: 127.0.0.1", *signs, "Connection: close", *lines]

    def post(
        self, body: bytes, *lines: str, address: str = "/api/v1/sources/"
    ) -> Answer:
        return self.say(f"POST {address} HTTP/1.1", *self.headers(*lines), body=body)

    def say(self, *head: str, body: bytes = b"", times: int = 1) -> Answer:
        said = "\r\n".join(head).encode("latin-1") + b"\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            with suppress(OSError):  # who refuses a body does not wait for its end
                line.sendall(said)
                for _ in range(times):
                    line.sendall(body)
            return _heard(line)


def _heard(line: socket.socket) -> Answer:
    raw = b""
    with suppress(OSError):
        while piece := line.recv(65536):
            raw += piece
    status = int(raw[9:12]) if raw.startswith(b"HTTP/1.1 ") else 0
    return Answer(status, raw)


@pytest.fixture
def wire(server, transactional_db) -> Wire:
    """The line of an editor who has signed in."""
    session = signed_in("editor").cookies["sessionid"].value
    return Wire(server.port, session)
