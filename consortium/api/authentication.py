"""Who is calling: somebody with a session of the desk, or a program with a token."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxAuthentication
from knox.crypto import hash_token
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from consortium.models import ApiToken
from consortium.models.tokens import Scope

CHALLENGE = 'Bearer realm="api", Session realm="desk"'
"""How to sign in, for those who have not: 401, not 403."""

NOTED = timedelta(minutes=1)
"""Between two notes of when a token was last used."""


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of the desk; writing needs its CSRF token too."""

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class TokenAuthentication(KnoxAuthentication):
    """``Authorization: Bearer cit_…``: somebody's token, found by its digest."""

    def authenticate(self, request: Request) -> tuple[Any, ApiToken] | None:
        found: tuple[Any, ApiToken] | None = super().authenticate(request)
        writes = request.method not in SAFE_METHODS
        if found and writes and found[1].scope != Scope.WRITE:
            raise PermissionDenied(_("This token only reads."))
        return found

    def authenticate_credentials(self, token: bytes) -> tuple[Any, ApiToken]:
        try:
            digest = hash_token(token.decode())
        except UnicodeDecodeError:
            raise AuthenticationFailed(_("The token is malformed.")) from None
        tokens = ApiToken.objects.select_related("user")
        found = tokens.filter(digest=digest).first()
        if found is None or found.is_expired or not found.user.is_active:
            raise AuthenticationFailed(_("The token is unknown, expired or revoked."))
        _note_use(found)
        return found.user, found


def _note_use(token: ApiToken) -> None:
    now = timezone.now()
    if token.last_used is None or now - token.last_used > NOTED:
        ApiToken.objects.filter(pk=token.pk).update(last_used=now)
