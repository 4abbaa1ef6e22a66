"""Reference rates between currencies."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consortium.models.base import Versioned
from consortium.models.fields import CurrencyField


@pghistory.track(
    # Loading is one statement; an event of its own for each rate takes thrice as long.
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
class ExchangeRate(Versioned):
    """How many units of ``currency`` one unit of ``base`` bought on a day."""

    base = CurrencyField(_("base currency"), blank=False, default="EUR")
    currency = CurrencyField(_("currency"), blank=False)
    date = models.DateField(_("date"))
    rate = models.DecimalField(_("rate"), max_digits=20, decimal_places=8)
    origin = models.CharField(
        _("origin"),
        max_length=60,
        help_text=_("Who published the rate: ECB, or the name of another source."),
    )

    class Meta(Versioned.Meta):
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["-date", "currency", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["currency", "date", "base", "origin"], name="exchangerate_once"
            ),
            models.CheckConstraint(
                condition=Q(rate__gt=0),
                name="exchangerate_positive",
                violation_error_message=_("A rate is greater than zero."),
            ),
            models.CheckConstraint(
                condition=~Q(base=F("currency")), name="exchangerate_two_currencies"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.base}/{self.currency} {self.date}"
