"""All that hangs on one initiative, as far as one reader may see it."""

from collections import Counter
from dataclasses import dataclass
from typing import Self

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import F, Q

from consortium.api.v1.serializers.claims import ClaimSerializer
from consortium.api.v1.serializers.frameworks import AlignmentSerializer
from consortium.api.v1.serializers.funding import FundingSerializer
from consortium.api.v1.serializers.indicators import ObservationSerializer
from consortium.api.v1.serializers.members import MemberSerializer
from consortium.api.v1.serializers.milestones import MilestoneSerializer
from consortium.api.v1.serializers.sectors import InitiativeSectorSerializer
from consortium.codelists import (
    FindingState,
    MemberStatus,
    ObservationKind,
    Severity,
)
from consortium.models import (
    Alignment,
    Claim,
    Finding,
    Funding,
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    Observation,
)

NEVER_COUNTED = (ObservationKind.CONTEXT, ObservationKind.FORECAST)
LATEST_FIRST = F("dated_from").desc(nulls_last=True)
LATEST_PERIOD_FIRST = F("period_from").desc(nulls_last=True)


@dataclass
class Dossier:
    """The records of one initiative and what is known about them."""

    members: list[Member]
    funding: list[Funding]
    milestones: list[Milestone]
    sectors: list[InitiativeSector]
    frameworks: list[Alignment]
    observations: list[Observation]
    context: list[Observation]
    statements: list[Claim]
    claims: list[str]
    sources: int
    findings: dict[str, int]

    @property
    def named_members(self) -> int:
        """Organizations that the public sees as members, each counted once."""
        public = AnonymousUser()
        return len(
            {
                member.organization_id
                for member in self.members
                if member.status == MemberStatus.MEMBER and member.is_visible_to(public)
            }
        )

    @classmethod
    def of(cls, initiative: Initiative, *, user: User | AnonymousUser) -> Self:
        """Read it: a query or two for each list, however long the lists are."""
        claims = Claim.objects.visible_to(user).about(initiative)
        told = list(claims.values_list("status", "source_id"))
        sources = {source for _status, source in told}
        own, context = _observations(initiative, sources, user)
        members = MemberSerializer.rows(user).filter(initiative=initiative)
        funding = FundingSerializer.rows(user).filter(initiative=initiative)
        milestones = MilestoneSerializer.rows(user).filter(initiative=initiative)
        sectors = InitiativeSectorSerializer.rows(user).filter(initiative=initiative)
        return cls(
            members=list(members.order_by("organization__name", "joined_from", "id")),
            funding=list(funding.order_by(LATEST_FIRST, "id")),
            milestones=list(milestones.order_by("planned_from", "id")),
            sectors=list(sectors.order_by("relation", "sector__name", "id")),
            frameworks=_frameworks(initiative, user),
            observations=own,
            context=context,
            statements=_statements(initiative, user),
            claims=[status for status, _source in told],
            sources=len(sources),
            findings=_findings(initiative, user),
        )


def _frameworks(initiative: Initiative, user: User | AnonymousUser) -> list[Alignment]:
    parties = Q(initiative=initiative)
    if initiative.country:
        parties |= Q(country=initiative.country)
    alignments = AlignmentSerializer.rows(user).filter(parties)
    return list(alignments.order_by("framework__name", "id"))


def _observations(
    initiative: Initiative, sources: set[int], user: User | AnonymousUser
) -> tuple[list[Observation], list[Observation]]:
    """Its own values, and apart from them forecasts and what its sources say around."""
    told = Claim.objects.visible_to(user).filter(
        source__in=sources, observation__isnull=False
    )
    around = Q(initiative=None, organization=None, pk__in=told.values("observation"))
    rows = ObservationSerializer.rows(user).filter(Q(initiative=initiative) | around)
    own, context = [], []
    for row in rows.order_by("indicator__title", LATEST_PERIOD_FIRST, "id"):
        counted = row.initiative_id and row.kind not in NEVER_COUNTED
        (own if counted else context).append(row)
    return own, context


def _statements(initiative: Initiative, user: User | AnonymousUser) -> list[Claim]:
    claims = ClaimSerializer.rows(user).filter(initiative=initiative, field="")
    return list(claims.exclude(statement="").order_by("id"))


def _findings(initiative: Initiative, user: User | AnonymousUser) -> dict[str, int]:
    findings = Finding.objects.visible_to(user).about(initiative)
    still_open = findings.filter(state=FindingState.OPEN)
    counts = Counter(still_open.values_list("severity", flat=True))
    return {severity.value: counts[severity.value] for severity in Severity}
