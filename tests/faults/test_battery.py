"""Bad input for every operation of the schema, as anybody, an editor and a reviewer.

Whatever is sent: no answer is a fault of ours, every refusal is a problem document of a
status that the schema names, and a refused write leaves the data as they were.
"""

import json
import os
from functools import cache
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client

from consortium.api.schema import Generator
from consortium.models.turns import DataVersion
from tests.api.records import FULL, path
from tests.api.v1.writing import RECORD, signed_in, tag
from tests.factories import make_initiative

pytestmark = pytest.mark.django_db
ROLES = (None, "editor", "reviewer")


@cache
def document():
    return Generator().get_schema(public=True)


OPERATIONS = [
    pytest.param(address, method, id=f"{method} {address.removeprefix('/api/v1')}")
    for address, operations in document()["paths"].items()
    for method in operations
]


TURNS = {each.values: at for at, each in enumerate(OPERATIONS)}
"""Each operation begins with other values than the one before."""

WHOLE = "BATTERY" in os.environ
"""Whether ``drill battery`` asks, which sends everything as everybody."""


def by_turns(operations, roles=ROLES):
    """Each operation by one of the roles in turn; ``drill battery``: by all."""
    return [
        pytest.param(*each.values, role, id=f"{each.id}-{role}")
        for at, each in enumerate(operations)
        for role in (roles if WHOLE else [roles[at % len(roles)]])
    ]


def some(values, turn):
    """Two of the values, in turn; ``drill battery``: all."""
    return values if WHOLE else [values[(2 * turn + at) % len(values)] for at in (0, 1)]


READS = [each for each in OPERATIONS if each.values[1] == "get"]
WRITES = [each for each in OPERATIONS if each.values[1] != "get"]
METHODS = {"get", "head", "options", "post", "put", "patch", "delete", "trace"}


class Caller:
    """Somebody who asks, and looks at what comes."""

    def __init__(self, role, address, method):
        self.client = signed_in(role) if role else Client()
        self.role, self.method = role, method
        self.described = document()["paths"][address][method]
        self.address = filled(address)
        self.headers = {}
        if method != "get" and "{" in address:
            record = RECORD.match(self.address)[1]
            self.headers = {"If-Match": tag(self.client, record)}

    def send(self, body=b"", media_type="application/json", query="", **headers):
        """The status; a refusal has to be as promised, and to change nothing."""
        before = DataVersion.current().number
        answer = self.client.generic(
            self.method.upper(),
            self.address + query,
            body,
            media_type,
            headers=self.headers | headers,
        )
        said = (self.role, body[:200], query[:200], answer.content[:500])
        assert answer.status_code < 500, said
        assert str(answer.status_code) in self.described["responses"], said
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json", said
            assert json.loads(answer.content)["status"] == answer.status_code
            assert DataVersion.current().number == before, said
        return answer.status_code

    def refused(self, *args, expected=400, **kwargs):
        """It is refused with ``expected``, or because of who asks."""
        status = self.send(*args, **kwargs)
        barred = {401, 403} if self.method != "get" or self.role is None else set()
        assert status in {expected} | barred, (status, args, kwargs)


def filled(address):
    """The address of a record that is there."""
    resource = address.removeprefix("/api/v1/").partition("/")[0]
    if "{" not in address:
        return address
    if resource == "codelists":
        return address.replace("{name}", "stage")
    if resource == "tokens":
        return address.replace("{id}", str(uuid4()))  # nobody's
    if resource == "organization-merges":
        return address.replace("{id}", "1")
    return path(resource, FULL[resource]()) + address.partition("}/")[2]


STRANGE = ["%00", "a%00b", "%ED%A0%80", "%FF"]
"""Values that no parameter takes: null characters, halves, what is not UTF-8."""

QUERIES = ["nonsense=1", "=", "%00=1", "a[]=1", "page_size=1000000000", "page_size=-1"]
QUERIES += ["page_size=%00", "cursor=%00", "cursor=x", "as_of=x", "fields=nonsense"]
QUERIES += ["ordering=nonsense", "limit=1", "offset=1", "format=csv", "expand=x"]
QUERIES += ["count=maybe", "&".join(f"a{n}=1" for n in range(2000))]
ODD = ["0", "-1", "1e999", "9" * 30, "x" * 5000, "1.5", "true", "(", "NaN", "'; --"]


@pytest.mark.parametrize(("address", "method", "role"), by_turns(READS))
def test_queries(address, method, role):
    caller = Caller(role, address, method)
    if address.startswith("/api/v1/organization-merges/{"):
        return  # there is none to ask for
    names = [
        each["name"]
        for each in caller.described.get("parameters", [])
        if each["in"] == "query"
    ]

    for query in QUERIES:
        caller.refused(query=f"?{query}")
    for turn, name in enumerate(names, TURNS[address, method]):
        for value in some(STRANGE, turn):
            caller.refused(query=f"?{name}={value}")
        caller.refused(query=f"?{name}=a&{name}=b")
        for value in some(ODD, turn):
            caller.send(query=f"?{name}={quote(value)}")
    for accept in ("text/html", "text/csv", "application/xml", "x"):
        caller.refused(expected=406, Accept=accept)


