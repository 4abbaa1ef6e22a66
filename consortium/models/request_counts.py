"""How often whom was answered, so that nobody takes everything."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RequestCount(models.Model):
    """The requests of one caller in one period, counted for all processes.

    The table is unlogged: counters need not survive a crash, and cost no disk's time.
    """

    caller = models.CharField(_("caller"), max_length=80)
    began = models.DateTimeField(_("began"), db_index=True)
    number = models.PositiveIntegerField(_("number"))

    class Meta:
        verbose_name = _("request count")
        verbose_name_plural = _("request counts")
        ordering = ["began", "caller"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["caller", "began"], name="requestcount_unique"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="requestcount_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caller}: {self.number}"
