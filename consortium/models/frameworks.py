"""Governance frameworks and who is said to follow them."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from consortium.codelists import AlignmentRelation
from consortium.models.base import Record, RowRecord, known_codes
from consortium.models.fields import WebAddressField
from consortium.models.initiatives import Initiative
from consortium.models.organizations import Organization
from consortium.models.texts import trigram_index


@pghistory.track()
class Framework(Record):
    """A governance standard, guideline or process."""

    settled = ("slug",)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=250)
    name_ja = models.CharField(_("name in Japanese"), max_length=250, blank=True)
    owner = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        related_name="frameworks",
    )
    identifier = models.CharField(
        _("identifier"),
        max_length=100,
        blank=True,
        help_text=_("The document's number; empty when no source names it."),
    )
    identity_known = models.BooleanField(
        _("we know which document is meant"), default=False
    )
    url = WebAddressField(_("address"))

    class Meta(Record.Meta):
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        ordering = ["name", "id"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(identity_known=True) | Q(identifier=""),
                name="framework_identifier_of_known",
                violation_error_message=_(
                    "A document with an identifier is one we know."
                ),
            ),
        ]
        indexes = [trigram_index("framework", "name", "name_ja", "identifier")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Alignment(RowRecord):
    """How an initiative, or a country, is said to relate to a framework."""

    claimable = {"relation": ("relation",)}
    stands_on = ("framework", "initiative")

    framework = models.ForeignKey(
        Framework,
        models.PROTECT,
        verbose_name=_("framework"),
        related_name="alignments",
    )
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        verbose_name=_("initiative"),
        null=True,
        blank=True,
        related_name="alignments",
    )
    country = CountryField(_("country"), blank=True)
    relation = models.CharField(
        _("relation"),
        choices=AlignmentRelation,
        max_length=12,
        help_text=_("Adopted or certified needs an official source."),
    )

    class Meta(RowRecord.Meta):
        verbose_name = _("alignment")
        verbose_name_plural = _("alignments")
        ordering = ["framework", "id"]
        constraints = [
            *RowRecord.Meta.constraints,
            *known_codes(relation=AlignmentRelation),
            models.CheckConstraint(
                condition=Q(initiative__isnull=False, country="")
                | (Q(initiative__isnull=True) & ~Q(country="")),
                name="alignment_one_party",
                violation_error_message=_("Choose an initiative or a country."),
            ),
            models.UniqueConstraint(
                fields=["framework", "initiative", "country"],
                nulls_distinct=False,
                name="alignment_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework}: {self.get_relation_display()}"
