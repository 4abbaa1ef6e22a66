"""People at the desk."""

import pytest
from django.contrib.auth.models import Permission

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
def editor(client, db):
    """The client of somebody who may view, add and change every record."""
    user = make_user(username="editor", is_staff=True)
    actions = ("view_", "add_", "change_", "delete_")
    user.user_permissions.set(
        permission
        for permission in Permission.objects.filter(
            content_type__app_label="consortium"
        )
        if permission.codename.startswith(actions)
    )
    client.force_login(user)
    return client
