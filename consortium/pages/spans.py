"""Two moments to compare, as an address names them: ``?from=…&to=…``."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.filters import Fault, Refused
from consortium.filters.base import StrictParameters
from consortium.models import Initiative
from consortium.pages.past import Moment, MomentParameter

USUAL = datetime.timedelta(days=30)
"""So far back a span begins where nobody says since when."""

YEARS = 1000
"""Days are written with four digits from here on."""

_FilterSet: Any = type(StrictParameters)
SpanParameters: Any = _FilterSet(
    "SpanParameters",
    (StrictParameters,),
    {
        "__doc__": "The parameters of a span; one is a word of Python.",
        "from": MomentParameter(help_text="The earlier day or instant."),
        "to": MomentParameter(help_text="The later one; now, unless it is given."),
    },
)


@dataclass(frozen=True)
class Span:
    """From one moment to another, which may be now."""

    start: Moment
    end: Moment

    @property
    def query(self) -> str:
        """What an address says of the span."""
        return "&".join(filter(None, [self.start.since, self.end.until]))

    @property
    def start_instant(self) -> datetime.datetime:
        """The instant of the start, which is never now."""
        return cast(datetime.datetime, self.start.instant)

    @cached_property
    def end_instant(self) -> datetime.datetime:
        """The instant of the end, also where that is now."""
        return self.end.instant or timezone.now()


def read_span(request: HttpRequest, *, beside: Iterable[str] = ()) -> Span:
    """The span that the address names; raises ``Refused`` if it cannot be shown.

    ``beside`` are parameters that somebody else reads.
    """
    rows, nobody = Initiative.objects.none(), AnonymousUser()
    asked = SpanParameters(request.GET, rows, user=nobody, beside=beside).read
    end = Moment(request.GET.get("to", ""), asked["to"])
    start = Moment(request.GET.get("from", ""), asked["from"])
    if start.instant is None:
        start = _usual_start(end)
    span = Span(start, end)
    if span.start_instant > span.end_instant:
        detail = _("The later instant comes before the earlier one.")
        raise Refused([Fault("to", "reversed", detail)])
    return span


def _usual_start(end: Moment) -> Moment:
    """Some weeks before ``end``."""
    last = end.instant or timezone.now()
    if last.year <= YEARS:
        return Moment(end.text, last)
    day = timezone.localdate(last - USUAL).isoformat()
    return Moment(day, MomentParameter().read(day))
