"""How lists of indicators and of observations narrow."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from consortium.codelists import (
    Direction,
    IndicatorScope,
    Measure,
    ObservationKind,
)
from consortium.filters.base import ALWAYS, StrictFilterSet
from consortium.filters.dates import DateBoundParameter
from consortium.filters.naming import RecordParameter, SearchParameter
from consortium.filters.parameters import CodesParameter
from consortium.filters.places import PlaceParameter
from consortium.models import Indicator, Initiative, Observation, Organization


class IndicatorFilter(StrictFilterSet):
    """Indicators by what they measure and for which initiative."""

    orderings = {"title": "title", "slug": "slug"} | ALWAYS
    default_ordering = ("title",)

    search = SearchParameter("title", "title_ja")
    initiative = RecordParameter(
        Initiative,
        method="measuring",
        help_text="Slug of an initiative that has a value of it.",
    )
    scope = CodesParameter(IndicatorScope, help_text="What it is measured for.")
    measure = CodesParameter(Measure, help_text="IATI's indicator measure.")
    direction = CodesParameter(Direction, help_text="Which way is better.")

    def measuring(self, queryset: QuerySet, _name: str, initiative: int) -> Any:
        values = Observation.objects.visible_to(self.user)
        of_it = values.filter(indicator=OuterRef("pk"), initiative=initiative)
        return queryset.filter(Exists(of_it))


class ObservationFilter(StrictFilterSet):
    """Reported values by indicator, subject, kind, place and period."""

    orderings = {
        "id": "pk",
        "indicator": "indicator__title",
        "period": "period_from",
        "value": "value",
    } | ALWAYS
    default_ordering = ("indicator", "-period")

    search = SearchParameter("indicator__title", "indicator__title_ja", "note")
    indicator = RecordParameter(Indicator, help_text="Slug of the indicator.")
    initiative = RecordParameter(Initiative, help_text="Slug of the initiative.")
    organization = RecordParameter(Organization, help_text="Slug of the organization.")
    kind = CodesParameter(
        ObservationKind, help_text="Forecasts and context never enter a total."
    )
    place = PlaceParameter(help_text="ISO 3166-1 (US, JP) or UN M49 (001, the world).")
    period_after = DateBoundParameter(
        "after", "period", help_text="Its period may reach this day or a later one."
    )
    period_before = DateBoundParameter(
        "before", "period", help_text="Its period may begin on this day or earlier."
    )
