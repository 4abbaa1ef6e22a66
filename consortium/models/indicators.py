"""What is measured, and the values reported for it."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from consortium.codelists import (
    Direction,
    IndicatorScope,
    Measure,
    ObservationKind,
    Region,
)
from consortium.models.base import Record, RowRecord, known_codes
from consortium.models.fields import (
    AmountField,
    FuzzyDateField,
    QualifierField,
    earliest_day,
    figure_laws,
    latest_day,
)
from consortium.models.initiatives import Initiative
from consortium.models.organizations import Organization
from consortium.models.texts import trigram_index


def is_place(code: str) -> None:
    """Refuse what is neither an ISO 3166-1 country nor a region of UN M49."""
    if code not in dict(countries) and code not in Region.values:
        raise ValidationError(
            _("“%(code)s” is neither a country code nor a region of UN M49."),
            params={"code": code},
        )


@pghistory.track()
class Indicator(Record):
    """Something that can be measured; values are its observations."""

    settled = ("slug",)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    title = models.CharField(_("title"), max_length=250)
    title_ja = models.CharField(_("title in Japanese"), max_length=250, blank=True)
    unit = models.CharField(
        _("unit"),
        max_length=60,
        blank=True,
        help_text=_("For instance percent, USD per year, GPUs; empty if not known."),
    )
    measure = models.CharField(
        _("measure"), choices=Measure, default=Measure.UNIT, max_length=12
    )
    direction = models.CharField(
        _("direction"), choices=Direction, default=Direction.NEITHER, max_length=12
    )
    scope = models.CharField(
        _("scope"),
        choices=IndicatorScope,
        max_length=12,
        help_text=_("Context is background and never enters a total."),
    )

    class Meta(Record.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["title", "id"]
        constraints = [
            *Record.Meta.constraints,
            *known_codes(measure=Measure, direction=Direction, scope=IndicatorScope),
        ]
        indexes = [trigram_index("indicator", "title", "title_ja")]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Observation(RowRecord):
    """One reported value of an indicator, for a place and a period."""

    claimable = {
        "value": ("value", "value_high", "qualifier"),
        "period": ("period",),
        "place": ("place",),
    }
    stands_on = ("indicator", "initiative", "organization")
    settled = ("kind",)

    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        verbose_name=_("indicator"),
        related_name="observations",
    )
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        verbose_name=_("initiative"),
        null=True,
        blank=True,
        related_name="observations",
        help_text=_("Empty for context."),
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name=_("organization"),
        null=True,
        blank=True,
        related_name="observations",
    )
    kind = models.CharField(_("kind"), choices=ObservationKind, max_length=12)
    place = models.CharField(
        _("place"),
        max_length=3,
        blank=True,
        validators=[is_place],
        help_text=_("ISO 3166-1 (US, JP) or UN M49 (001 for the world)."),
    )
    value = AmountField(_("value"))
    value_high = AmountField(_("upper value"), help_text=_("For “between” only."))
    qualifier = QualifierField(_("qualifier"))
    period = FuzzyDateField(_("period"))
    period_from = earliest_day("period")
    period_to = latest_day("period")
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta(RowRecord.Meta):
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["indicator", "-period_from", "id"]
        constraints = [
            *RowRecord.Meta.constraints,
            *known_codes(kind=ObservationKind),
            *figure_laws(
                "observation", "value", qualifier="qualifier", high="value_high"
            ),
            models.CheckConstraint(
                condition=Q(place="") | Q(place__regex=r"^([A-Z]{2}|[0-9]{3})$"),
                name="observation_place_coded",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ObservationKind.CONTEXT)
                | Q(initiative__isnull=True, organization__isnull=True),
                name="observation_context_apart",
                violation_error_message=_(
                    "Context belongs to no initiative and no organization."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.place}".strip()
