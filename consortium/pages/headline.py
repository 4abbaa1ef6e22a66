"""What the overview says first: how much there is, and when it changed."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.http import HttpRequest

from consortium.changes import latest
from consortium.codelists import ClaimStatus, FindingState
from consortium.disputes import CONTRADICTION
from consortium.models import SUBJECTS, Claim, Finding, Source
from consortium.models.base import visible
from consortium.models.turns import DataVersion
from consortium.pages.charts import Chart, ladder
from consortium.pages.over_time import years
from consortium.pages.past import moment_of
from consortium.pages.tidings import Tiding, tidings

NEWEST = 6
"""So many changes the overview tells of."""


@dataclass(frozen=True)
class Headline:
    """The numbers of the whole site; ``news`` is told on the page of now only."""

    charts: list[Chart]
    accepted_claims: int
    sources: int
    open_contradictions: int
    open_findings: int
    news: list[Tiding]

    @property
    def changed_at(self) -> datetime | None:
        """When something was last heard of."""
        return self.news[0].change.at if self.news else None


def headline(request: HttpRequest) -> Headline:
    """What the public sees at the moment that the page is of."""
    everybody = AnonymousUser()
    findings = visible(Finding, everybody).filter(state=FindingState.OPEN)
    found = findings.aggregate(
        all=Count("pk"), at_odds=Count("pk", filter=Q(code=CONTRADICTION))
    )
    return Headline(
        charts=[ladder(request), years(request)],
        accepted_claims=accepted_claims(request),
        sources=published_sources(),
        open_contradictions=found["at_odds"],
        open_findings=found["all"],
        news=[] if moment_of(request).instant else tidings(latest(limit=NEWEST)),
    )


def accepted_claims(request: HttpRequest) -> int:
    """How many accepted claims the public sees; counted once for each state of now."""
    if moment_of(request).instant:
        return _count()
    return _count_at(DataVersion.current())


def published_sources() -> int:
    """How many sources the public sees."""
    return Source.objects.published().count()


@lru_cache(maxsize=1)
def _count_at(_version: DataVersion) -> int:
    return _count()


def _count() -> int:
    """Kind by kind: to tell it of each claim by itself takes ten times as long."""
    accepted = Claim.objects.told().filter(status=ClaimStatus.ACCEPTED).order_by()
    first, *others = (
        accepted.filter(**{f"{arc}__in": visible(kind, AnonymousUser())}).values("pk")
        for arc, kind in SUBJECTS.items()
    )
    return first.union(*others, all=True).count()
