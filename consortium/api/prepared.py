"""Queries that are built once for all readers who may see the same."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from consortium.models import Claim, Finding, OrganizationMerge
from consortium.prepared import Prepared, Row
from consortium.roles import RECORDS

Context = Mapping[str, Any]

SEEN_BY_PERMISSION = (*RECORDS, Claim, Finding, OrganizationMerge)
"""The kinds of which some readers see more than others."""


class Query:
    """A query that is built once for all readers who may see the same.

    ``build`` makes it for a user: tuples, with values to be given.
    """

    def __init__(self, build: Callable[[Any], QuerySet]) -> None:
        self.build = build
        self.plans: dict[tuple[bool, ...], Prepared] = {}

    def rows(
        self, context: Context, given: Mapping[str, Any], *, keep: bool = True
    ) -> list[Row]:
        """The rows that the reader whom ``context`` tells of may see."""
        sees = tuple(context["sees"](kind) for kind in SEEN_BY_PERMISSION)
        # In the past, views stand where the tables are: the plan is another.
        sees += (context["as_of"] is None,)
        if sees not in self.plans:
            self.plans[sees] = Prepared(self.build(context["user"]))
        return self.plans[sees].rows(given, keep=keep)
