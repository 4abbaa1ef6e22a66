"""How allauth signs people in here: few guesses, and little work for who guesses."""

import logging
import math
import threading
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consortium.accounts.callers import address_of

SIGNED_IN = "signed_in_at"
"""The key under which a session keeps when it began, in seconds since 1970."""

GUESS_AGAIN = 15 * 60
"""Seconds that failed sign-ins are counted, as in ``ACCOUNT_RATE_LIMITS``."""

HASHING = threading.BoundedSemaphore(2)
"""Passwords that a process compares at once: each takes a fifth of a core's second."""

PATIENCE = 5
"""Seconds that a sign-in waits for those before it."""

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by whoever keeps them, and guessed by nobody."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; 429 once there were too many of them."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            logger.warning("sign-in refused: too many", extra=_where(request))
            response = too_many_requests(request)
            raise ImmediateHttpResponse(response) from None

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        if not HASHING.acquire(timeout=PATIENCE):
            raise ImmediateHttpResponse(too_many_requests(request, PATIENCE))
        try:
            found: AbstractBaseUser | None = super().authenticate(
                request, **credentials
            )
            return found
        finally:
            HASHING.release()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        # Not whose: people type passwords into the field for names.
        logger.warning("sign-in failed", extra=_where(request))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        by = {each["method"] for each in get_authentication_records(request, user)}
        super().login(request, user)
        request.session[SIGNED_IN] = time.time()
        said = {"user": user.pk, **_where(request)}
        logger.info("signed in by %s", ", ".join(sorted(by)), extra=said)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        super().set_password(user, password)
        logger.info("password changed", extra={"user": user.pk})

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        # For each name and address: guessing elsewhere locks nobody out of their own.
        name = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{name}:{address_of(request)}"


def too_many_requests(
    request: HttpRequest, wait: int = GUESS_AGAIN, exception: Any = None
) -> HttpResponse:
    """429 as a page, with the seconds after which asking again may help."""
    page = render(request, "429.html", {"minutes": math.ceil(wait / 60)}, status=429)
    page["Retry-After"] = str(wait)
    return page


def _where(request: HttpRequest) -> dict[str, str]:
    return {"address": address_of(request)}
