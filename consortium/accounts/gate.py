"""Who stays signed in: sessions end in time, and staff need a second factor."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from consortium.accounts.adapter import SIGNED_IN
from consortium.accounts.factors import MAIN, needs_factor
from consortium.problems import PROGRAMS, problem_response

SEEN = "seen_at"
PROVED = "second_factor"
MINUTE = 60
"""Seconds between two notes of when a session was last used."""

OPEN = ("/accounts/", "/language/", "/static/")
"""Where people without a second factor may go, so that they can get one."""


class GateMiddleware:
    """Looks at every request that brings a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without the cookie nobody is asked, or public answers would vary by it.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            answer = self.held_up(request)
            if answer is not None:
                return answer
        response = self.get_response(request)
        if request.path_info.startswith("/accounts/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def held_up(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to somebody who may not go on like this."""
        if not request.user.is_authenticated:
            return None
        user = request.user
        if has_ended(request):
            logout(request)
            messages.info(request, _("You were signed out: the session has ended."))
            return None
        note_use(request)
        if not needs_factor(user) or has_proved(request, user):
            return None
        if request.path_info.startswith(OPEN):
            return None
        if Authenticator.objects.filter(user=user, type__in=MAIN).exists():
            logout(request)  # signed in before the factor was there: once more, with it
            return None
        return self.sent_for_factor(request)

    def sent_for_factor(self, request: HttpRequest) -> HttpResponse:
        """Where to get a second factor; programs are told that one is missing."""
        said = _("Your account needs a second factor before you can go on.")
        if request.path_info.startswith(PROGRAMS):
            return problem_response(request, 403, said, code="second_factor_required")
        messages.warning(request, said)
        onward = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('mfa_index')}?{onward}")


def has_ended(request: HttpRequest) -> bool:
    """Whether the session was unused for too long, or has lasted too long."""
    now, session = time.time(), request.session
    began = session.setdefault(SIGNED_IN, now)
    seen = session.get(SEEN, now)
    lasted = now - began
    return bool(
        lasted > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE
    )


def note_use(request: HttpRequest) -> None:
    """Keep when the session was used, to the minute."""
    now, session = time.time(), request.session
    if now - session.get(SEEN, 0) >= MINUTE:
        session[SEEN] = now
        mine = UserSession.objects.filter(session_key=session.session_key)
        mine.update(last_seen_at=timezone.now())


def has_proved(request: HttpRequest, user: User) -> bool:
    """Whether this session was signed in with a second factor, or made one."""
    session: Any = request.session
    if PROVED not in session and _proves(request, user):
        session[PROVED] = True
    return PROVED in session


def _proves(request: HttpRequest, user: User) -> bool:
    methods = {each["method"] for each in get_authentication_records(request, user)}
    if "mfa" in methods or (settings.OIDC_SECOND_FACTOR and "socialaccount" in methods):
        return True
    began = datetime.fromtimestamp(request.session[SIGNED_IN], tz=UTC)
    made = Authenticator.objects.filter(user=user, type__in=MAIN, created_at__gte=began)
    return bool(made.exists())
