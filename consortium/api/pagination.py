"""Paging through lists."""

import hashlib
import json
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from consortium.api import keyset
from consortium.api.parameters import describe
from consortium.filters import Fault, Refused
from consortium.filters.base import StrictParameters
from consortium.filters.parameters import Parameter, WordParameter

Row = tuple[Any, ...]
"""The key of a row, and its values in the terms of the order."""

LARGEST, USUAL = 1000, 100
SIGNER = Signer(salt="consortium.api.cursor")


class SizeParameter(Parameter):
    """How many rows a page has."""

    def read(self, text: str) -> int:
        is_number = text.isascii() and text.isdigit() and len(text) <= 9
        if is_number and 1 <= int(text) <= LARGEST:
            return int(text)
        raise ValidationError(
            _("“%(text)s” is no size of a page: from 1 to %(largest)s rows.")
            % {"text": text, "largest": LARGEST},
            code="invalid",
        )

    def schema(self) -> dict[str, Any]:
        size = {"minimum": 1, "maximum": LARGEST, "default": USUAL}
        return {"type": "integer", **size}


class CountParameter(WordParameter):
    """How the rows of the whole list are counted."""

    words = {word: word for word in ("exact", "estimate", "none")}

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"default": "none"}


class CursorParameter(Parameter):
    """Where a page starts, as an earlier answer said."""

    longest = 8000


class PageParameters(StrictParameters):
    """The parameters of paging."""

    cursor = CursorParameter(
        help_text="Where the page starts: part of the links `next` and `previous`, "
        "and good only with the filters and the ordering of the list it came from."
    )
    page_size = SizeParameter(help_text="Rows of one page.")
    count = CountParameter(
        help_text="Whether to count the whole list: exactly, by the planner's "
        "estimate, or not at all."
    )


class Cursor(NamedTuple):
    """A place in a list, and which way to read on from it."""

    backwards: bool
    position: list[str | None]


class KeysetPagination(BasePagination):
    """Pages by position: no row is shown twice or left out while others change."""

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        """The keys of the rows of the page."""
        resource: Any = view
        asked = resource.asked(PageParameters).read
        beside = (PageParameters, *resource.asks_beside())
        self.request, self.terms = request, keyset.terms_of(queryset)
        self.beside = {name for each in beside for name in each.base_filters}
        cursor = self.read_cursor(asked["cursor"])
        size = asked["page_size"] or USUAL
        position = keyset.read_position(queryset.model, self.terms, cursor.position)
        found = keyset.after(
            queryset, self.terms, position, backwards=cursor.backwards
        )[: size + 1]
        columns = (term.path for term in self.terms)
        rows = list(found.values_list("pk", *columns))
        self.link(rows[:size], cursor, more=len(rows) > size)
        self.count = _count(queryset, asked["count"])
        keys = [row[0] for row in rows[:size]]
        return keys[::-1] if cursor.backwards else keys

    def read_cursor(self, text: str | None) -> Cursor:
        """The place that ``text`` says; refuses one that is not of this list."""
        if text is None:
            return Cursor(False, [])
        try:
            stamp, backwards, position = SIGNER.unsign_object(text)
        except BadSignature:
            stamp = None
        if stamp != self.stamp():
            detail = _("This cursor is not of this list with these filters.")
            raise Refused([Fault("cursor", "invalid", detail)])
        return Cursor(backwards, position)

    def stamp(self) -> str:
        """A mark of the list: its address, filters and order."""
        filters = sorted(
            (name, value)
            for name, value in self.request.query_params.items()
            if name not in self.beside
        )
        said = json.dumps([self.request.path, filters, self.terms])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def link(self, rows: list[Row], cursor: Cursor, *, more: bool) -> None:
        """Find the addresses of the pages on both sides of ``rows``, nearest first."""
        came_from_somewhere = bool(self.request.query_params.get("cursor"))
        ahead = self.address(cursor.backwards, rows[-1:]) if more else None
        behind = None
        if came_from_somewhere:
            behind = self.address(not cursor.backwards, rows[:1])
        self.next, self.previous = (
            (behind, ahead) if cursor.backwards else (ahead, behind)
        )

    def address(self, backwards: bool, edge: list[Row]) -> str:
        """The page beyond ``edge``; without one, the first or the last page."""
        here = self.request.build_absolute_uri()
        if not edge and not backwards:
            return remove_query_param(here, "cursor")
        position = keyset.position_of(edge[0][1:]) if edge else []
        place = [self.stamp(), backwards, position]
        cursor = SIGNER.sign_object(place, compress=True)
        return replace_query_param(here, "cursor", cursor)

    def get_paginated_response(self, data: Any) -> Response:
        body = {"next": self.next, "previous": self.previous, "results": data}
        if self.count is not None:
            body = {"count": self.count, **body}
        links = {"next": self.next, "prev": self.previous}
        header = ", ".join(
            f'<{address}>; rel="{relation}"'
            for relation, address in links.items()
            if address
        )
        return Response(body, headers={"Link": header} if header else None)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return describe(PageParameters)

    def get_paginated_response_schema(self, schema: Any) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "count": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "Rows of the whole list; only if asked for.",
                    "example": 1,
                },
                "next": {**address, "example": None},
                "previous": {**address, "example": None},
                "results": schema,
            },
        }


def _count(queryset: QuerySet, how: str | None) -> int | None:
    if how == "exact":
        return queryset.order_by().count()
    if how == "estimate":
        plan = queryset.order_by().values("pk").explain(format="json")
        return int(json.loads(plan)[0]["Plan"]["Plan Rows"])
    return None
