"""Conditional writes: a client names the version that it decided on (RFC 9110, 13.1).

The tag of an answer has two parts: which version of the row it shows, and a digest of
all its bytes. Who reads compares the whole, who writes the first part: the row is the
same in every language, whoever reads it and with however many of its fields.
"""

import hashlib
import re
from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpResponse
from django.utils.cache import set_response_etag
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.request import Request

from consortium.api.errors import BadHeader, PreconditionFailed, PreconditionRequired

HEADER = "If-Match"
LIST_OF_TAGS = re.compile(r'\s*(W/)?"[^"]*"\s*(,\s*(W/)?"[^"]*"\s*)*')


def tag_of(model: type[Model], key: int, version: int) -> str:
    """What tells this version of the row from all others, those deleted too."""
    named = f"{model._meta.model_name}:{key}:{version}"
    return hashlib.blake2s(named.encode(), digest_size=8).hexdigest()


def add_tag(response: HttpResponse, row: str) -> None:
    """Let ``response`` carry the tag of its ``row`` and of its bytes."""
    set_response_etag(response)
    digest = response["ETag"].strip('"')
    response["ETag"] = f'"{row}.{digest}"'


def named_tags(request: Request) -> list[str]:
    """The tags that ``request`` names in ``If-Match``.

    Raises 428 where it names none: ``*`` would let it write over what it never saw.
    """
    given = request.headers.get(HEADER, "").strip()
    if given in ("", "*"):
        raise PreconditionRequired
    if not LIST_OF_TAGS.fullmatch(given):
        detail = _("Give the ETag of the record as it came, with its quotation marks.")
        raise BadHeader(HEADER, "malformed", detail)
    return parse_etags(given)


def need_match(tags: Iterable[str], row: str) -> None:
    """Raise 412 unless one of the strong ``tags`` is of this version of the row."""
    if not any(tag.startswith(f'"{row}.') for tag in tags):
        raise PreconditionFailed
