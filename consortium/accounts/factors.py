"""Second factors: kept encrypted, and not given up by those who need one."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AbstractUser

MAIN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What signs in beside a password; recovery codes only stand in for these."""


class FactorAdapter(DefaultMFAAdapter):
    """The secrets of authenticator apps are of no use to who reads the database."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff who need a second factor keep their last one."""
        others = Authenticator.objects.filter(
            user_id=authenticator.user_id, type__in=MAIN
        ).exclude(pk=authenticator.pk)
        return not needs_factor(authenticator.user) or others.exists()


def needs_factor(user: AbstractUser) -> bool:
    """Whether ``user`` may not do anything here by a password alone."""
    works_here = user.is_staff or user.is_superuser or user.groups.exists()
    return bool(settings.STAFF_SECOND_FACTOR and works_here)


def remove_factors(user: AbstractUser) -> int:
    """Take away every second factor of ``user``, who lost them; how many there were."""
    number: int = Authenticator.objects.filter(user=user).delete()[0]
    return number


def _cipher() -> MultiFernet:
    """Reads what was written under former keys, too, while they are in the settings."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"factors:" + key.encode()).digest() for key in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in digests])
