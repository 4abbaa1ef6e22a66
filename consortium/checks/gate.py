"""What keeps a record from being published."""

from django.db.models import Q, QuerySet

from consortium.checks.scope import ROWS, Pks, on_any
from consortium.codelists import ClaimStatus, EditorialState, FindingState, Severity
from consortium.models import SUBJECTS, Claim, Finding, Initiative, Record


def errors_blocking(record: Record) -> QuerySet[Finding]:
    """The open errors that keep ``record`` from being published.

    About the record, the claims on it and, for an initiative, the published rows in
    it and their claims; rows that are no further yet have their own turn. A claim that
    is disputed, refused or superseded blocks nothing.
    """
    pks: Pks = {type(record): {record.pk}}
    if isinstance(record, Initiative):
        for model in ROWS:
            rows = model._default_manager.filter(
                initiative=record, state=EditorialState.PUBLISHED
            )
            pks[model] = set(rows.values_list("pk", flat=True))
    counts = [ClaimStatus.PENDING, ClaimStatus.ACCEPTED]
    claims = Claim.objects.filter(on_any(pks, SUBJECTS), status__in=counts)
    return Finding.objects.filter(
        on_any(pks) | Q(claim__in=claims),
        state=FindingState.OPEN,
        severity=Severity.ERROR,
    )
