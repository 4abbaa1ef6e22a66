"""Records of all kinds that are not published: who made them, for whom they wait."""

from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from consortium.admin.filters import OnMyDesk
from consortium.admin.trail import JOINED
from consortium.codelists import EditorialState
from consortium.models import Record
from consortium.models.base import may_view
from consortium.roles import RECORDS, may

UNPUBLISHED = (EditorialState.DRAFT, EditorialState.SUBMITTED)

Narrow = Callable[[QuerySet, User], QuerySet]


class Pile(NamedTuple):
    """Some records of all kinds: the first of them, and how many there are of each."""

    first: list[Any]
    numbers: dict[type[Record], int]

    @property
    def number(self) -> int:
        return sum(self.numbers.values())


def made_by(records: QuerySet, user: User) -> QuerySet:
    """What ``user`` made, as the history says, and nobody has published."""
    events: Any = records.model
    made = events.pgh_event_model.objects.filter(
        pgh_obj=OuterRef("pk"), pgh_label="insert", pgh_context__metadata__user=user.pk
    )
    return records.filter(Exists(made), state__in=UNPUBLISHED)


def submitted_to(records: QuerySet, user: User) -> QuerySet:
    """What waits for somebody to publish it, and was not submitted by ``user``."""
    rows = records.filter(state=EditorialState.SUBMITTED)
    return rows if settings.ONE_PERSON else rows.exclude(submitted_by=user)


class RecordsOnMyDesk(OnMyDesk):
    """Records to go on with, or to publish."""

    offered: ClassVar[Any] = {
        "drafts": (_("Made by me, not published"), made_by),
        "publish": (_("Submitted by others"), submitted_to),
    }


def drafts(user: User, most: int) -> Pile:
    """What ``user`` made and nobody has published, the oldest first."""
    kinds = [kind for kind in RECORDS if may_view(user, kind)]
    return _pile(kinds, made_by, "created_at", user, most)


def to_publish(user: User, most: int) -> Pile:
    """What waits for ``user`` to publish it, the oldest first."""
    kinds = [kind for kind in RECORDS if may(user, "publish", kind)]
    return _pile(kinds, submitted_to, "submitted_at", user, most)


def _pile(kinds: Any, narrow: Narrow, instant: str, user: User, most: int) -> Pile:
    """Two queries for all ``kinds``, and one for each kind among the first."""
    rows = {
        kind: narrow(kind._base_manager.order_by(), user).annotate(
            table=Value(str(kind._meta.model_name)), since=F(instant)
        )
        for kind in kinds
    }
    if not rows:
        return Pile([], {})
    counts, *more = (
        found.values("table").annotate(number=Count("pk")) for found in rows.values()
    )
    every = counts.union(*more, all=True)
    numbers = {count["table"]: count["number"] for count in every}
    place = ("since", "table", "pk")
    keys, *others = (found.values_list(*place) for found in rows.values())
    first = list(keys.union(*others, all=True).order_by(*place)[:most])
    records: dict[tuple[str, int], Record] = {}
    for kind in rows:
        name = kind._meta.model_name
        if pks := [pk for _since, other, pk in first if other == name]:
            named = kind._base_manager.select_related(*JOINED.get(kind, ()))
            records |= {(name, pk): row for pk, row in named.in_bulk(pks).items()}
    return Pile(
        [records[table, pk] for _since, table, pk in first if (table, pk) in records],
        {kind: numbers.get(kind._meta.model_name, 0) for kind in rows},
    )
