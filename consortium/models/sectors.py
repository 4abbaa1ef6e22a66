"""Classifications of economic activity."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consortium.codelists import SectorScheme
from consortium.models.base import Versioned, known_codes, refuse_circle
from consortium.models.fields import folded_text
from consortium.models.texts import text_indexes
from consortium.models.triggers import NoCircle

WITH_BELOW = """
    WITH RECURSIVE below (id) AS (
      SELECT id FROM consortium_sector WHERE id = %s
      UNION
      SELECT entry.id FROM consortium_sector entry
      JOIN below ON entry.parent_id = below.id
    )
    SELECT id FROM below
"""


@pghistory.track()
class Sector(Versioned):
    """One entry of a classification: a code, its name, the entry above it."""

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    scheme = models.CharField(_("scheme"), choices=SectorScheme, max_length=8)
    code = models.CharField(_("code"), max_length=32)
    name = models.CharField(_("name"), max_length=250)
    name_ja = models.CharField(_("name in Japanese"), max_length=250, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("parent"),
        null=True,
        blank=True,
        related_name="children",
    )
    search_text = folded_text("code", "name", "name_ja")

    class Meta(Versioned.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["scheme", "code"]
        constraints = [
            *known_codes(scheme=SectorScheme),
            models.UniqueConstraint(fields=["scheme", "code"], name="sector_code_once"),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="sector_not_its_own_parent"
            ),
        ]
        indexes = text_indexes("sector")
        triggers = [
            *Versioned.Meta.triggers,
            NoCircle(parent="parent", law="sector_parent_no_circle"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def with_below(self) -> list[int]:
        """The keys of this entry and of all entries below it."""
        return [sector.pk for sector in Sector.objects.raw(WITH_BELOW, [self.pk])]

    def clean(self) -> None:
        super().clean()
        refuse_circle(self, "parent")