RAW = {
    "nothing-but-a-blank": b" ",
    "truncated": b'{"values": {',
    "utf-16": '{"values": {}}'.encode("utf-16"),
    "invalid-utf-8": b'{"reason": "\xff"}',
    "not-an-object": b"[]",
    "repeated": b'{"reason": "a", "reason": "b"}',
    "deep": b'{"reason": ' + b"[" * 1000 + b"]" * 1000 + b"}",
    "very-deep": b'{"reason": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}",
    "nan": b'{"reason": NaN}',
    "infinity": b'{"reason": -Infinity}',
    "too-large": b'{"reason": 1e999}',
    "long-number": b'{"reason": ' + b"9" * 5000 + b"}",
    "null-character": rb'{"reason": "\u0000"}',
    "null-in-a-key": rb'{"\u0000": 1}',
    "half": rb'{"reason": "\ud800"}',
    "unknown": b'{"nonsense": 1}',
}
VALUES = [1.5, True, [1], {"a": 1}, 2**70, -1, 10**29, "", " ", "x" * 100_000, None]
VALUES += ["1e400000", "NaN", "\u202e", "=1+1", "<script>alert(1)</script>", [[[]]]]
LINKS = ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "//a.example/"]
LINKS += [
    "https://user@a.example/",
    "https://u:p@a.example/",
    "https://a.example\r\nX: 1",
]
LINKS += ["https://a.example/\n", "https://", "https://a b/", "JAVASCRIPT:alert(1)"]


@pytest.mark.parametrize(("address", "method", "role"), by_turns(WRITES))
def test_bodies(address, method, role):
    caller = Caller(role, address, method)
    for name, body in RAW.items() if method != "delete" else ():
        assert caller.send(body) in {400, 401, 403}, name
    caller.refused(b"{}", query="?nonsense=1")
    caller.refused(b"x" * 1_000_001, expected=413)
    for media_type in (
        "text/plain",
        "application/json; charset=utf-16",
        "multipart/form-data; boundary=x",
    ):
        if method != "delete":
            caller.refused(b"{}", media_type, expected=415)
    caller.refused(b"{}", expected=400, **{"Idempotency-Key": "x"})
    named = {each["name"] for each in caller.described.get("parameters", [])}
    if "If-Match" in named:
        for given in ("", "*"):
            caller.refused(b"{}", expected=428, **{"If-Match": given})
        caller.refused(b"{}", expected=400, **{"If-Match": "x"})


@pytest.mark.parametrize(
    ("address", "method", "role"), by_turns(WRITES, ("editor", "reviewer"))
)
def test_values(address, method, role):
    if method == "delete" or "merges" in address:
        return
    caller = Caller(role, address, method)
    (media,) = caller.described["requestBody"]["content"].values()
    every = enumerate(places(media["schema"]), TURNS[address, method])
    for turn, place in every:
        is_link = place[-1].endswith("url") or place[-1] == "website"
        for value in some(VALUES, turn) + (some(LINKS, turn) if is_link else []):
            body = {"reason": "Why."}
            inner = body
            for step in place[:-1]:
                inner = inner.setdefault(step, {})
            inner[place[-1]] = value
            status = caller.send(json.dumps(body).encode())
            assert not (is_link and value in LINKS and status < 400), (place, value)


def places(schema, before=()):
    """The places of values in a body."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = document()["components"]["schemas"][name]
    for part in schema.get("allOf", []):
        yield from places(part, before)
    for name, inner in schema.get("properties", {}).items():
        yield (*before, name)
        if len(before) < 2:
            yield from places(inner, (*before, name))


@pytest.mark.parametrize(
    "address", [each for each in document()["paths"] if "{" not in each]
)
def test_methods(address):
    reviewer = signed_in("reviewer")
    known = set(document()["paths"][address]) | {"head", "options"}
    for method in METHODS - known:
        answer = reviewer.generic(method.upper(), address, b"{}", "application/json")

        assert answer.status_code == 405, (method, address)
        assert answer["Content-Type"] == "application/problem+json"
        assert "GET" in answer["Allow"]


@pytest.mark.parametrize("verb", ["", "submit/", "publish/", "accept/"])
@pytest.mark.parametrize(
    "name", ["abc", "0", "-1", "1.5", "%00", "9" * 400, "é", "%2e%2e"]
)
def test_records_that_are_not_there(name, verb):
    reviewer = signed_in("reviewer")
    for resource in FULL:
        address = f"/api/v1/{resource}/{name}/{verb}"
        method = "POST" if verb else "GET"
        answer = reviewer.generic(
            method, address, b"{}", "application/json", headers={"If-Match": '"a.b"'}
        )

        assert answer.status_code in (404, 400), address
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("link", LINKS)
def test_an_address_of_a_source_is_an_address(link):
    values = {"slug": "a", "title": "A", "kind": "filing", "url": link}
    answer = signed_in("editor").post(
        "/api/v1/sources/", {"values": values}, "application/json"
    )

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/values/url"


@pytest.mark.parametrize("number", [1.5, True, [1], 2**70, "1", 0, -1, {"id": 1}])
def test_an_id_is_a_whole_number(number):
    initiative = make_initiative()
    values = {"initiative": initiative.slug, "stage": "announced", "part_of": number}
    answer = signed_in("editor").post(
        "/api/v1/funding/", {"values": values}, "application/json"
    )

    assert answer.status_code == 400
    assert "/values/part_of" in {each["pointer"] for each in answer.json()["errors"]}
