"""Who is calling."""

from rest_framework import authentication
from rest_framework.request import Request


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of the desk; whoever has none is asked to sign in: 401, not 403."""

    def authenticate_header(self, request: Request) -> str:
        return 'Session realm="desk"'
