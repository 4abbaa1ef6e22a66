"""The newsroom's verbs: what people do to records on purpose.

Nothing else changes a state, a preferred claim or a claimable field of a published
record. Every verb is atomic, locks the rows it decides on, may be repeated without
harm, leaves who and why in the history, and runs the checks of what it touched.
Who may call a verb is for the door to ask; that two persons take part is asked here.
"""

from consortium.editorial.claims import (
    IMPLIED,
    Decision,
    Evidence,
    accept,
    dispute,
    prefer,
    propose,
    reject,
)
from consortium.editorial.desk import (
    Conflict,
    NotAlone,
    NotPublishable,
    Refused,
    together,
)
from consortium.editorial.findings import NEVER_WAIVED, reopen, waive
from consortium.editorial.grades import grade
from consortium.editorial.organizations import merge_organizations, unmerge
from consortium.editorial.preview import Preview, preview
from consortium.editorial.records import publish, retract, submit

__all__ = [
    "IMPLIED",
    "NEVER_WAIVED",
    "Conflict",
    "Decision",
    "Evidence",
    "NotAlone",
    "NotPublishable",
    "Preview",
    "Refused",
    "accept",
    "dispute",
    "grade",
    "merge_organizations",
    "prefer",
    "preview",
    "propose",
    "publish",
    "reject",
    "reopen",
    "retract",
    "submit",
    "together",
    "unmerge",
    "waive",
]
