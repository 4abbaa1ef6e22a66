"""Verbs on findings: waive, reopen."""

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.codelists import FindingState
from consortium.editorial.desk import (
    Refused,
    decision,
    locked,
    need_reason,
    recheck,
)
from consortium.models import Finding

NEVER_WAIVED = {
    "evidence.missing": gettext_lazy("Nothing replaces a claim: propose one."),
    "evidence.statement-leak": gettext_lazy(
        "A statement cannot stand in a field: reject its claim."
    ),
}
"""What keeps a record from being published, and what there is to be done instead."""


def waive(finding: Finding, *, by: User, reason: str) -> None:
    """A person decides that the finding may stand; no run of the checks undoes it."""
    need_reason(reason)
    with decision("waive", by=by, reason=reason):
        current = locked(finding)
        if current.code in NEVER_WAIVED:
            raise Refused(str(NEVER_WAIVED[current.code]))
        if current.state != FindingState.WAIVED:
            current.state = FindingState.WAIVED
            current.decided_at, current.decided_by = timezone.now(), by
            current.reason = reason
            current.save()
    finding.refresh_from_db()


def reopen(finding: Finding, *, by: User, reason: str) -> None:
    """Take a waiver back; the checks resolve the finding if its fault is gone.

    Who waived it, and why, stays in the history.
    """
    need_reason(reason)
    with decision("reopen", by=by, reason=reason):
        current = locked(finding)
        if current.state == FindingState.RESOLVED:
            raise Refused(_("This finding is resolved: only a waiver is taken back."))
        if current.state == FindingState.WAIVED:
            current.state = FindingState.OPEN
            current.decided_at, current.decided_by = None, None
            current.reason = ""
            current.save()
            recheck(current.subject, by=by, reason=reason)
    finding.refresh_from_db()
