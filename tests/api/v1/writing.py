"""What the tests of writing share: people with roles, and how they ask."""

import re
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client

from consortium.roles import grant
from tests.factories import make_user

RECORD = re.compile(r"(.*/api/v1/[^/]+/[^/]+/)")
"""The address of a record, also where a verb follows."""

ROLES = ("viewer", "editor", "reviewer", "admin")


def somebody(*roles: str) -> Any:
    """A person with these roles."""
    if not Group.objects.exists():
        grant(apps)  # a test with transactions of its own has emptied the tables
    user = make_user(is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def signed_in(*roles: str, user: Any = None) -> Client:
    """The client of a person with these roles."""
    client = Client()
    client.force_login(user or somebody(*roles))
    return client


def send(
    client: Client, method: str, address: str, body: Any = "", **headers: str
) -> Any:
    """Ask with a body of JSON; a record is read first, unless ``headers`` say of it."""
    whole = address if address.startswith(("/", "http")) else f"/api/v1/{address}"
    if record := RECORD.match(whole):
        headers = {"If-Match": tag(client, record[1])} | headers
    content = "application/json"
    return getattr(client, method)(whole, body, content, headers=headers)


def tag(client: Client, address: str) -> str:
    """The tag of a record as ``client`` reads it; of one it cannot see, any."""
    return str(client.get(address).get("ETag", '"none"'))


def post(client: Client, address: str, **body: Any) -> Any:
    return send(client, "post", address, body)


def patch(client: Client, address: str, **body: Any) -> Any:
    return send(client, "patch", address, body)


def delete(client: Client, address: str) -> Any:
    return send(client, "delete", address)


def done(answer: Any, status: int = 200) -> Any:
    """The body of an answer that has this status."""
    assert answer.status_code == status, answer.content
    return answer.json() if answer.content else None


def faults(answer: Any, status: int = 400) -> dict[str, str]:
    """The codes of what was wrong, by place in the body."""
    document = done(answer, status)
    assert answer["Content-Type"] == "application/problem+json"
    return {fault["pointer"]: fault["code"] for fault in document["errors"]}
