"""The page of one claim: a figure's evidence, and what else is said of the same."""

from dataclasses import dataclass

from consortium.codelists import FindingState
from consortium.models import Claim, Finding, Initiative, Organization
from consortium.pages.citations import Citation, CitedSource
from consortium.pages.findings import FindingRow
from consortium.pages.reading import home_of, read_claims
from consortium.pages.reports import Reports, reports


@dataclass(frozen=True)
class ClaimSheet:
    """One claim, the other claims on its field, and the findings about it."""

    one: Citation
    sources: list[CitedSource]
    reports: Reports | None
    restated: Claim | None
    conversions: list[Citation]
    findings: list[FindingRow]

    @property
    def home(self) -> Initiative | None:
        return home_of(self.one.record)

    @property
    def organization(self) -> Organization | None:
        record = self.one.record
        return record if isinstance(record, Organization) else None

    @property
    def place(self) -> str:
        """Where on the page of its initiative the record stands."""
        claim = self.one.claim
        return f"#sum-{claim.funding_id}" if claim.funding_id else ""


def claim_sheet(claim: Claim) -> ClaimSheet:
    """All about ``claim``, which is published."""
    arc = claim.subject_type
    same = Claim.objects.published().filter(pk=claim.pk)
    if claim.field:
        beside = {arc: getattr(claim, f"{arc}_id"), "field": claim.field}
        same = Claim.objects.published().filter(**beside)
    citations = read_claims(same)
    [one] = [found for found in citations.all if found.claim.pk == claim.pk]
    known = {found.claim.pk: found.claim for found in citations.all}
    findings = Finding.objects.published().filter(
        claim=claim.pk, state=FindingState.OPEN
    )
    return ClaimSheet(
        one=one,
        sources=citations.sources,
        reports=reports(citations, one.record, claim.field) if claim.field else None,
        restated=known.get(claim.conversion_of_id or 0),
        conversions=[
            found for found in citations.all if found.claim.conversion_of_id == claim.pk
        ],
        findings=[FindingRow(finding) for finding in findings],
    )
