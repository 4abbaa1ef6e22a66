"""Links by which somebody chooses a password, once: nobody chooses it for them."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.urls import reverse

HOURS = settings.PASSWORD_RESET_TIMEOUT // 3600
"""How long a link is good, unless it is used, or the person signs in, before."""


def one_time_link(user: AbstractUser, site: str) -> str:
    """The address, on ``site``, at which ``user`` chooses a password.

    It holds no more than a signature: nothing is stored, and it ends with the password
    that it leads to.
    """
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    named = {"uidb36": user_pk_to_url_str(user), "key": token}
    path = reverse("account_reset_password_from_key", kwargs=named)
    return site.rstrip("/") + path
