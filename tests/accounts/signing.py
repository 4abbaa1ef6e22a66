"""What tests of signing in share."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client
from django.urls import reverse

from tests.factories import make_staff

PASSWORD = "correct horse battery staple"
LOGIN = "/accounts/login/"


def make_person(role: str = "editor", **fields: Any) -> Any:
    """Somebody of the newsroom who signs in by ``PASSWORD``."""
    person = make_staff(role, **fields)
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client: Client, name: str, password: str = PASSWORD, **headers: Any) -> Any:
    """Send the form of the sign-in."""
    return client.post(LOGIN, {"login": name, "password": password}, headers=headers)


def give_factor(person: Any) -> str:
    """An authenticator app for ``person``; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def code_of(secret: str) -> str:
    """What the authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("v1:me")).status_code == 200
