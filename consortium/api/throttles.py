"""How often a caller is answered, counted once for all processes.

A period begins for all callers at the same instant; within it PostgreSQL counts, so
that nobody passes between two processes that look at the same number.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle

from consortium.accounts.callers import address_of
from consortium.models import RequestCount

COUNT = """
INSERT INTO consortium_requestcount (caller, began, number) VALUES (%s, %s, 1)
ON CONFLICT (caller, began) DO UPDATE SET number = consortium_requestcount.number + 1
RETURNING number
"""

SECONDS = {"s": 1, "m": 60, "h": 60 * 60}
"""Of a period, by its first letter, as DRF writes rates."""

KEPT = timedelta(hours=1)
"""How long what was counted stays: the longest period."""


class CallerThrottle(BaseThrottle):
    """So many requests of one token, person or address, as the settings say."""

    seconds_left = 0.0

    def allow_request(self, request: Request, view: Any) -> bool:
        kind = "known" if request.user.is_authenticated else "anonymous"
        rate: Any = api_settings.DEFAULT_THROTTLE_RATES[kind]
        if not rate:
            return True
        most, seconds = parse(rate)
        now = timezone.now().timestamp()
        began = now - now % seconds
        self.seconds_left = began + seconds - now
        return count(caller_of(request), datetime.fromtimestamp(began, UTC)) <= most

    def wait(self) -> float:
        return self.seconds_left


def parse(rate: str) -> tuple[int, int]:
    """The number and the seconds of a rate such as ``120/min``."""
    number, period = rate.split("/")
    return int(number), SECONDS[period[0]]


def caller_of(request: Request) -> str:
    """What counts as one caller: a token, else a person, else an address."""
    token: Any = request.auth
    if token is not None:
        return f"token:{token.id}"
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return f"address:{address_of(request._request)}"


def count(caller: str, began: datetime) -> int:
    """Add one to what ``caller`` asked since ``began``; how many that makes."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [caller, began])
        (number,) = cursor.fetchone()
    if number == 1:
        RequestCount.objects.filter(began__lt=began - KEPT).delete()
    return int(number)
