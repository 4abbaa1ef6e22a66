"""People at the desk."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client

from consortium import roles
from tests.factories import make_superuser, make_user


@pytest.fixture
def chief(db):
    return make_superuser(username="chief")


@pytest.fixture
def desk(client, chief):
    """The client of somebody who may do everything."""
    client.force_login(chief)
    return client


@pytest.fixture
def at_desk(db):
    """Seats somebody with a role at a desk of their own; ``user`` says who it is."""

    def seat(role, **fields):
        if not Group.objects.filter(name=role).exists():
            roles.grant(apps)
        client = Client()
        client.user = make_user(is_staff=True, **fields)
        client.user.groups.set(Group.objects.filter(name=role))
        client.force_login(client.user)
        return client

    return seat


@pytest.fixture
def editor(at_desk):
    """The client of an editor."""
    return at_desk("editor", username="editor")


@pytest.fixture
def reviewer(at_desk):
    """The client of a reviewer."""
    return at_desk("reviewer", username="reviewer")


@pytest.fixture
def viewer(at_desk):
    """The client of somebody who may only read."""
    return at_desk("viewer", username="viewer")
