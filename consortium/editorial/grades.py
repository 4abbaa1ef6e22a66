"""Verbs on the grades of evidence: grade."""

from django.contrib.auth.models import User

from consortium.editorial.desk import decision, locked
from consortium.models import Claim


def grade(claim: Claim, credibility: int, *, by: User, reason: str = "") -> None:
    """Say how credible the statement is, by the Admiralty code: 1 to 6."""
    with decision("grade", by=by, reason=reason):
        current = locked(claim)
        if current.credibility != credibility:
            current.credibility = credibility
            current.save(update_fields=["credibility"])
    claim.refresh_from_db()
