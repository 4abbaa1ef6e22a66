"""Who may do what: roles, as groups of Django's permissions.

The doors ask ``may`` before they call a verb of ``consortium.editorial``.
"""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import AnonymousUser, User
from django.db import models

from consortium.models import (
    SUBJECTS,
    ExchangeRate,
    Framework,
    FundingPurpose,
    Indicator,
    MilestoneDependency,
    OrganizationIdentifier,
    OrganizationName,
    OrganizationSector,
    Record,
    Sector,
    Source,
)

Kinds = tuple[type[models.Model], ...]

RECORDS: Kinds = (*SUBJECTS.values(), Source, Framework, Indicator)
"""What is drafted, submitted, published and retracted."""

EDITED: Kinds = (
    *RECORDS,
    Sector,
    ExchangeRate,
    FundingPurpose,
    MilestoneDependency,
    OrganizationIdentifier,
    OrganizationName,
    OrganizationSector,
)
"""What is typed in by hand."""

VERBS = {
    "propose": "add_claim",
    "accept": "decide_claim",
    "dispute": "decide_claim",
    "reject": "decide_claim",
    "prefer": "decide_claim",
    "grade": "decide_claim",
    "submit": "change_{kind}",
    "publish": "publish_{kind}",
    "retract": "publish_{kind}",
    "amend": "publish_{kind}",
    "waive": "waive_finding",
    "reopen": "waive_finding",
    "merge": "merge_organization",
    "unmerge": "merge_organization",
}
"""The permission that each verb asks for, of the app ``consortium``.

To amend is to change at once what no claim carries of a published record: the title of
a source, a translation, a note.
"""


def may(
    user: User | AnonymousUser, verb: str, row: models.Model | type[models.Model]
) -> bool:
    """Whether ``user`` may do ``verb`` to ``row`` or to rows of its kind."""
    codename = VERBS[verb].format(kind=row._meta.model_name)
    return user.is_active and user.has_perm(f"consortium.{codename}")


def may_amend(user: User | AnonymousUser, row: models.Model) -> bool:
    """Whether ``user`` may change at once what no claim carries of ``row``."""
    is_public = isinstance(row, Record) and row.is_published
    return not is_public or may(user, "amend", row)


def _of(action: str, *kinds: type[models.Model]) -> set[str]:
    return {f"consortium.{action}_{kind._meta.model_name}" for kind in kinds}


VIEWER = {"consortium.view_*"}
EDITOR = {
    *VIEWER,
    *_of("add", *EDITED),
    *_of("change", *EDITED),
    *_of("delete", *EDITED),
    "consortium.add_claim",
}
REVIEWER = {
    *EDITOR,
    *_of("publish", *RECORDS),
    "consortium.decide_claim",
    "consortium.waive_finding",
    "consortium.merge_organization",
}
ADMIN = {
    *VIEWER,
    "auth.view_user",
    "auth.add_user",
    "auth.change_user",
    "auth.view_group",
    "consortium.delete_apitoken",
}
ROLES = {"viewer": VIEWER, "editor": EDITOR, "reviewer": REVIEWER, "admin": ADMIN}
"""The permissions of each group; an asterisk stands for every kind of row.

Who administers accounts decides on no claim; a person may have several roles.
"""


def grant(apps: Any) -> None:
    """Make the groups hold what ``ROLES`` says; for migrations, which may run it again.

    Permissions that do not exist yet come with a later migration.
    """
    for label in ("auth", "consortium"):
        config = apps.get_app_config(label)
        # Without it nothing is created, and a migration's stub has none.
        config.models_module = getattr(config, "models_module", None) or True
        create_permissions(config, apps=apps, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    known = Permission.objects.filter(
        content_type__app_label__in=["auth", "consortium"]
    )
    for name, wanted in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(
            permission for permission in known if _holds(wanted, permission)
        )


def _holds(wanted: set[str], permission: Any) -> bool:
    app, codename = permission.content_type.app_label, permission.codename
    is_event = permission.content_type.model.endswith("event")
    anything = f"{app}.{codename.split('_')[0]}_*"
    return f"{app}.{codename}" in wanted or (anything in wanted and not is_event)
