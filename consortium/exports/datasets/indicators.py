"""Reported values of indicators."""

from django.utils.translation import gettext_lazy as _
from django_countries import countries

from consortium.codelists import Region
from consortium.exports.columns import Column, coded, fuzzy, named, own
from consortium.exports.datasets.base import Dataset
from consortium.exports.figures import bounded, stamps
from consortium.exports.gathering import claim_counts
from consortium.filters import ObservationFilter
from consortium.models import Observation

OBSERVATIONS = Dataset(
    name="observations",
    title=_("Observations"),
    row=_("One row is one reported value of an indicator, for a place and a period."),
    rows=Observation.objects.visible_to,
    filters=ObservationFilter,
    columns=(
        *own(Observation, "id"),
        *named(Observation, "indicator", shows="title", hideable=False),
        *named(Observation, "initiative"),
        *named(Observation, "organization"),
        *coded(Observation, "kind"),
        *coded(
            Observation, "place", lambda: {**dict(countries), **dict(Region.choices)}
        ),
        *own(Observation, "value"),
        Column(
            "unit",
            "text",
            _("unit"),
            _("For instance percent, USD per year, GPUs; empty if not known."),
            "indicator__unit",
        ),
        *bounded(Observation, "value", qualifier="qualifier", high="value_high"),
        *fuzzy(Observation, "period"),
        *own(Observation, "note"),
        *claim_counts("observation"),
        *stamps(Observation),
    ),
)
