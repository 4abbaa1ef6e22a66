"""Organizations that turned out to be one, and how to part them again."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consortium.models.base import Versioned
from consortium.models.organizations import Organization


class MergeQuerySet(models.QuerySet["OrganizationMerge"]):
    """Merges, narrowed to those that hold."""

    def standing(self) -> Self:
        """The merges nobody has undone."""
        return self.filter(undone_at__isnull=True)


@pghistory.track()
class OrganizationMerge(Versioned):
    """One organization stands for another; with all that is needed to undo it."""

    keep = models.ForeignKey(
        Organization, models.PROTECT, verbose_name=_("kept"), related_name="merges"
    )
    absorbed = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name=_("absorbed"),
        related_name="merged_into",
    )
    reason = models.CharField(_("reason"), max_length=500)
    merged_at = models.DateTimeField(_("merged"), default=timezone.now)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("merged by"),
        related_name="+",
    )
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("undone by"),
        null=True,
        related_name="+",
    )
    undone_reason = models.CharField(
        _("reason for undoing"), max_length=500, blank=True
    )
    moved = models.JSONField(_("rows that moved"), default=dict)
    unpreferred = models.JSONField(_("claims that stepped back"), default=list)
    added_names = models.JSONField(_("names that were added"), default=list)
    before = models.JSONField(_("state before"), default=dict)

    objects = MergeQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = _("merge of organizations")
        verbose_name_plural = _("merges of organizations")
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"],
                condition=Q(undone_at__isnull=True),
                name="organizationmerge_absorbed_once",
            ),
            models.CheckConstraint(
                condition=~Q(keep=F("absorbed")), name="organizationmerge_two_rows"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="organizationmerge_undone_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed} → {self.keep}"
