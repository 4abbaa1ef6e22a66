"""Public pages as they were: ``?as_of=`` reads the past, and links stay in it.

``@in_its_time`` before a view is enough: it reads what the address says, answers what
cannot be shown, and gives the templates ``request.moment``.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, cast
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium import history
from consortium.changes.timelines import event_model, told
from consortium.filters import Refused
from consortium.filters.base import StrictParameters
from consortium.filters.dates import DAY, DayParameter
from consortium.filters.moments import PastParameter
from consortium.models import Initiative, Organization, Source
from consortium.periods import NotAFuzzyDate, parse
from consortium.wording import fuzzy_date

View = Callable[..., HttpResponse]

FIRST = (Initiative, Organization, Source)
"""The kinds of record that are published before anything else can be."""


class MomentParameter(PastParameter):
    """An instant, as the API takes it, or a day, as people pick it.

    A day is its end in Japan, when all that was recorded on it was known; today is now.
    """

    def read(self, text: str) -> datetime.datetime:
        if not DAY.fullmatch(text):
            return super().read(text)
        day = DayParameter().read(text)
        if day == timezone.localdate():
            return timezone.now()
        zone = timezone.get_default_timezone()
        end = datetime.datetime.combine(day, datetime.time.max, zone)
        return super().read(end.isoformat())


class PageParameters(StrictParameters):
    """What every public page may be asked beside its own parameters."""

    as_of = MomentParameter(help_text="The page as of this day or instant.")


@dataclass(frozen=True)
class Moment:
    """When a page is of: ``text`` is how the reader wrote ``instant``; none is now.

    ``beside`` are the other parameters of the page.
    """

    text: str = ""
    instant: datetime.datetime | None = None
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """The day, or the day and the time in Japan, as readers are told it."""
        local = timezone.localtime(self.instant)
        try:
            day = fuzzy_date(parse(local.date().isoformat()))
        except NotAFuzzyDate:  # in the first centuries
            return self.text
        if DAY.fullmatch(self.text):
            return day
        return _("%(day)s, %(time)s (Japan time)") % {
            "day": day,
            "time": f"{local:%H:%M:%S}",
        }

    @property
    def day(self) -> str:
        """The day in Japan, as a field for dates holds it."""
        return timezone.localdate(self.instant).isoformat() if self.instant else ""

    @property
    def today(self) -> str:
        """The last day that can be asked for."""
        return timezone.localdate().isoformat()

    @cached_property
    def first(self) -> datetime.datetime | None:
        """When the first record was published; nothing before the first one."""
        first, *others = (
            event_model(kind)
            .objects.filter(told(kind))
            .order_by("pgh_id")
            .values_list("pgh_created_at", flat=True)[:1]
            for kind in FIRST
        )
        return min(first.union(*others, all=True), default=None)

    @property
    def first_day(self) -> str:
        """The first day that can be asked for."""
        first = self.first
        return timezone.localdate(first).isoformat() if first else self.today

    @property
    def is_too_early(self) -> bool:
        """Whether nothing had been published yet."""
        first = self.first
        return self.instant is not None and (first is None or self.instant < first)

    def keep(self, address: str) -> str:
        """``address``, of one of our pages, in the same moment."""
        path, sign, place = address.partition("#")
        if self.instant is None or not path:
            return address
        joint = "&" if "?" in path else "?"
        return f"{path}{joint}{self.query}{sign}{place}"

    @property
    def query(self) -> str:
        """What the address of a page says of the moment."""
        return f"as_of={self._quoted}"

    @property
    def since(self) -> str:
        """What the address of a difference from then says."""
        return f"from={self._quoted}"

    @property
    def until(self) -> str:
        """What the address of a difference until then says; nothing until now."""
        return f"to={self._quoted}" if self.text else ""

    @property
    def _quoted(self) -> str:
        return quote(self.text, safe=":")


def in_its_time(view: View) -> View:
    """Let the public page ``view`` take ``as_of``; all it shows is read as of then."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            moment = set_moment(request, _moment(request))
        except Refused as refusal:
            set_moment(request, Moment())
            return refused(request, refusal)
        if moment.instant is None:
            return view(request, *args, **kwargs)
        if moment.is_too_early:
            return render(request, "pages/too_early.html", status=404)
        try:
            with history.as_of(moment.instant):
                response = view(request, *args, **kwargs)
        except Http404:
            # What is not published now either is plainly not found.
            view(request, *args, **kwargs)
            return render(request, "pages/not_then.html", status=404)
        if "Location" in response:
            response["Location"] = moment.keep(response["Location"])
        return response

    return answer


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page that says what is wrong with the moments that were asked for."""
    content = {"faults": refusal.faults}
    return render(request, "pages/no_such_moment.html", content, status=400)


def _moment(request: HttpRequest) -> Moment:
    """The moment that the address names; raises ``Refused`` if it cannot be shown."""
    rows, given = Initiative.objects.none(), request.GET
    nobody = AnonymousUser()
    asked = PageParameters(given, rows, user=nobody, beside=given).read
    beside = tuple(
        (name, value)
        for name, values in given.lists()
        for value in values
        if name != "as_of"
    )
    return Moment(given.get("as_of", ""), asked["as_of"], beside)


def moment_of(request: HttpRequest) -> Moment:
    """The moment that the page is of, inside of ``in_its_time``."""
    return cast(Moment, cast(Any, request).moment)


def set_moment(request: HttpRequest, moment: Moment) -> Moment:
    """Let the links of the page lead to pages of ``moment``, which is given back."""
    cast(Any, request).moment = moment
    return moment
