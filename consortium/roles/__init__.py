"""Who may do what: one matrix, and Django's permissions made of it.

The doors ask ``may`` before they call a verb of ``consortium.editorial``.
"""

from consortium.roles.matrix import MATRIX, RECORDS
from consortium.roles.permissions import ROLES, grant, may, may_amend
from consortium.roles.resources import PERMISSIONS, Resource, Role, Roles, Rows

__all__ = [
    "MATRIX",
    "PERMISSIONS",
    "RECORDS",
    "ROLES",
    "Resource",
    "Role",
    "Roles",
    "Rows",
    "grant",
    "may",
    "may_amend",
]
