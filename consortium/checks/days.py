"""Days as the checks compare them: a vague date never makes a fault."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from consortium.periods import FuzzyDate, spans

JAPAN = ZoneInfo("Asia/Tokyo")


def today() -> datetime.date:
    """Today in Japan, whatever the server's clock is set to."""
    return timezone.localdate(timezone=JAPAN)


def day_of(instant: datetime.datetime) -> datetime.date:
    """The day in Japan that an instant falls on."""
    return timezone.localdate(instant, timezone=JAPAN)


def is_vague(date: object) -> bool:
    """Whether it is a fuzzy date whose days are not to be relied on."""
    return isinstance(date, FuzzyDate) and (date.is_approximate or date.is_uncertain)


def starts_by(date: FuzzyDate) -> datetime.date | None:
    """The last day that a period may begin on; ``None`` for an open begin."""
    first = spans(date)[0] if date.precision == "interval" else date
    return first.latest if first else None


def ends_from(date: FuzzyDate) -> datetime.date | None:
    """The first day that a period may end on; ``None`` for an open end."""
    last = spans(date)[1] if date.precision == "interval" else date
    return last.earliest if last else None
