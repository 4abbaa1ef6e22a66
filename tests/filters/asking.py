"""Ask a filter set as anybody would."""

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from consortium import filters
from consortium.models import (
    Alignment,
    Claim,
    ExchangeRate,
    Finding,
    Framework,
    Funding,
    Indicator,
    Initiative,
    Member,
    Milestone,
    Observation,
    Organization,
    Sector,
    Source,
)

ALL = {
    filters.AlignmentFilter: Alignment,
    filters.ClaimFilter: Claim,
    filters.ExchangeRateFilter: ExchangeRate,
    filters.FindingFilter: Finding,
    filters.FrameworkFilter: Framework,
    filters.FundingFilter: Funding,
    filters.IndicatorFilter: Indicator,
    filters.InitiativeFilter: Initiative,
    filters.MemberFilter: Member,
    filters.MilestoneFilter: Milestone,
    filters.ObservationFilter: Observation,
    filters.OrganizationFilter: Organization,
    filters.SectorFilter: Sector,
    filters.SourceFilter: Source,
}
MODELS = {filterset.__name__: (filterset, model) for filterset, model in ALL.items()}


def asked(filterset, query):
    rows = ALL[filterset].objects.all()
    return filterset(QueryDict(query), rows, user=AnonymousUser())


def found(filterset, query):
    return list(asked(filterset, query).qs)


def faults(filterset, query):
    return {fault.parameter: fault for fault in asked(filterset, query).faults}
