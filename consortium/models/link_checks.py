"""Whether the addresses of sources still lead anywhere."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consortium.models.sources import Source

DEAD_AFTER = datetime.timedelta(days=7)
"""Between the first and the last of the failures that make an address a dead one."""


class LinkCheck(models.Model):
    """What came of the last questions for the address of a source.

    Kept beside the source, which does not change when its publisher's server does.
    """

    source = models.OneToOneField(
        Source, models.CASCADE, verbose_name=_("source"), related_name="link_check"
    )
    url = models.CharField(_("address"), max_length=1000)
    checked = models.DateTimeField(_("last asked for"))
    alive = models.DateTimeField(_("last alive"), null=True, blank=True)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    fault = models.CharField(_("what went wrong"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("link check")
        verbose_name_plural = _("link checks")
        ordering = ["checked", "id"]
        default_permissions = ()  # the finding tells people
        constraints = [
            models.CheckConstraint(
                condition=Q(fault="", failing_since__isnull=True)
                | (~Q(fault="") & Q(failing_since__isnull=False)),
                name="linkcheck_fault_dated",
            ),
            models.CheckConstraint(
                condition=Q(alive__isnull=True) | Q(alive__lte=F("checked")),
                name="linkcheck_alive_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.url
