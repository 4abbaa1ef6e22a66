"""What programs are told again when they repeat a write."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StoredAnswer(models.Model):
    """The answer to a write, kept for whoever repeats it under the same key.

    Written in the transaction of the write itself: either both are there or neither.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("account"),
        related_name="stored_answers",
    )
    key = models.CharField(_("key"), max_length=128)
    asked = models.CharField(
        _("digest of the request"),
        max_length=64,
        help_text=_("SHA-256 of the method, the address and the body."),
    )
    status = models.PositiveSmallIntegerField(_("status"))
    location = models.CharField(
        _("address of what was made"), max_length=500, blank=True
    )
    row_tag = models.CharField(_("version of the record"), max_length=16, blank=True)
    body = models.BinaryField(_("body"))
    created_at = models.DateTimeField(_("created"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("stored answer")
        verbose_name_plural = _("stored answers")
        ordering = ["created_at", "id"]
        default_permissions = ()  # nobody reads them but who repeats the request
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "key"], name="storedanswer_key_unique"
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[A-Za-z0-9._:-]{8,128}$"),
                name="storedanswer_key_shape",
            ),
            models.CheckConstraint(
                condition=Q(asked__regex=r"^[0-9a-f]{64}$"),
                name="storedanswer_asked_shape",
            ),
            models.CheckConstraint(
                condition=Q(status__gte=200, status__lt=300),
                name="storedanswer_status_good",
            ),
        ]

    def __str__(self) -> str:
        return self.key
