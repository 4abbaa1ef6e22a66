"""What the matrix is made of: roles, rows, and resources with their doors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import models


class Role(StrEnum):
    """Who asks. Whoever signed in without a role reads what everybody reads."""

    ANONYMOUS = "anonymous"
    SIGNED_IN = "signed in"
    VIEWER = "viewer"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMIN = "admin"


Roles = frozenset[Role]

NOBODY: Roles = frozenset()
EVERYBODY: Roles = frozenset(Role)
PEOPLE = EVERYBODY - {Role.ANONYMOUS}
"""Whoever has signed in."""

STAFF = PEOPLE - {Role.SIGNED_IN}
"""Whoever has a role; the desk wants an account that says so too (``is_staff``)."""

EDITORS: Roles = frozenset({Role.EDITOR, Role.REVIEWER})
REVIEWERS: Roles = frozenset({Role.REVIEWER})
ADMINS: Roles = frozenset({Role.ADMIN})


class Rows(StrEnum):
    """Which rows of a resource somebody sees."""

    NONE = "none"
    OWN = "own"
    PUBLISHED = "published"
    ALL = "all"


PERMISSIONS: Mapping[str, str] = {
    "view": "view_{kind}",
    "create": "add_{kind}",
    "update": "change_{kind}",
    "delete": "delete_{kind}",
    "submit": "change_{kind}",
    "publish": "publish_{kind}",
    "retract": "publish_{kind}",
    "amend": "publish_{kind}",
    "propose": "add_claim",
    "accept": "decide_claim",
    "dispute": "decide_claim",
    "reject": "decide_claim",
    "prefer": "decide_claim",
    "grade": "decide_claim",
    "waive": "waive_finding",
    "reopen": "waive_finding",
    "merge": "merge_organization",
    "unmerge": "merge_organization",
}
"""Django's permission for each action.

To view is to see all rows, drafts too. To amend is to change at once what no claim
carries of a published record: the title of a source, a translation, a note.
"""


@dataclass(frozen=True)
class Resource:
    """One kind of row, or one place: who sees which rows and fields, who does what.

    ``public`` are the rows that whoever may ask sees, ``all_to`` who sees all of them.
    ``fields`` are empty for everybody but these roles; ``at_desk`` are columns that no
    answer of the API and no file has, for whoever sees the row at the desk.

    The doors: ``api`` is the first step of its addresses, ``by_api`` the actions there;
    ``pages`` are names of addresses, ``files`` datasets; ``desk`` has the action of
    each screen. All of them show the same rows, but pages are the same for everybody.
    """

    name: str
    kind: type[models.Model] | None = None
    asked_by: Roles = EVERYBODY
    public: Rows = Rows.PUBLISHED
    all_to: Roles = STAFF
    actions: Mapping[str, Roles] = field(default_factory=dict)
    fields: Mapping[str, Roles] = field(default_factory=dict)
    at_desk: tuple[str, ...] = ()
    api: str = ""
    by_api: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    desk: Mapping[str, str] = field(default_factory=dict)

    def rows(self, role: Role) -> Rows:
        """Which rows ``role`` sees."""
        if role in self.all_to:
            return Rows.ALL
        return self.public if role in self.asked_by else Rows.NONE

    def may(self, action: str) -> Roles:
        """Who may do ``action``; reading is for whoever may ask."""
        if action == "view":
            return self.actions.get(action, self.all_to)
        if action in ("list", "retrieve"):
            return self.asked_by
        return self.actions.get(action, NOBODY)

    def permissions(self, role: Role) -> Iterator[str]:
        """Django's permissions that ``role`` needs for this, as ``app.codename``.

        What people may do to what is their own needs none.
        """
        for action in ("view", *self.actions):
            codename = self.codename(action)
            if codename and role in self.may(action) <= STAFF:
                yield codename

    def codename(self, action: str) -> str:
        """The permission for ``action``, if this kind of row is what declares it."""
        if self.kind is None or action not in PERMISSIONS:
            return ""
        meta = self.kind._meta
        codename = PERMISSIONS[action].format(kind=meta.model_name)
        declared = {f"{name}_{meta.model_name}" for name in meta.default_permissions}
        declared |= {name for name, _words in meta.permissions}
        return f"{meta.app_label}.{codename}" if codename in declared else ""
