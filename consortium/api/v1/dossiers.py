"""All that hangs on one initiative, as far as one reader may see it."""

from collections import Counter
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from consortium.api.prepared import Context, Query
from consortium.api.rows import Narrow, Shown, shape_of
from consortium.api.v1.serializers.base import Reader, RecordSerializer
from consortium.api.v1.serializers.claims import ClaimSerializer
from consortium.api.v1.serializers.fields import claim_counts
from consortium.api.v1.serializers.frameworks import AlignmentSerializer
from consortium.api.v1.serializers.funding import FundingSerializer
from consortium.api.v1.serializers.indicators import ObservationSerializer
from consortium.api.v1.serializers.initiatives import (
    InitiativeDetailSerializer,
    InitiativeSerializer,
)
from consortium.api.v1.serializers.members import MemberSerializer
from consortium.api.v1.serializers.milestones import MilestoneSerializer
from consortium.api.v1.serializers.sectors import InitiativeSectorSerializer
from consortium.codelists import (
    FindingState,
    MemberStatus,
    ObservationKind,
    Severity,
)
from consortium.models import Claim, Finding, Initiative, Member
from consortium.models.claims import belonging_to
from consortium.prepared import Among, Given

NEVER_COUNTED = (ObservationKind.CONTEXT, ObservationKind.FORECAST)
LATEST_FIRST = F("dated_from").desc(nulls_last=True)
LATEST_PERIOD_FIRST = F("period_from").desc(nulls_last=True)
INITIATIVE: Any = Given("initiative")
OPEN = Finding.objects.filter(state=FindingState.OPEN).order_by()


class Part(NamedTuple):
    """The records of one kind that belong to an initiative, in their order."""

    serializer: type[RecordSerializer]
    order: tuple[Any, ...]

    def narrow(self, user: Reader) -> QuerySet:
        rows = self.serializer.seen(user).filter(initiative=INITIATIVE)
        return rows.order_by(*self.order)


PARTS = {
    "members": Part(MemberSerializer, ("organization__name", "joined_from", "id")),
    "funding": Part(FundingSerializer, (LATEST_FIRST, "id")),
    "milestones": Part(MilestoneSerializer, ("planned_from", "id")),
    "sectors": Part(InitiativeSectorSerializer, ("relation", "sector__name", "id")),
}


def _frameworks(user: Reader) -> QuerySet:
    """Alignments of the initiative, and of its country."""
    this = Initiative.objects.filter(pk=INITIATIVE).exclude(country="")
    parties = Q(initiative=INITIATIVE) | Q(country__in=this.values("country"))
    return (
        AlignmentSerializer.seen(user).filter(parties).order_by("framework__name", "id")
    )


def _observations(user: Reader) -> QuerySet:
    """Its own values, and what its sources say of the world around it."""
    told = Claim.objects.visible_to(user).filter(
        Among("source", "sources"), observation__isnull=False
    )
    around = Q(initiative=None, organization=None, pk__in=told.values("observation"))
    rows = ObservationSerializer.seen(user).filter(Q(initiative=INITIATIVE) | around)
    return rows.order_by("indicator__title", LATEST_PERIOD_FIRST, "id")


def _statements(user: Reader) -> QuerySet:
    claims = ClaimSerializer.seen(user).filter(initiative=INITIATIVE, field="")
    return claims.exclude(statement="").order_by("id")


LISTS: dict[str, tuple[type[RecordSerializer], Narrow]] = {
    **{name: (part.serializer, part.narrow) for name, part in PARTS.items()},
    "frameworks": (AlignmentSerializer, _frameworks),
    "statements": (ClaimSerializer, _statements),
}
# Keys first: which claims and findings there are, then which of them are visible. Asked
# together, the planner looks at the visibility of all there are.
CLAIMS = Query(
    lambda user: belonging_to(INITIATIVE, Claim.objects.all()).values_list("pk")
)
VISIBLE_CLAIMS = Query(
    lambda user: (
        Claim.objects.visible_to(user)
        .filter(Among("pk", "keys"))
        .order_by()
        .values_list("status", "source_id")
    )
)
FINDINGS = Query(
    lambda user: (
        belonging_to(INITIATIVE, OPEN)
        .union(OPEN.filter(Among("claim", "keys")).values("pk"), all=True)
        .values_list("pk")
    )
)
VISIBLE_FINDINGS = Query(
    lambda user: (
        Finding.objects.visible_to(user)
        .filter(Among("pk", "keys"))
        .order_by()
        .values_list("severity")
    )
)
NAMED_MEMBERS = Query(
    lambda user: (
        Member.objects.published()
        .filter(initiative=INITIATIVE, status=MemberStatus.MEMBER)
        .order_by()
        .values_list("organization")
        .distinct()
    )
)


class Dossier:
    """The records of one initiative and what is known about them.

    Each is read when it is asked for: a query or two, however long the lists are.
    """

    def __init__(self, key: int, reader: Context) -> None:
        self.reader, self.given = reader, {"initiative": key}

    def shown(self, name: str) -> Any:
        """What the initiative shows in the field with this name."""
        if name not in LISTS:
            return getattr(self, name)
        serializer, narrow = LISTS[name]
        return shape_of(serializer).of(self.reader, narrow, self.given)

    @property
    def named_members(self) -> int:
        """Organizations that the public sees as members, each counted once."""
        return len(NAMED_MEMBERS.rows(self.reader, self.given))

    @cached_property
    def claim_keys(self) -> list[int]:
        """The claims on it and on its records, whoever may see them."""
        return [key for (key,) in CLAIMS.rows(self.reader, self.given)]

    @cached_property
    def told(self) -> list[Any]:
        """The status and the source of each claim."""
        return VISIBLE_CLAIMS.rows(self.reader, {"keys": self.claim_keys})

    @property
    def claims(self) -> dict[str, int]:
        return claim_counts(status for status, _source in self.told)

    @property
    def sources(self) -> int:
        return len({source for _status, source in self.told})

    @cached_property
    def observed(self) -> list[Shown]:
        """Values of indicators, its own and those of the world around it."""
        sources = list({source for _status, source in self.told})
        shape = shape_of(ObservationSerializer)
        return shape.of(self.reader, _observations, {"sources": sources, **self.given})

    @property
    def observations(self) -> list[Shown]:
        return [each for each in self.observed if _is_counted(each)]

    @property
    def context(self) -> list[Shown]:
        """Forecasts, and what is never part of a total."""
        return [each for each in self.observed if not _is_counted(each)]

    @property
    def findings(self) -> dict[str, int]:
        """How many are open, by severity."""
        found = FINDINGS.rows(self.reader, {"keys": self.claim_keys, **self.given})
        keys = [key for (key,) in found]
        seen = VISIBLE_FINDINGS.rows(self.reader, {"keys": keys})
        counts = Counter(severity for (severity,) in seen)
        return {severity.value: counts[severity.value] for severity in Severity}


def _is_counted(observation: Shown) -> bool:
    its_own = observation["initiative"] is not None
    return its_own and observation["kind"] not in NEVER_COUNTED


def dossier(key: int, reader: Context, names: frozenset[str] | None) -> Shown:
    """What the initiative shows beside its own columns; only ``names``, if given."""
    book = Dossier(key, reader)
    beside = [
        name
        for name in InitiativeDetailSerializer.Meta.fields
        if name not in InitiativeSerializer.Meta.fields
    ]
    return {name: book.shown(name) for name in beside if names is None or name in names}
