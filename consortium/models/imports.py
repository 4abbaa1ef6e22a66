"""What was loaded from files, when, and what came of it."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consortium.codelists import ImportState
from consortium.models.base import known_codes
from consortium.models.triggers import TakeTurn


@pghistory.track()
class ImportRun(models.Model):
    """One run of an importer over one input, known again by its digest."""

    importer = models.CharField(_("importer"), max_length=40)
    source_name = models.CharField(_("name of the input"), max_length=250)
    sha256 = models.CharField(_("SHA-256 of the input"), max_length=64)
    state = models.CharField(
        _("state"),
        choices=ImportState,
        default=ImportState.RUNNING,
        max_length=12,
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("started by"),
        related_name="+",
    )
    finished_at = models.DateTimeField(_("finished"), null=True)
    counts = models.JSONField(_("counts"), default=dict)
    errors = models.JSONField(_("errors"), default=list)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-id"]
        constraints = [
            *known_codes(state=ImportState),
            models.CheckConstraint(
                condition=Q(state=ImportState.RUNNING, finished_at__isnull=True)
                | (~Q(state=ImportState.RUNNING) & Q(finished_at__isnull=False)),
                name="importrun_finished_dated",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="importrun_sha256_shape",
            ),
        ]
        triggers = [TakeTurn()]

    def __str__(self) -> str:
        return f"{self.importer}: {self.source_name}"
