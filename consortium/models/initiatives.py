"""Initiatives, the sectors they touch and their milestones."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from consortium.codelists import (
    ActivityStatus,
    InitiativeKind,
    MilestoneKind,
    MilestoneStatus,
    SectorRelation,
)
from consortium.models.base import (
    Record,
    RowRecord,
    known_codes,
    refuse_circle,
)
from consortium.models.fields import (
    FuzzyDateField,
    QualifierField,
    earliest_day,
    figure_laws,
    folded_text,
    latest_day,
)
from consortium.models.sectors import Sector
from consortium.models.texts import text_indexes
from consortium.models.triggers import NoCircle, TakeTurn


@pghistory.track()
class Initiative(Record):
    """A public investment initiative: strategy, programme, project or consortium."""

    settled = ("slug", "part_of")
    claimable = {
        "name": ("name",),
        "kind": ("kind",),
        "status": ("status",),
        "country": ("country",),
        "objective": ("objective",),
        "planned_start": ("planned_start",),
        "planned_end": ("planned_end",),
        "actual_start": ("actual_start",),
        "actual_end": ("actual_end",),
        "reported_member_count": (
            "reported_member_count",
            "reported_member_count_qualifier",
        ),
    }

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=250)
    name_ja = models.CharField(_("name in Japanese"), max_length=250, blank=True)
    name_is_provisional = models.BooleanField(
        _("name is provisional"),
        default=False,
        help_text=_("No source names it; this is our working title."),
    )
    kind = models.CharField(_("kind"), choices=InitiativeKind, max_length=12)
    status = models.CharField(
        _("status"),
        choices=ActivityStatus,
        max_length=16,
        help_text=_("IATI activity status; announced is what is only spoken of."),
    )
    summary = models.TextField(_("summary"), blank=True, max_length=4000)
    summary_ja = models.TextField(_("summary in Japanese"), blank=True, max_length=4000)
    objective = models.TextField(_("objective"), blank=True, max_length=2000)
    objective_ja = models.TextField(
        _("objective in Japanese"), blank=True, max_length=2000
    )
    country = CountryField(_("country"), blank=True)
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        null=True,
        blank=True,
        related_name="parts",
        help_text=_("Money of the whole never rolls into the part."),
    )
    planned_start = FuzzyDateField(_("planned start"))
    planned_start_from = earliest_day("planned_start")
    planned_start_to = latest_day("planned_start")
    planned_end = FuzzyDateField(_("planned end"))
    planned_end_from = earliest_day("planned_end")
    planned_end_to = latest_day("planned_end")
    actual_start = FuzzyDateField(_("actual start"))
    actual_start_from = earliest_day("actual_start")
    actual_start_to = latest_day("actual_start")
    actual_end = FuzzyDateField(_("actual end"))
    actual_end_from = earliest_day("actual_end")
    actual_end_to = latest_day("actual_end")
    reported_member_count = models.PositiveIntegerField(
        _("reported number of members"),
        null=True,
        blank=True,
        help_text=_("As reported; members nobody names are never invented as rows."),
    )
    reported_member_count_qualifier = QualifierField(
        _("qualifier of the number of members")
    )
    member_count_meaning = models.CharField(
        _("what the number of members counts"), max_length=250, blank=True
    )
    member_count_meaning_ja = models.CharField(
        _("what the number of members counts, in Japanese"), max_length=250, blank=True
    )
    search_text = folded_text("name", "name_ja")
    sectors = models.ManyToManyField(
        Sector, through="InitiativeSector", related_name="initiatives"
    )

    class Meta(Record.Meta):
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["name", "id"]
        constraints = [
            *Record.Meta.constraints,
            *known_codes(kind=InitiativeKind, status=ActivityStatus),
            *figure_laws(
                "initiative",
                "reported_member_count",
                qualifier="reported_member_count_qualifier",
            ),
            models.CheckConstraint(
                condition=~Q(part_of=F("id")), name="initiative_not_part_of_itself"
            ),
        ]
        indexes = text_indexes("initiative", "name", "name_ja")
        triggers = [
            *Record.Meta.triggers,
            NoCircle(parent="part_of", law="initiative_part_of_no_circle"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        refuse_circle(self, "part_of")


@pghistory.track()
class InitiativeSector(RowRecord):
    """A sector an initiative touches, and how; the relations are never merged."""

    claimable = {"percentage": ("percentage",), "relation": ("relation",)}
    stands_on = ("initiative",)
    settled = ("sector",)

    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        verbose_name=_("initiative"),
        related_name="sector_links",
    )
    sector = models.ForeignKey(
        Sector,
        models.PROTECT,
        verbose_name=_("sector"),
        related_name="initiative_links",
    )
    relation = models.CharField(_("relation"), choices=SectorRelation, max_length=12)
    percentage = models.DecimalField(
        _("percentage"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Share of the money, only if a source gives it."),
    )
    as_written = models.CharField(
        _("as written"), max_length=250, help_text=_("The source's own word.")
    )
    note = models.CharField(
        _("note"),
        max_length=500,
        blank=True,
        help_text=_("For instance why this code was chosen."),
    )

    class Meta(RowRecord.Meta):
        verbose_name = _("sector of an initiative")
        verbose_name_plural = _("sectors of initiatives")
        ordering = ["initiative", "relation", "sector", "id"]
        constraints = [
            *RowRecord.Meta.constraints,
            *known_codes(relation=SectorRelation),
            models.UniqueConstraint(
                fields=["initiative", "sector", "relation"],
                name="initiativesector_once",
            ),
            models.CheckConstraint(
                condition=Q(percentage__isnull=True) | Q(percentage__range=(0, 100)),
                name="initiativesector_percentage_range",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative} – {self.sector} ({self.get_relation_display()})"


@pghistory.track()
class Milestone(RowRecord):
    """Something an initiative is to reach by a date; slip is against the first plan."""

    claimable = {
        "planned": ("planned",),
        "forecast": ("forecast",),
        "achieved": ("achieved",),
        "status": ("status",),
    }
    stands_on = ("initiative",)

    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        verbose_name=_("initiative"),
        related_name="milestones",
    )
    title = models.CharField(_("title"), max_length=250)
    title_ja = models.CharField(_("title in Japanese"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), choices=MilestoneKind, max_length=16)
    status = models.CharField(
        _("status"),
        choices=MilestoneStatus,
        default=MilestoneStatus.SCHEDULED,
        max_length=16,
    )
    planned = FuzzyDateField(_("planned"))
    planned_from = earliest_day("planned")
    planned_to = latest_day("planned")
    forecast = FuzzyDateField(_("forecast"))
    forecast_from = earliest_day("forecast")
    forecast_to = latest_day("forecast")
    achieved = FuzzyDateField(_("achieved"))
    achieved_from = earliest_day("achieved")
    achieved_to = latest_day("achieved")
    depends_on = models.ManyToManyField(
        "self",
        through="MilestoneDependency",
        through_fields=("milestone", "depends_on"),
        symmetrical=False,
        related_name="needed_by",
    )

    class Meta(RowRecord.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["planned_from", "id"]
        constraints = [
            *RowRecord.Meta.constraints,
            *known_codes(kind=MilestoneKind, status=MilestoneStatus),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class MilestoneDependency(models.Model):
    """One milestone cannot be met before another is."""

    milestone = models.ForeignKey(
        Milestone,
        models.CASCADE,
        verbose_name=_("milestone"),
        related_name="dependencies",
    )
    depends_on = models.ForeignKey(
        Milestone,
        models.PROTECT,
        verbose_name=_("depends on"),
        related_name="dependents",
    )

    class Meta:
        verbose_name = _("dependency of a milestone")
        verbose_name_plural = _("dependencies of milestones")
        ordering = ["milestone", "depends_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "depends_on"], name="milestonedependency_once"
            ),
            models.CheckConstraint(
                condition=~Q(milestone=F("depends_on")),
                name="milestonedependency_not_itself",
                violation_error_message=_("A milestone cannot depend on itself."),
            ),
        ]
        triggers = [
            TakeTurn(),
            NoCircle(
                child="milestone",
                parent="depends_on",
                law="milestonedependency_no_circle",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} ← {self.depends_on}"
