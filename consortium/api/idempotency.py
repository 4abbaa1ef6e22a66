"""Writes that are sent twice are done once.

A client that got no answer sends its request again under the same ``Idempotency-Key``
(draft-ietf-httpapi-idempotency-key-header-07) and is told what it was told, or would
have been told, the first time. Only what was done is kept: a refusal left no trace.
"""

import hashlib
import json
import re
from datetime import timedelta
from typing import NamedTuple, cast

from django.db import connection
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from consortium.api.errors import BadHeader, KeyReused, StillRunning
from consortium.api.rendering import JSONRenderer
from consortium.models import StoredAnswer

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
NAME = "[A-Za-z0-9._:-]{8,128}"
KEY = re.compile(f'(?P<mark>"?)(?P<key>{NAME})(?P=mark)')
KEPT_FOR = timedelta(hours=24)
SWEPT = 100
"""Expired answers that one write deletes at most; more than one for each it keeps."""


class Attempt(NamedTuple):
    """A request that names a key: who, which key, and what is asked for."""

    owner: int
    key: str
    asked: str

    @classmethod
    def of(cls, request: Request) -> "Attempt | None":
        """Nothing for a request without a key."""
        given = request.headers.get(HEADER)
        if given is None:
            return None
        found = KEY.fullmatch(given.strip())
        if found is None:
            detail = _("Give 8 to 128 letters, digits or any of “.”, “_”, “:”, “-”.")
            raise BadHeader(HEADER, "malformed", detail)
        said = [request.method, request.path, request.data]
        asked = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
        return cls(cast(int, request.user.pk), found["key"], asked)

    def hold(self) -> None:
        """Keep others from the key until the transaction ends; 409 if one does so."""
        named = hashlib.sha256(f"{self.owner}:{self.key}".encode()).digest()
        lock = int.from_bytes(named[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock])
            (is_mine,) = cursor.fetchone()
        if not is_mine:
            raise StillRunning

    def known(self) -> StoredAnswer | None:
        """What was answered before; 422 if it was to something else."""
        known = _living().filter(owner_id=self.owner, key=self.key).first()
        if known is None:
            return None
        if known.asked != self.asked:
            raise KeyReused
        return known

    def keep(self, response: Response, row_tag: str) -> None:
        """Store what was answered, and sweep away some of what has expired."""
        StoredAnswer.objects.update_or_create(
            owner_id=self.owner,
            key=self.key,
            defaults={
                "asked": self.asked,
                "status": response.status_code,
                "location": response.get("Location", ""),
                "row_tag": row_tag,
                "body": JSONRenderer().render(response.data),
                "created_at": timezone.now(),
            },
        )
        sweep(SWEPT)


def replayed(known: StoredAnswer) -> HttpResponse:
    """The very answer that was given before, and that it was."""
    answer = HttpResponse(bytes(known.body), status=known.status)
    if known.body:
        answer["Content-Type"] = JSONRenderer.media_type
    else:
        del answer["Content-Type"]
    if known.location:
        answer["Location"] = known.location
    answer[REPLAYED] = "true"
    return answer


def sweep(most: int) -> int:
    """Delete expired answers, the oldest first; how many there were."""
    before = timezone.now() - KEPT_FOR
    old = StoredAnswer.objects.filter(created_at__lt=before)
    some = old.order_by("created_at").values_list("pk", flat=True)[:most]
    number, _kinds = old.filter(pk__in=list(some)).delete()
    return number


def _living() -> QuerySet[StoredAnswer]:
    return StoredAnswer.objects.filter(created_at__gte=timezone.now() - KEPT_FOR)
