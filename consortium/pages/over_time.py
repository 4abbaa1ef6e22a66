"""What came when: money, members and claims by interval, as the API's series have it.

What no single interval can have is told in words beside the picture.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.codelists import ClaimStatus, Stage
from consortium.models import Claim, Funding, Initiative, Member
from consortium.pages.charts import UNKNOWN, Chart, ChartRow, address, by_itself, moment
from consortium.pages.dossiers import Dossier
from consortium.pages.ladders import purse_name
from consortium.periods import FuzzyDate
from consortium.totals import (
    INTERVALS,
    Point,
    Series,
    claim_series,
    funding_series,
    member_series,
)
from consortium.wording import figure, fuzzy_date, money

MOST_COLUMNS = 100
"""Of a longer time only the intervals are drawn in which something came."""

MOST_ROWS = 150
"""Of more figures nobody reads a picture or a table; the data have them."""

TOLD = 4
"""So many sums for several years are told one by one."""

MONTHS = 36
"""Of how many months claims are counted by month; of more, by year."""


class Measured(NamedTuple):
    """What a chart over time is of: how the API is asked, and how it is told."""

    name: str
    title: str
    caption: str
    query: dict[str, str]
    file: str
    least: int
    apart: Callable[[Sequence[Point]], list[str]]


@dataclass(frozen=True)
class Column:
    """One point of a series in words; without a date it is in no column."""

    point: Point

    @property
    def on(self) -> FuzzyDate | None:
        found: FuzzyDate | None = self.point.place.value
        return found

    @property
    def stage(self) -> str:
        code = self.point.line.get("stage")
        return str(Stage(code).label) if code else ""

    @property
    def purse(self) -> str:
        return purse_name(self.point.line["public"])

    @property
    def words(self) -> str:
        one = self.point.figure
        if self.point.unit:
            return money(one.amount, self.point.unit, one.qualifier, one.amount_high)
        return figure(one.amount, "", one.qualifier)

    @property
    def row(self) -> ChartRow:
        when = fuzzy_date(self.on) or _("no date")
        key = [self.on.value if self.on else UNKNOWN]
        if not self.stage:
            return ChartRow("|".join(key), when, self.words, [when, self.words])
        line, one = self.point.line, self.point
        purse = {True: "public", False: "private", None: UNKNOWN}[line["public"]]
        key += [line["stage"], purse, one.unit, one.figure.qualifier]
        label = f"{self.stage} · {self.purse} · {one.unit}"
        cells = [when, self.stage, self.purse, self.words, str(one.figure.count)]
        return ChartRow("|".join(key), label, self.words, cells)


def years(request: HttpRequest, initiative: Initiative | None = None) -> Chart:
    """Money by the fiscal year, or year, that it is for."""
    fiscal = initiative is None or str(initiative.country) == "JP"
    interval = "fiscal_year" if fiscal else "year"
    rows = Funding.objects.published()
    if initiative is None:
        found = funding_series(rows, interval=interval, narrowed={})
    else:
        found = funding_series(rows.filter(initiative=initiative), interval=interval)
    measured = Measured(
        name="years",
        title=_("Money by fiscal year") if fiscal else _("Money by year"),
        caption=_(
            "By the year that a sum is for or else its date; each year by itself, not "
            "added to those before. Full: the least; hatched: up to the most; ▲: at "
            "least. Where there is no column no sum is known, which is not zero."
        ),
        query={"measure": "funding", "interval": interval},
        file="funding",
        least=1,
        apart=_sums_apart,
    )
    return _chart(request, measured, found, initiative)


def joined(request: HttpRequest, initiative: Initiative) -> Chart:
    """How many had become members by the end of each year."""
    rows = Member.objects.published().filter(initiative=initiative)
    found = member_series(rows, interval="year", mode="cumulative", any_status=False)
    measured = Measured(
        name="joined",
        title=_("Members over time"),
        caption=_(
            "How many memberships had begun by the end of each year; those that ended "
            "since are not subtracted."
        ),
        query={"measure": "members", "interval": "year", "mode": "cumulative"},
        file="members",
        least=2,
        apart=_members_apart,
    )
    return _chart(request, measured, found, initiative)


def recorded(request: HttpRequest, initiative: Initiative) -> Chart:
    """How many of the claims that are accepted had been recorded by when."""
    claims = Claim.objects.published().about(initiative)
    accepted = claims.filter(status=ClaimStatus.ACCEPTED)
    started = timezone.localtime(initiative.created_at)
    months = (timezone.localtime().year - started.year) * 12
    interval = "month" if months <= MONTHS else "year"
    found = claim_series(accepted, interval=interval, mode="cumulative")
    measured = Measured(
        name="recorded",
        title=_("Accepted claims over time"),
        caption=_("All claims accepted by now, by when they were recorded here."),
        query={
            "measure": "claims",
            "status": str(ClaimStatus.ACCEPTED),
            "interval": interval,
            "mode": "cumulative",
        },
        file="claims",
        least=2,
        apart=lambda _apart: [],
    )
    return _chart(request, measured, found, initiative)


def of_dossier(request: HttpRequest, dossier: Dossier) -> dict[str, Chart | None]:
    """Those of counts, asked only where the dossier shows some change."""
    initiative = dossier.initiative
    dates = {one.joined for one in dossier.all(Member) if one.joined}
    days = (timezone.localtime(one.created_at) for one in dossier.all(Claim))
    months = {(day.year, day.month) for day in days}
    return {
        "joined": joined(request, initiative) if len(dates) > 1 else None,
        "recorded": recorded(request, initiative) if len(months) > 1 else None,
    }


def _chart(
    request: HttpRequest, of: Measured, found: Series, initiative: Initiative | None
) -> Chart:
    """``found`` as a chart; without rows if there is too little or too much of it."""
    where = {"initiative": initiative.slug} if initiative else {}
    when = moment(request)
    dated = {point.place.value.value: point.place.value for point in found.points}
    asides, drawn = of.apart(found.apart), len(dated) >= of.least
    if found.every and not dated:
        asides = [_("No source says for which year any of it is."), *asides]
    if len(found.every) > MOST_ROWS:
        drawn, asides = False, [_too_many(len(found.every))]
    counts = Counter[str]()
    for point in found.every:
        counts[point.unit] += point.figure.count
    columns = [Column(point) for point in found.every] if drawn else []
    columns.sort(key=lambda column: (-counts[column.point.unit], _by_line(column)))
    narrow = {name: of.query[name] for name in ("status",) if name in of.query}
    return Chart(
        name=of.name,
        title=of.title,
        caption=of.caption,
        heads=_heads(of),
        rows=[column.row for column in columns],
        source=address(reverse("v1:series"), of.query | where | when),
        file=address(reverse("download", args=[of.file, "csv"]), narrow | where | when),
        embed=by_itself(request, of.name, initiative),
        asides=asides if drawn or of.least == 1 else [],
        axis=_axis(list(dated.values()), of.query["interval"]) if drawn else "",
    )


def _by_line(column: Column) -> tuple[Any, ...]:
    """Line by line in the order of stages, each in order of time."""
    line, stages = column.point.line, Stage.values
    if not column.stage:
        return (column.point.place.order,)
    purse = [True, False, None].index(line["public"])
    place = column.point.place.order
    return column.point.unit, stages.index(line["stage"]), purse, place


def _heads(of: Measured) -> list[str]:
    if of.name == "years":
        return [_("When"), _("Stage"), _("Kind"), _("Amount"), _("Sums counted")]
    return [_("When"), _("Memberships") if of.name == "joined" else _("Claims")]


def _axis(dates: Sequence[FuzzyDate], name: str) -> str:
    """Every interval from the first of ``dates`` to the last, as JSON."""
    interval = INTERVALS[name]
    numbers = sorted(
        (on.earliest.year * 12 + on.earliest.month - interval.first) // interval.months
        for on in dates
        if on.earliest
    )
    every = range(numbers[0], numbers[-1] + 1)
    if len(every) > MOST_COLUMNS:
        return json.dumps([[on.value, fuzzy_date(on)] for on in dates])
    spans = [interval.date((number, number)) for number in every]
    return json.dumps([[on.value, fuzzy_date(on)] for on in spans if on])


def _too_many(number: int) -> str:
    return _(
        "There are %(number)s figures by year: too many to draw, but all in the data."
    ) % {"number": number}


def _sums_apart(apart: Sequence[Point]) -> list[str]:
    """What is said of sums that no single year can have."""
    undated = sum(point.figure.count for point in apart if point.place.value is None)
    wide = [Column(point) for point in apart if point.place.value is not None]
    told = []
    if undated:
        text = ngettext(
            "%(count)s sum has no date and is in no year.",
            "%(count)s sums have no date and are in no year.",
            undated,
        )
        told.append(text % {"count": undated})
    if len(wide) > TOLD:
        number = sum(column.point.figure.count for column in wide)
        text = _("%(count)s sums fall in several years; how much in each is not said.")
        told.append(text % {"count": number})
        return told
    text = _(
        "%(amount)s (%(stage)s) falls in %(period)s; how much in each year is not said."
    )
    return told + [
        text
        % {
            "amount": column.words[:1].upper() + column.words[1:],
            "stage": column.stage,
            "period": fuzzy_date(column.on),
        }
        for column in wide
    ]


def _members_apart(apart: Sequence[Point]) -> list[str]:
    count = int(sum((point.figure.amount for point in apart), Decimal()))
    if not count:
        return []
    text = ngettext(
        "%(count)s membership more has no date, or none within one year.",
        "%(count)s memberships more have no date, or none within one year.",
        count,
    )
    return [text % {"count": count}]
