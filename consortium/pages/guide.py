"""The page about the API: what it gives, and one working example for each tool."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from consortium.pages.past import in_its_time

CODE: Mapping[str, str] = yaml.safe_load(
    (Path(__file__).parent / "recipes.yaml").read_text()
)
"""The examples by their name."""

WRITTEN_FOR = "http://127.0.0.1:8000"
"""The address in the examples, for which a page puts its own."""


@dataclass(frozen=True)
class Recipe:
    """An example; ``name`` is that of its code."""

    name: str
    tool: str | Promise
    does: str | Promise

    def code(self, origin: str) -> str:
        """The code for the tracker at ``origin``."""
        return CODE[self.name].replace(WRITTEN_FOR, origin)


RECIPES = (
    Recipe(
        "curl",
        "curl",
        _(
            "A list with filters; then a file, fetched again only if "
            "something has changed."
        ),
    ),
    Recipe(
        "python",
        "Python",
        _("All pages of a list with nothing but the standard library."),
    ),
    Recipe(
        "pandas",
        "pandas",
        _(
            "Sums that are safe to add up, with their caveats and the "
            "rates they were converted by."
        ),
    ),
    Recipe(
        "javascript",
        "JavaScript",
        _(
            "In Node, or in a browser page on this site. Amounts are "
            "text: format them, do not turn them into numbers."
        ),
    ),
    Recipe(
        "excel",
        "Excel, Power BI",
        _(
            "Power Query: Data, Get Data, From Other Sources, Blank "
            "Query, Advanced Editor. Excel keeps 15 digits of a number."
        ),
    ),
    Recipe(
        "excel_file",
        "Excel, Power BI",
        _("A whole file with Japanese labels in one request."),
    ),
    Recipe(
        "grafana",
        "Grafana",
        _("A table, with the Infinity data source (yesoreyeram-infinity-datasource)."),
    ),
    Recipe("grafana_series", "Grafana", _("A chart over time.")),
)


@dataclass(frozen=True)
class Place:
    """An address of the API and what one finds there; ``name`` is that of its route."""

    name: str
    does: str | Promise
    query: str = ""

    @property
    def address(self) -> str:
        return reverse(self.name) + self.query


PLACES = (
    Place(
        "v1:initiative-list",
        _(
            "Strategies, programmes, projects and consortia; a single one"
            " with all that belongs to it"
        ),
    ),
    Place(
        "v1:organization-list",
        _(
            "Companies, public bodies and forums with their other names "
            "and register numbers"
        ),
    ),
    Place(
        "v1:member-list",
        _("Who takes part in what, in which role and when"),
    ),
    Place(
        "v1:funding-list",
        _("Sums of money, each once, however many sources report it"),
    ),
    Place("v1:sector-list", _("Classifications of economic activity")),
    Place(
        "v1:source-list",
        _("Publications that were read or are cited by others"),
    ),
    Place(
        "v1:claim-list",
        _("What a source says about a field, with quote, place and decision"),
    ),
    Place("v1:finding-list", _("What the data-quality checks found")),
    Place(
        "v1:totals",
        _("Sums that are safe to add up, with what was left out and why"),
    ),
    Place("v1:series", _("What came in each month, quarter or year")),
    Place(
        "v1:changes",
        _("What changed, in order, removals included: for those who keep a copy"),
    ),
    Place(
        "v1:search",
        _("Records by their names and numbers, in English and Japanese"),
        "?q=AI",
    ),
    Place(
        "v1:codelist-list",
        _("All codes with their labels in both languages"),
    ),
)


@require_safe
@in_its_time
def api_guide(request: HttpRequest) -> HttpResponse:
    """How to read the data with one's own tools."""
    origin = request.build_absolute_uri("/")[:-1]
    content = {
        "recipes": [(recipe, recipe.code(origin)) for recipe in RECIPES],
        "places": PLACES,
        "origin": origin,
    }
    return render(request, "pages/api_guide.html", content)
