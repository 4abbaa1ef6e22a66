"""Sums of money, one row each, whatever number of sources report them."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consortium.codelists import Instrument, Stage
from consortium.models.base import (
    RowRecord,
    known_codes,
    refuse_circle,
)
from consortium.models.fields import (
    AmountField,
    CurrencyField,
    FuzzyDateField,
    QualifierField,
    earliest_day,
    figure_laws,
    latest_day,
)
from consortium.models.initiatives import Initiative
from consortium.models.organizations import Organization
from consortium.models.sectors import Sector
from consortium.models.triggers import NoCircle, TakeTurn


@pghistory.track()
class Funding(RowRecord):
    """One sum of money that somebody put, or promised to put, into an initiative.

    Every report of the sum is a claim on this row, also one in another currency.
    """

    claimable = {
        "amount": ("amount", "amount_high", "qualifier", "currency"),
        "funder": ("funder",),
        "channel": ("channel",),
        "recipient": ("recipient",),
        "recipient_text": ("recipient_text",),
        "stage": ("stage",),
        "instrument": ("instrument",),
        "dated": ("dated",),
        "period": ("period",),
    }
    stands_on = ("initiative",)
    settled = ("part_of",)

    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        verbose_name=_("initiative"),
        related_name="funding",
    )
    funder = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name=_("funder"),
        null=True,
        blank=True,
        related_name="funding_given",
        help_text=_("Whether the money is public follows from the funder's kind."),
    )
    channel = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name=_("channel"),
        null=True,
        blank=True,
        related_name="funding_passed_on",
        help_text=_("The agency that passes the money on."),
    )
    recipient = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name=_("recipient"),
        null=True,
        blank=True,
        related_name="funding_received",
    )
    recipient_text = models.CharField(
        _("recipient in words"),
        max_length=250,
        blank=True,
        help_text=_("When the sources do not settle on one organization."),
    )
    stage = models.CharField(
        _("stage"),
        choices=Stage,
        max_length=12,
        help_text=_("Stages of the same money are never added together."),
    )
    instrument = models.CharField(
        _("instrument"),
        choices=Instrument,
        default=Instrument.UNKNOWN,
        max_length=16,
        help_text=_("補助 and 委託 are different in law: leave unknown when unsure."),
    )
    amount = AmountField(
        _("amount"), help_text=_("In full: 1000000000000 for 1 trillion (1兆).")
    )
    amount_high = AmountField(_("upper amount"), help_text=_("For “between” only."))
    qualifier = QualifierField(
        _("qualifier"),
        help_text=_("As the source hedges it: “up to” must not be lost."),
    )
    currency = CurrencyField(_("currency"))
    dated = FuzzyDateField(_("dated"))
    dated_from = earliest_day("dated")
    dated_to = latest_day("dated")
    period = FuzzyDateField(
        _("period"),
        help_text=_("The time the money is for: FY2026, 2026/2030, 2026-04-01/.."),
    )
    period_from = earliest_day("period")
    period_to = latest_day("period")
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        null=True,
        blank=True,
        related_name="parts",
        help_text=_("The sum that this one is a part of; totals never count both."),
    )
    financed_by = models.CharField(
        _("financed by"),
        max_length=500,
        blank=True,
        help_text=_("Where the money comes from: bonds, a fund, a levy."),
    )
    conditions = models.TextField(_("conditions"), blank=True, max_length=4000)
    purposes = models.ManyToManyField(
        Sector, through="FundingPurpose", related_name="funding"
    )

    class Meta(RowRecord.Meta):
        verbose_name = _("funding")
        verbose_name_plural = _("funding")
        ordering = ["-dated_from", "id"]
        indexes = [
            models.Index(
                F("dated_from").desc(nulls_last=True), "id", name="funding_latest_first"
            ),
            models.Index(
                "stage",
                "instrument",
                F("dated_from").desc(nulls_last=True),
                "id",
                name="funding_latest_of_kind",
            ),
        ]
        constraints = [
            *RowRecord.Meta.constraints,
            *known_codes(stage=Stage, instrument=Instrument),
            *figure_laws(
                "funding", "amount", qualifier="qualifier", high="amount_high"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="funding_amount_positive",
                violation_error_message=_("An amount is greater than zero."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="")
                | (Q(amount__isnull=False) & ~Q(currency="")),
                name="funding_amount_in_currency",
                violation_error_message=_("An amount needs its currency."),
            ),
            models.CheckConstraint(
                condition=~Q(part_of=F("id")), name="funding_not_part_of_itself"
            ),
        ]
        triggers = [
            *RowRecord.Meta.triggers,
            NoCircle(parent="part_of", law="funding_part_of_no_circle"),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.get_stage_display()}"

    def clean(self) -> None:
        super().clean()
        refuse_circle(self, "part_of")


@pghistory.track()
class FundingPurpose(models.Model):
    """What a sum is for, as a sector; with its share only where a source gives it."""

    funding = models.ForeignKey(
        Funding,
        models.CASCADE,
        verbose_name=_("funding"),
        related_name="purpose_links",
    )
    sector = models.ForeignKey(
        Sector,
        models.PROTECT,
        verbose_name=_("sector"),
        related_name="funding_links",
    )
    percentage = models.DecimalField(
        _("percentage"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    as_written = models.CharField(_("as written"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("purpose of funding")
        verbose_name_plural = _("purposes of funding")
        ordering = ["funding", "sector"]
        constraints = [
            models.UniqueConstraint(
                fields=["funding", "sector"], name="fundingpurpose_once"
            ),
            models.CheckConstraint(
                condition=Q(percentage__isnull=True) | Q(percentage__range=(0, 100)),
                name="fundingpurpose_percentage_range",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
        ]
        triggers = [TakeTurn()]

    def __str__(self) -> str:
        return f"{self.sector}"
