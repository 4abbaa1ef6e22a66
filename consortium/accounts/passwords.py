"""Passwords that whoever knows this place would try first."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = {"tracker", "investment", "public", "consortium", "newsroom", "desk", "admin"}
WORDS |= {"password", "pass", "word", "secret", "login", "editor", "reviewer", "staff"}
"""What such passwords are made of, beside the names of the site's hosts."""

LEFT = 4
"""Letters that have to be left when all of these words are taken away."""


class LocalWordsValidator:
    """Refuses passwords made of the words of this place, digits and signs."""

    def validate(self, password: str, user: Any = None) -> None:
        left = re.sub(r"[\W\d_]", "", password.lower())
        for word in sorted(WORDS | _hosts(), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEFT:
            raise ValidationError(self.get_help_text(), code="password_of_this_place")

    def get_help_text(self) -> str:
        return _("Your password can’t be made of words of this site alone.")


def _hosts() -> set[str]:
    """The parts of the site's names, without those that say nothing."""
    parts = {part for host in settings.ALLOWED_HOSTS for part in host.split(".")}
    return {part for part in parts if part.isalpha() and len(part) >= LEFT}
