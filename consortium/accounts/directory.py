"""Signing in with an account of the organization's own directory (OpenID Connect)."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """The directory says who somebody is; what they may do here is decided here.

    It finds the account with the address that the directory has verified; whoever has
    no account here gets none by asking.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
