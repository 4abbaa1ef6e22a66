"""Somebody of the newsroom, whom no cache answers."""

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client


def session_of_staff() -> str:
    """The cookie of a person who may see everything."""
    people = User.objects
    person, _is_new = people.get_or_create(username="bench", is_superuser=True)
    client = Client()
    client.force_login(person)
    cookie = settings.SESSION_COOKIE_NAME
    return f"{cookie}={client.cookies[cookie].value}"
