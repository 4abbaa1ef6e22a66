"""What is measured, and the values reported for it."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from consortium.admin import columns
from consortium.admin.columns import fuzzy, related
from consortium.admin.evidence import RecordRows
from consortium.admin.filters import titled
from consortium.admin.labels import figure_of
from consortium.admin.records import RecordScreen
from consortium.codelists import Region
from consortium.models import Indicator, Observation

FIGURE = ("qualifier", "value", "value_high")


@admin.display(description=_("value"), ordering=Coalesce(F("value"), columns.LEAST))
def value(observation: Observation) -> str:
    return figure_of(observation)


@admin.display(description=_("place"), ordering="place")
def place(observation: Observation) -> str:
    """The country or region by its name."""
    regions = dict(Region.choices)
    code = observation.place
    return str(regions.get(code) or countries.name(code) or code)


class ObservationRows(RecordRows):
    """The values reported for an initiative or an indicator, in its form."""

    model = Observation
    shown: ClassVar[Any] = (
        related(Observation, "indicator", ordering="title"),
        value,
        "kind",
        place,
        fuzzy(Observation, "period"),
    )
    entry: ClassVar[Any] = (("indicator", "kind"), FIGURE, ("place", "period"))
    autocomplete_fields = ("indicator", "initiative")
    joined: ClassVar[Any] = ("indicator",)


class ValueRows(ObservationRows):
    """The values reported for an indicator, in its form."""

    entry = (("initiative", "kind"), FIGURE, ("place", "period"))
    shown = (
        value,
        "kind",
        place,
        fuzzy(Observation, "period"),
        related(Observation, "initiative"),
    )
    joined = ("indicator", "initiative")


@admin.register(Indicator)
class IndicatorAdmin(RecordScreen):
    """Something that can be measured."""

    about = _("What can be measured; the values reported for it are observations.")
    list_display = (columns.both_titles, "unit", "measure", "direction", "scope")
    list_filter = ("state", "scope", "measure")
    search_fields = ("title__folded__contains", "title_ja__folded__contains")
    prepopulated_fields = {"slug": ("title",)}
    inlines = (ValueRows,)
    fieldsets = (
        (None, {"fields": ("title", "title_ja", "slug")}),
        (
            _("What it measures"),
            {"fields": ("unit", ("measure", "direction"), "scope")},
        ),
    )


@admin.register(Observation)
class ObservationAdmin(RecordScreen):
    """One reported value of an indicator."""

    about = _(
        "Reported values of indicators. Context and forecasts are kept here too and "
        "never enter a total of money."
    )
    list_display = (
        related(Observation, "indicator", ordering="title"),
        value,
        "kind",
        place,
        fuzzy(Observation, "period"),
        related(Observation, "initiative"),
        related(Observation, "organization"),
    )
    list_filter = ("state", "kind", ("indicator__scope", titled(_("scope"))))
    list_select_related = ("indicator", "initiative", "organization")
    search_fields = (
        "indicator__title__folded__contains",
        "indicator__title_ja__folded__contains",
        "initiative__search_text__contains",
        "organization__search_text__contains",
    )
    autocomplete_fields = ("indicator", "initiative", "organization")
    fieldsets = (
        (None, {"fields": (("indicator", "kind"), ("initiative", "organization"))}),
        (
            _("The value"),
            {
                "fields": (FIGURE, ("place", "period")),
                "description": _("As the source prints it, in the indicator's unit."),
            },
        ),
        (_("Notes"), {"fields": ("note", "external_id")}),
    )
