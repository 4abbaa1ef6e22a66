"""Bodies that mean one thing only, or are refused."""

import json

import pytest
from django.test import Client

from consortium.api.parsing import LARGEST
from consortium.models import Source
from tests.api.v1.writing import faults, signed_in, somebody

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/sources/"


@pytest.fixture
def editor():
    return signed_in("editor")


def raw(client, content, media_type="application/json", **headers):
    return client.generic("POST", ADDRESS, content, media_type, headers=headers)


def nested(depth):
    return '{"values":' + "[" * depth + "]" * depth + "}"


REFUSED = {
    "empty": (b" ", "malformed"),
    "truncated": (b'{"values": {', "malformed"),
    "trailing": (b'{"values": {}} x', "malformed"),
    "two": (b"{}{}", "malformed"),
    "single-quotes": (b"{'values': {}}", "malformed"),
    "utf-16": ('{"values": {}}'.encode("utf-16"), "encoding"),
    "invalid-utf-8": (b'{"values": "\xff"}', "encoding"),
    "byte-order-mark": (b"\xef\xbb\xbf{}", "malformed"),
    "list": (b"[]", "not_an_object"),
    "text": (b'"values"', "not_an_object"),
    "null": (b"null", "not_an_object"),
    "repeated-key": (b'{"values": {"slug": "a", "slug": "b"}}', "repeated"),
    "null-character": (rb'{"values": {"slug": "a\u0000"}}', "null"),
    "null-in-key": (rb'{"a\u0000": 1}', "null"),
    "control-character": (rb'{"values": {"title": "a\u0019"}}', "control"),
    "half-a-surrogate": (rb'{"values": {"slug": "\ud800"}}', "surrogate"),
    "half-in-a-key": (rb'{"values": {"\udfff": 1}}', "surrogate"),
    "repeated-half": (rb'{"\ud800": 1, "\ud800": 2}', "repeated"),
    "nan": (b'{"values": NaN}', "number"),
    "infinity": (b'{"values": -Infinity}', "number"),
    "too-large": (b'{"values": 1e999}', "number"),
    "too-long": (b'{"values": ' + b"9" * 5000 + b"}", "number"),
    "too-precise": (b'{"values": 0.' + b"1" * 5000 + b"}", "number"),
    "deep": (nested(65).encode(), "nesting"),
    "very-deep": (nested(100_000).encode(), "nesting"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_could_mean_several_things_is_refused(editor, content, code):
    assert code in faults(raw(editor, content)).values()
    assert not Source.objects.exists()


def test_a_fault_says_where_it_is(editor):
    found = faults(raw(editor, rb'{"values": {"a/b": ["", "\u0000"]}}'))

    assert found == {"/values/a~1b/1": "null"}


@pytest.mark.parametrize(
    "media_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/xml",
    ],
)
def test_other_media_types_are_refused(editor, media_type):
    answer = raw(editor, b'{"values": {}}', media_type)

    assert (answer.status_code, answer.json()["status"]) == (415, 415)


def test_a_body_that_is_too_large_is_refused(editor):
    answer = raw(editor, b'{"a": "' + b"x" * LARGEST + b'"}')

    assert (answer.status_code, answer.json()["status"]) == (413, 413)


def test_a_body_of_unknown_length_is_refused(editor):
    answer = editor.generic(
        "POST",
        ADDRESS,
        headers={"Transfer-Encoding": "chunked"},
        CONTENT_LENGTH="",
    )

    assert (answer.status_code, answer.json()["code"]) == (411, "length_required")


def test_no_body_is_an_empty_one(editor):
    assert faults(raw(editor, b"")) == {"/values": "required"}


def test_characters_beyond_the_first_plane_are_text(editor):
    title = "𠮷野家 🎌"
    values = {"slug": "a", "title": title, "kind": "filing"}

    answer = raw(editor, json.dumps({"values": values}).encode())

    assert answer.json()["title"] == title


def test_writing_takes_no_parameters(editor):
    answer = editor.post(
        f"{ADDRESS}?as_of=2026-01-01T00:00:00Z", {}, "application/json"
    )

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "as_of"


def test_a_session_needs_its_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(somebody("editor"))

    answer = raw(client, b'{"values": {}}')

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
