"""Bytes that no client library sends, said to the server of production."""

import json
from urllib.parse import quote

import pytest

from consortium.models import Source

JSON = "Content-Type: application/json"
GOOD = b'{"values": {"slug": "a", "title": "A", "kind": "filing"}}'
LENGTH = f"Content-Length: {len(GOOD)}"
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(GOOD), GOOD)
HIDDEN = b"POST /api/v1/sources/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def problem(answer, status):
    assert answer.status == status, answer.raw
    head, _, body = answer.raw.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert json.loads(body)["status"] == status


def test_a_good_request_is_understood(wire):
    assert wire.post(GOOD, JSON, LENGTH).status == 201


@pytest.mark.parametrize(
    "address", ["/api/v1/sources/", "/api/v1/funding/", "/admin/login/", "/nowhere/"]
)
def test_a_body_without_length_is_refused(wire, address):
    problem(
        wire.post(CHUNKED, JSON, "Transfer-Encoding: chunked", address=address), 411
    )
    assert not Source.objects.exists()


SMUGGLED = {
    "length-and-chunks": [LENGTH, "Transfer-Encoding: chunked"],
    "chunks-and-length": ["Transfer-Encoding: chunked", "Content-Length: 4"],
    "two-lengths": [LENGTH, "Content-Length: 5"],
    "lengths-in-one": [f"{LENGTH}, 5"],
    "negative-length": ["Content-Length: -5"],
    "length-with-sign": [f"Content-Length: +{len(GOOD)}"],
    "length-in-words": ["Content-Length: many"],
    "endless-length": ["Content-Length: " + "9" * 30],
    "unknown-coding": [LENGTH, "Transfer-Encoding: xchunked"],
    "two-codings": ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"],
    "two-hosts": [LENGTH, "Host: evil.example"],
    "blank-in-name": [LENGTH, "Bad Header: x"],
    "blank-before-colon": [LENGTH, "X-Bad : x"],
    "no-colon": [LENGTH, "nonsense"],
    "null-in-value": [LENGTH, "X-Bad: a\x00b"],
    "folded": [LENGTH, "X-Folded: a", " b: c"],
    "large-header": [LENGTH, "X-Large: " + "x" * 1_000_000],
    "many-headers": [LENGTH, *(f"X-{number}: x" for number in range(2000))],
}


@pytest.mark.parametrize("lines", SMUGGLED.values(), ids=SMUGGLED)
def test_what_two_servers_may_read_in_two_ways_is_refused(wire, lines):
    answer = wire.post(CHUNKED if "chunked" in str(lines) else GOOD, JSON, *lines)

    assert answer.status in (0, 400, 411, 413, 431, 501), answer.raw[:200]
    assert answer.raw.count(b"HTTP/1.1 ") <= 1
    assert not Source.objects.exists()


def test_nothing_behind_a_body_is_taken_for_a_request(wire):
    answer = wire.post(CHUNKED + HIDDEN, JSON, LENGTH, "Transfer-Encoding: chunked")

    assert answer.raw.count(b"HTTP/1.1 ") <= 1


@pytest.mark.parametrize("line", ["GET / HTTP/9.9", "GET", "\x00", "GET  /  HTTP/1.1"])
def test_a_line_that_is_no_request_is_refused(wire, line):
    assert wire.say(line, "Host: 127.0.0.1").status in (0, 400, 505)


def test_a_long_address_is_refused(wire):
    answer = wire.say(f"GET /api/v1/?{'a' * 70_000} HTTP/1.1", *wire.headers())

    assert answer.status in (0, 400, 414, 431)


@pytest.mark.parametrize("page", ["/search/", "/api/v1/search/", "/sectors/"])
def test_a_query_in_plain_utf_8_is_read_as_if_it_were_written_out(wire, page):
    raw, written = "日本é".encode().decode("latin-1"), quote("日本é")

    answers = [
        wire.say(f"GET {page}?q={text} HTTP/1.1", *wire.headers())
        for text in (raw, written)
    ]

    one, other = (answer.raw.partition(b"\r\n\r\n")[2] for answer in answers)
    assert [answer.status for answer in answers] == [200, 200]
    assert len(one) == len(other)


@pytest.mark.parametrize("megabytes", [3, 50, 200])
@pytest.mark.parametrize(
    "media_type",
    ["application/json", "multipart/form-data; boundary=x", "text/csv"],
)
@pytest.mark.parametrize("address", ["/api/v1/sources/", "/admin/login/"])
def test_a_large_body_is_refused_before_it_is_read(
    server, wire, megabytes, media_type, address
):
    wire.post(GOOD, JSON, LENGTH)
    before = server.megabytes()
    size = megabytes * 1024 * 1024
    head = [f"POST {address} HTTP/1.1", *wire.headers(f"Content-Type: {media_type}")]

    answer = wire.say(
        *head, f"Content-Length: {size}", body=b"x" * 1024 * 1024, times=megabytes
    )

    assert answer.status in (0, 413)  # 0: cut while we were still sending
    if before:
        assert max(server.megabytes()) - max(before) < 50


def test_a_large_body_is_told_why(wire):
    problem(wire.post(b"", JSON, "Content-Length: 3000000"), 413)


def test_the_server_is_as_before_after_all_this(wire):
    assert wire.say("GET /api/v1/ HTTP/1.1", *wire.headers()).status == 200
