"""The bodies of requests: JSON that means one thing only, or a refusal.

What other readers take silently is refused here: a key given twice, control characters,
half a surrogate pair, numbers that no column holds, nesting without end.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from rest_framework import exceptions, parsers
from rest_framework.request import Request

from consortium.api.errors import BadBody, BodyFault, LengthRequired, TooLarge

LARGEST = 1_000_000
"""Bytes of a body."""

DEEPEST, LONGEST_NUMBER = 64, 30
CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What nobody sees; tabs and line breaks are none of it."""


class StrictJSONParser(parsers.BaseParser):
    """JSON in UTF-8, an object at the top."""

    media_type = "application/json"

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise TooLarge
        try:
            text = content.decode("utf-8")
            read = json.loads(
                text,
                object_pairs_hook=_each_once,
                parse_constant=_no_number,
                parse_int=_whole_number,
                parse_float=_number,
            )
        except UnicodeDecodeError:
            raise _bad("", "encoding", _("The body is not UTF-8.")) from None
        except RecursionError:
            raise _bad("", "nesting", _too_deep()) from None
        except json.JSONDecodeError as fault:
            said = {"line": fault.lineno, "column": fault.colno}
            detail = _("This is no JSON: line %(line)d, column %(column)d.") % said
            raise _bad("", "malformed", detail) from None
        if not isinstance(read, dict):
            raise _bad("", "not_an_object", _("The body has to be an object."))
        _refuse_strange(read)
        return read


def check_envelope(request: Request) -> None:
    """Refuse a body by what its headers say, before a byte of it is read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length and request.META.get("HTTP_TRANSFER_ENCODING"):
        raise LengthRequired
    if length.isdigit() and int(length) > LARGEST:
        raise TooLarge
    charset = request.content_type.lower().partition("charset=")[2].strip(' "')
    if charset not in ("", "utf-8"):
        raise exceptions.UnsupportedMediaType(request.content_type)


def _bad(pointer: str, code: str, detail: str) -> BadBody:
    return BadBody([BodyFault(pointer, code, detail)])


def _too_deep() -> str:
    return _("The body is nested more than %(deepest)d deep.") % {"deepest": DEEPEST}


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for key, value in pairs:
        if key in read:
            detail = _("“%(key)s” is given twice.") % {"key": _printable(key)}
            raise _bad("", "repeated", detail)
        read[key] = value
    return read


def _no_number(text: str) -> Any:
    detail = _("“%(text)s” is no number of JSON.") % {"text": text}
    raise _bad("", "number", detail)


def _whole_number(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise _bad("", "number", _("A number is too long."))
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if len(text) > LONGEST_NUMBER or not math.isfinite(value):
        raise _bad("", "number", _("A number is too long or too large."))
    return value


class _Place(NamedTuple):
    pointer: str
    depth: int
    value: Any


def _refuse_strange(body: dict[str, Any]) -> None:
    """Refuse what a column cannot hold, wherever in the body it is."""
    waiting = [_Place("", 1, body)]
    while waiting:
        pointer, depth, value = waiting.pop()
        if depth > DEEPEST:
            raise _bad("", "nesting", _too_deep())
        if isinstance(value, str):
            _refuse_characters(pointer, value)
        elif isinstance(value, list):
            waiting += [
                _Place(f"{pointer}/{number}", depth + 1, each)
                for number, each in enumerate(value)
            ]
        elif isinstance(value, dict):
            for key, each in value.items():
                _refuse_characters(pointer, key)
                waiting.append(_Place(f"{pointer}/{escaped(key)}", depth + 1, each))


def _refuse_characters(pointer: str, text: str) -> None:
    if "\x00" in text:
        raise _bad(pointer, "null", _("Null characters are not allowed."))
    if CONTROL.search(text):
        raise _bad(pointer, "control", _("Control characters are not allowed."))
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise _bad(pointer, "surrogate", _("A character is only half there."))


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()[:100]


def escaped(key: str) -> str:
    """``key`` as one step of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")
