"""Permissions made of the matrix: what somebody may, and what the groups hold."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import AnonymousUser, User
from django.db import models

from consortium.models import Record
from consortium.roles.matrix import MATRIX
from consortium.roles.resources import PERMISSIONS, STAFF, Role

ROLES: dict[str, set[str]] = {
    str(role): {codename for each in MATRIX for codename in each.permissions(role)}
    for role in Role
    if role in STAFF
}
"""The permissions of each group, as ``app.codename``."""


def may(
    user: User | AnonymousUser, action: str, row: models.Model | type[models.Model]
) -> bool:
    """Whether ``user`` may do ``action`` to ``row`` or to rows of its kind."""
    codename = PERMISSIONS[action].format(kind=row._meta.model_name)
    return user.is_active and user.has_perm(f"consortium.{codename}")


def may_amend(user: User | AnonymousUser, row: models.Model) -> bool:
    """Whether ``user`` may change at once what no claim carries of ``row``."""
    is_public = isinstance(row, Record) and row.is_published
    return not is_public or may(user, "amend", row)


def grant(apps: Any) -> None:
    """Make the groups hold what the matrix says; for migrations, which may repeat it.

    Permissions that do not exist yet come with a later migration.
    """
    labels = {each.kind._meta.app_label for each in MATRIX if each.kind}
    for config in apps.get_app_configs():
        if config.label in labels:
            # Without it nothing is created, and a migration's stub has none.
            config.models_module = getattr(config, "models_module", None) or True
            create_permissions(config, apps=apps, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for name, wanted in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(known[each] for each in wanted if each in known)
