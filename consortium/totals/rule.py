"""The safe-to-sum rule: which sums of money count, and why others are left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, Case, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from consortium.codelists import Stage
from consortium.databases import connection
from consortium.models import Funding

LISTED = 100
"""So many ids of what is left out for one reason are given; all are counted."""

REASONS = {
    "cancelled": _("Cancelled; ask for stage=cancelled to add these up."),
    "amount_unknown": _("No source gives an amount."),
    "part_of_counted": _("Part of a sum that is counted at the same stage."),
    "not_member": _("Never a member: prospective, interested or refused."),
    "value_unknown": _("No source gives a value."),
}
"""Why something is left out; of a sum the first that fits."""

BELOW_COUNTED = """
    WITH RECURSIVE above (id, stage, part_of_id, is_found) AS (
      SELECT id, stage, part_of_id, false FROM ({parts}) part
      UNION ALL
      SELECT above.id, above.stage, whole.part_of_id,
        whole.stage = above.stage
          AND EXISTS (SELECT FROM ({sums}) counted WHERE counted.id = whole.id)
      FROM above
      CROSS JOIN LATERAL (
        SELECT id, stage, part_of_id FROM consortium_funding
        WHERE consortium_funding.id = above.part_of_id OFFSET 0
      ) whole
      WHERE NOT above.is_found
    )
    SELECT id FROM above WHERE is_found ORDER BY id
"""
"""The parts that have a sum above them, however far, at their own stage.

Each climbs until it finds one. Every step looks one row up by its key, which ``OFFSET
0`` sees to: parts are few, and a join would read all sums there are at each level.
"""


@dataclass(frozen=True)
class Excluded:
    """Sums that are left out for one reason; ``ids`` are the first of them."""

    reason: str
    count: int
    ids: list[int]

    @property
    def detail(self) -> str:
        return str(REASONS[self.reason])


def excluded_for(reason: str, rows: QuerySet[Any]) -> list[Excluded]:
    """``rows`` as what is left out for ``reason``; nothing if there are none."""
    count = rows.count()
    return [Excluded(reason, count, _first_ids(rows))] if count else []


def in_order(found: Iterable[Excluded]) -> list[Excluded]:
    """What is left out, in the order of ``REASONS``."""
    return sorted(found, key=lambda one: list(REASONS).index(one.reason))


def _first_ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:LISTED])


class SafeToSum:
    """The rule applied to ``rows``, published sums as a reader narrowed them.

    A sum whose amount nobody gives is not counted, nor a cancelled one, unless
    ``cancelled`` says that these were asked for. A part is not counted when a sum that
    contains it, directly or through others, is in ``rows`` at the same stage and has
    an amount: the whole speaks for its parts, however many of them are known.
    """

    def __init__(self, rows: QuerySet[Funding], *, cancelled: bool = False) -> None:
        self.cancelled = cancelled
        self._rows = rows.order_by()
        self._below = self._below_counted()

    @property
    def rows(self) -> QuerySet[Funding]:
        """All rows, each with ``below``: whether a sum above it is counted."""
        no = Value(False, output_field=BooleanField())
        if not self._below:
            return self._rows.annotate(below=no)
        keys = RawSQL("SELECT unnest(%s::bigint[])", [self._below])
        is_below = When(part_of__isnull=False, pk__in=keys, then=Value(True))
        return self._rows.annotate(below=Case(is_below, default=no))

    def reason(self, *, stage: str, qualifier: str, below: bool) -> str:
        """Why a sum like this is left out; empty when it counts."""
        if stage == Stage.CANCELLED and not self.cancelled:
            return "cancelled"
        if not qualifier:
            return "amount_unknown"
        return "part_of_counted" if below else ""

    def excluded(self, counts: Mapping[str, int]) -> list[Excluded]:
        """What is left out, given how many for each reason."""
        return [
            Excluded(reason, counts[reason], self._ids(reason))
            for reason in REASONS
            if counts.get(reason)
        ]

    def _ids(self, reason: str) -> list[int]:
        if reason == "part_of_counted":
            return self._below[:LISTED]
        if reason == "cancelled":
            return _first_ids(self._rows.filter(stage=Stage.CANCELLED))
        return _first_ids(self._standing.filter(amount=None))

    @property
    def _standing(self) -> QuerySet[Funding]:
        if self.cancelled:
            return self._rows
        return self._rows.exclude(stage=Stage.CANCELLED)

    def _below_counted(self) -> list[int]:
        known = self._standing.filter(amount__isnull=False)
        parts = known.filter(part_of__isnull=False).values("id", "stage", "part_of_id")
        try:
            part, values = parts.query.sql_with_params()
            counted, others = known.values("id", "stage").query.sql_with_params()
        except EmptyResultSet:
            return []
        sql = BELOW_COUNTED.format(parts=part, sums=counted)
        with connection.cursor() as cursor:
            cursor.execute(sql, [*values, *others])
            return [key for (key,) in cursor.fetchall()]
