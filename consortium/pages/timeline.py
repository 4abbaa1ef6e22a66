"""What happened when, and what was planned: one axis for all that a source dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.models import Funding, Initiative, Member, Milestone, Record, Source
from consortium.pages.charts import Chart, ChartRow, address, by_itself, moment
from consortium.pages.dossiers import Dossier
from consortium.pages.names import name_of
from consortium.periods import FuzzyDate
from consortium.readings import field_label
from consortium.wording import Words, fuzzy_date, in_reader_language

DATED: dict[type[Record], tuple[str, ...]] = {
    Initiative: ("planned_start", "planned_end", "actual_start", "actual_end"),
    Funding: ("dated", "period"),
    Milestone: ("planned", "forecast", "achieved"),
    Member: ("joined", "left"),
}
"""The dates of each kind of record, as the API calls them."""

MONTH = 30.44
FEW = 61
"""Days; more of them are told in months."""


@dataclass(frozen=True)
class Event:
    """One date of one record; ``key`` finds it in the answers of the API."""

    key: str
    what: str | Words
    kind: str
    on: FuzzyDate
    slip: str = ""

    @property
    def place(self) -> tuple[date, date, str]:
        first = self.on.earliest or self.on.latest or date.min
        return first, self.on.latest or date.max, self.key

    @property
    def row(self) -> ChartRow:
        when = fuzzy_date(self.on)
        what = self.what if isinstance(self.what, str) else self.what.text
        return ChartRow(
            key=self.key,
            label=f"{capfirst(self.kind)}: {what}",
            words=f"{when} ({self.slip})" if self.slip else when,
            cells=[when, self.what, self.kind, self.slip],
        )


def timeline(request: HttpRequest, dossier: Dossier) -> Chart:
    """Everything of an initiative that has a date, in order."""
    initiative = dossier.initiative
    events = sorted([*_own(dossier), *_reports(dossier)], key=lambda one: one.place)
    when = moment(request)
    about = {"initiative": initiative.slug} | when
    detail = reverse("v1:initiative-detail", args=[initiative.slug])
    return Chart(
        name="timeline",
        title=_("Timeline"),
        caption=_(
            "A bar is as long as the date is vague: a year, a quarter, a day. Hatched "
            "is what was planned or is expected; full is what sources say happened."
        ),
        heads=[_("When"), _("What"), _("Date"), _("Against the plan")],
        rows=[event.row for event in events],
        source=address(detail, when),
        reports=address(reverse("v1:source-list"), about | {"page_size": "1000"}),
        file=address(reverse("download", args=["claims", "csv"]), about),
        embed=by_itself(request, "timeline", initiative),
    )


def slip(planned: FuzzyDate | None, actual: FuzzyDate | None) -> str:
    """How much later, or earlier, the last day of ``actual`` is; empty if unknown."""
    if not (planned and actual and planned.latest and actual.latest):
        return ""
    days = (actual.latest - planned.latest).days
    if days == 0:
        return _("as planned")
    if abs(days) < FEW:
        return _days(days)
    return _months(round(days / MONTH))


def _days(count: int) -> str:
    if count > 0:
        text = ngettext("%(count)s day late", "%(count)s days late", count)
    else:
        text = ngettext("%(count)s day early", "%(count)s days early", -count)
    return text % {"count": abs(count)}


def _months(count: int) -> str:
    if count > 0:
        text = ngettext("%(count)s month late", "%(count)s months late", count)
    else:
        text = ngettext("%(count)s month early", "%(count)s months early", -count)
    return text % {"count": abs(count)}


def _own(dossier: Dossier) -> Iterator[Event]:
    """The dates of the initiative and of its records."""
    own = [row for kind in (Funding, Milestone, Member) for row in dossier.all(kind)]
    for record in (dossier.initiative, *own):
        for name in DATED[type(record)]:
            on: FuzzyDate | None = getattr(record, name)
            if on is not None:
                yield Event(
                    f"{record._meta.model_name}|{_handle(record)}|{name}",
                    name_of(record) or capfirst(str(record._meta.verbose_name)),
                    field_label(record, name),
                    on,
                    _slip(record, name),
                )


def _handle(record: Record) -> str:
    """By what the API knows ``record``."""
    return record.slug if isinstance(record, Initiative) else str(record.pk)


def _slip(record: Record, name: str) -> str:
    if isinstance(record, Milestone) and name != "planned":
        return slip(record.planned, getattr(record, name))
    if isinstance(record, Initiative) and name.startswith("actual"):
        plan = getattr(record, name.replace("actual", "planned"))
        return slip(plan, getattr(record, name))
    return ""


def _reports(dossier: Dossier) -> Iterator[Event]:
    """When its sources spoke."""
    for source in dossier.all(Source):
        if source.published is not None:
            title = in_reader_language(source, "title")
            kind = _("Report")
            yield Event(
                f"source|{source.slug}|published", title, kind, source.published
            )
