"""Charts of money, each beside a table of what it draws.

A chart is drawn by the browser from the API's answer to ``source``. Its table is made
here from the same totals; the rows carry the keys by which a chart finds its words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from consortium.models import Funding, Initiative, Organization
from consortium.pages.ladders import MoneyLine
from consortium.pages.past import moment_of
from consortium.totals import Place, Total, Totals, totals
from consortium.wording import Words, in_reader_language

UNKNOWN = ""
"""In a key: a party that no source names, or that the public does not see."""


@dataclass(frozen=True)
class ChartRow:
    """One bar or band: its ``key``, what it is called, and its cells in the table."""

    key: str
    label: str
    words: str
    cells: Sequence[str | Words]
    parties: Sequence[Words] = ()


@dataclass(frozen=True)
class Chart:
    """A chart with its table, and where its data are to be had.

    ``reports`` is where those of its sources are, if it tells when they spoke.
    ``asides`` are sentences on what no picture can show; without rows, they are all
    that is told. ``axis`` is the axis of time as JSON: each interval and its words.
    """

    name: str
    title: str
    caption: str
    heads: Sequence[str]
    rows: Sequence[ChartRow]
    source: str
    file: str
    embed: str
    reports: str = ""
    asides: Sequence[str] = ()
    axis: str = ""


def ladder(request: HttpRequest, initiative: Initiative | None = None) -> Chart:
    """The money by stage, never added across stages, currencies or purses."""
    found = _totals(initiative)
    lines = [MoneyLine(total) for total in found.totals]
    return Chart(
        name="ladder",
        title=_("Money by stage"),
        caption=_(
            "Each bar stands alone: stages, currencies, public and private money are "
            "never added up. Hatched bars are bounds, not exact sums."
        ),
        heads=[_("Stage"), _("Kind"), _("Amount"), _("Sums counted")],
        rows=[
            ChartRow(
                key=_key(line.total),
                label=f"{line.stage} · {line.kind}",
                words=line.words,
                cells=[line.stage, line.kind, line.words, str(line.total.figure.count)],
            )
            for line in lines
        ],
        **_places(request, "ladder", initiative),
    )


def flows(request: HttpRequest, initiative: Initiative) -> Chart:
    """Who pays whom, as far as sources say; one picture for each stage and currency."""
    found = _totals(initiative, "funder", "recipient")
    names = _names(found.totals)
    rows = []
    for total in found.totals:
        line = MoneyLine(total)
        parties = [_party(place, names) for place in total.cell.groups]
        slugs = [_slug(place) for place in total.cell.groups]
        cells: list[str | Words] = [line.stage, *parties, line.words]
        key = _key(total, *slugs)
        rows.append(ChartRow(key, line.stage, line.words, cells, parties))
    return Chart(
        name="flows",
        title=_("Who pays whom"),
        caption=_(
            "From those who pay, on the left, to those who receive. Where no source "
            "names one of them, that is said. Each picture has a scale of its own."
        ),
        heads=[_("Stage"), _("Funder"), _("Recipient"), _("Amount")],
        rows=rows,
        **_places(request, "flows", initiative, group_by="funder,recipient"),
    )


def _totals(initiative: Initiative | None, *group_by: str) -> Totals:
    rows = Funding.objects.published()
    if initiative is None:
        return totals(rows, group_by=group_by, narrowed={})
    return totals(rows.filter(initiative=initiative), group_by=group_by)


def _key(total: Total, *slugs: str) -> str:
    cell, purse = total.cell, {True: "public", False: "private", None: UNKNOWN}
    parts = [cell.stage, purse[cell.public], *slugs, cell.currency]
    return "|".join([*parts, total.figure.qualifier])


def _slug(place: Place) -> str:
    return str(place.value["slug"]) if place.value else UNKNOWN


def _names(found: Iterable[Total]) -> dict[str, Words]:
    slugs = {_slug(place) for total in found for place in total.cell.groups}
    parties = Organization.objects.published().filter(slug__in=slugs)
    return {party.slug: in_reader_language(party, "name") for party in parties}


def _party(place: Place, names: dict[str, Words]) -> Words:
    unknown = Words(_("not reported"), "")
    return names.get(_slug(place), unknown)


def moment(request: HttpRequest) -> dict[str, str]:
    """What asks the API for the moment that the page is of."""
    instant = moment_of(request).instant
    if instant is None:
        return {}
    return {"as_of": instant.astimezone(UTC).isoformat().replace("+00:00", "Z")}


def by_itself(request: HttpRequest, name: str, initiative: Initiative | None) -> str:
    """Where a chart stands by itself, for frames on other sites."""
    path = (
        reverse("initiative-embed", args=[initiative.slug, name])
        if initiative
        else reverse("overview-embed", args=[name])
    )
    return request.build_absolute_uri(address(path, moment(request)))


def address(path: str, query: dict[str, str]) -> str:
    """``path`` with what is asked of it."""
    return f"{path}?{urlencode(query, safe=',:')}" if query else path


def _places(
    request: HttpRequest, name: str, initiative: Initiative | None, **query: str
) -> dict[str, Any]:
    """Where the data are, as of the moment of the page, and the chart by itself."""
    where = {"initiative": initiative.slug} if initiative else {}
    when = moment(request)
    file = reverse("download", args=["funding", "csv"])
    return {
        "source": address(reverse("v1:totals"), {**where, **query, **when}),
        "file": address(file, where | when),
        "embed": by_itself(request, name, initiative),
    }
