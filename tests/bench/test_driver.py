"""The load driver asks a bounded number of times, and takes no failure for speed."""

import itertools
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench import driver


@pytest.fixture
def server():
    """A server that counts what it is asked for; ``/wrong`` is not there."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            asked.append(self.path)
            self.send_response(404 if self.path == "/wrong" else 200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_words):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        listening.asked = asked
        yield listening
        listening.shutdown()


def test_no_more_is_asked_than_was_allowed(server):
    load = driver.load(
        server.server_port,
        itertools.cycle(["/a", "/b"]),
        seconds=30,
        requests=10,
        connections=3,
    )

    assert sorted(server.asked) == ["/a"] * 5 + ["/b"] * 5
    assert len(load.milliseconds) == 10
    assert load.per_second > 0


def test_an_answer_that_is_none_ends_the_run(server):
    with pytest.raises(driver.Refusal, match="404 for /wrong"):
        driver.load(
            server.server_port, ["/wrong"], seconds=30, requests=10, connections=1
        )


def test_a_server_that_is_not_there_is_no_result():
    with pytest.raises(driver.Refusal):
        driver.load(1, ["/"], seconds=1, requests=1, connections=1)


def test_the_slowest_of_a_hundred_is_known():
    load = driver.Load(1.0, [float(number) for number in range(1, 101)])

    assert 99 <= load.p99 <= 100
