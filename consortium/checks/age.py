"""Records that the world has moved past."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Max
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from consortium.checks.claims import NOT_REFUSED
from consortium.checks.days import JAPAN, day_of, is_vague, today
from consortium.checks.registry import Flag, check
from consortium.checks.scope import claims_within, countable_claims
from consortium.codelists import ActivityStatus, MilestoneStatus, Severity
from consortium.models import Initiative, Milestone

SILENCE = datetime.timedelta(days=180)
"""How long an open record may go without news."""

NOT_STARTED = (ActivityStatus.ANNOUNCED, ActivityStatus.PIPELINE)
OPEN = (*NOT_STARTED, ActivityStatus.IMPLEMENTATION, ActivityStatus.FINALISATION)

NEWS_OF = Coalesce("source__published_to", TruncDate("created_at", tzinfo=JAPAN))
"""The day of a claim's news: its source's, else the day it was recorded."""


@check("record.stale", Severity.WARNING, Initiative)
def initiative_is_out_of_date(initiatives: Any) -> Iterator[Flag]:
    """An open initiative has had no news for 180 days, or its dates have passed."""
    rows = initiatives.published().filter(status__in=OPEN)
    claims = claims_within(rows).filter(NOT_REFUSED)
    newest = _newest(claims, "owner")
    for row in rows:
        yield from _silence(row, newest.get(row.pk))
        if row.status in NOT_STARTED and row.actual_start is None:
            yield from _passed(row, "planned_start")
        if row.actual_end is None:
            yield from _passed(row, "planned_end")


@check("record.stale", Severity.WARNING, Milestone)
def milestone_is_out_of_date(milestones: Any) -> Iterator[Flag]:
    """A scheduled milestone has had no news for 180 days, or its date has passed."""
    rows = milestones.published().filter(
        status=MilestoneStatus.SCHEDULED, achieved=None
    )
    claims = countable_claims().filter(NOT_REFUSED, milestone__in=rows)
    newest = _newest(claims, "milestone")
    for row in rows:
        yield from _silence(row, newest.get(row.pk))
        yield from _passed(row, "forecast" if row.forecast else "planned")


def _newest(claims: Any, owner: str) -> dict[int, datetime.date]:
    days = claims.order_by().values(owner).annotate(newest=Max(NEWS_OF))
    return dict(days.values_list(owner, "newest"))


def _silence(row: Initiative | Milestone, news: datetime.date | None) -> Iterator[Flag]:
    last = news or day_of(row.created_at)
    if today() - last > SILENCE:
        yield Flag(
            row,
            _("No news since %(last)s: is it still so?"),
            {"last": last.isoformat()},
            key="silence",
        )


def _passed(row: Initiative | Milestone, name: str) -> Iterator[Flag]:
    """A flag if the day that a planned date may at the latest mean is over."""
    date, last = getattr(row, name), getattr(row, f"{name}_to")
    if last is not None and last < today() and not is_vague(date):
        yield Flag(
            row,
            _("%(field)s: %(date)s has passed; what happened?"),
            {"date": str(date)},
            key=name,
            words={"field": getattr(row._meta.get_field(name), "verbose_name", name)},
        )
