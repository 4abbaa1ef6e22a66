"""Whether somebody has proved lately who is at the keyboard.

What gives lasting power, a token or a link to somebody's account, asks for more than a
session that was left open.
"""

import time

from allauth.account import app_settings
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest

from consortium.accounts.adapter import SIGNED_IN


def has_proved_lately(request: HttpRequest) -> bool:
    """Whether the sign-in, or a password or factor given since, is minutes old."""
    age = time.time() - request.session.get(SIGNED_IN, 0)
    return bool(
        age < app_settings.REAUTHENTICATION_TIMEOUT
        or did_recently_reauthenticate(request)
    )


def need_proof(request: HttpRequest) -> None:
    """Send people to prove it, after which their request goes on by itself."""
    if not has_proved_lately(request):
        raise ReauthenticationRequired
