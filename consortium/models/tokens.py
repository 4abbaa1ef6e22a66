"""Keys by which programs act for a person."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

DAYS, MOST_DAYS = 90, 366
"""How long a token lives if nobody says, and at most."""


class Scope(models.TextChoices):
    """What a token is good for."""

    READ = "read", _("read")
    WRITE = "write", _("read and write")


class ApiToken(AbstractAuthToken):
    """A token of the API: a secret of which only the digest is kept.

    It may do what its owner may, or less, and dies with the owner's password or
    account: a trigger sees to that. It is made and revoked, never changed, and has no
    history.
    """

    id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("account"),
        related_name="auth_token_set",
    )
    name = models.CharField(
        _("name"), max_length=80, help_text=_("What the token is for.")
    )
    scope = models.CharField(_("scope"), max_length=5, choices=Scope)
    last_used = models.DateTimeField(_("last used"), null=True, blank=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created", "digest"]
        default_permissions = ("delete",)  # who may revoke may look
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"], name="apitoken_name_unique"
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"), name="apitoken_name_filled"
            ),
            models.CheckConstraint(
                condition=Q(scope__in=Scope.values), name="apitoken_scope_known"
            ),
            models.CheckConstraint(
                condition=Q(expiry__isnull=False, expiry__gt=models.F("created")),
                name="apitoken_expires",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_expired(self) -> bool:
        expiry: Any = self.expiry
        return bool(expiry <= timezone.now())
