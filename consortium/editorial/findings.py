"""Verbs on findings: waive."""

from django.contrib.auth.models import User
from django.utils import timezone

from consortium.codelists import FindingState
from consortium.editorial.desk import decision, locked, need_reason
from consortium.models import Finding


def waive(finding: Finding, *, by: User, reason: str) -> None:
    """A person decides that the finding may stand; no run of the checks undoes it."""
    need_reason(reason)
    with decision("waive", by=by, reason=reason):
        current = locked(finding)
        if current.state != FindingState.WAIVED:
            current.state = FindingState.WAIVED
            current.decided_at, current.decided_by = timezone.now(), by
            current.reason = reason
            current.save()
    finding.refresh_from_db()
