"""Who keeps the accounts: there is always somebody left who can."""

from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Q, QuerySet

from consortium.roles import Role

KEEPS = Q(is_superuser=True) | Q(groups__name=Role.ADMIN)


def keepers() -> QuerySet[User]:
    """Those who can sign in at the desk and change accounts there."""
    found = User.objects.filter(KEEPS, is_active=True, is_staff=True)
    return User.objects.filter(pk__in=found.values("pk"))


def is_last(account: User) -> bool:
    """Whether nobody else keeps the accounts, or nobody else is a superuser.

    Inside a transaction it waits for others who change those accounts.
    """
    them = keepers().order_by("pk")
    if connection.in_atomic_block:
        them = them.select_for_update()
    supers = {each.pk: each.is_superuser for each in them}
    if account.pk not in supers:
        return False
    is_super = supers.pop(account.pk)
    return not supers or (is_super and True not in supers.values())


def would_keep(account: User, said: dict[str, Any]) -> bool:
    """Whether ``account`` still keeps accounts with the values of a form."""
    is_active, is_staff, is_super = (
        said.get(name, getattr(account, name))
        for name in ("is_active", "is_staff", "is_superuser")
    )
    groups = said.get("groups", account.groups.all())
    is_admin = Role.ADMIN in {group.name for group in groups}
    stays = is_super or (is_admin and not account.is_superuser)
    return bool(is_active and is_staff and stays)
