"""The resources of version 1, each a serializer and a filter set."""

from typing import Any

from consortium import filters
from consortium.api.v1.dossiers import Dossier
from consortium.api.v1.serializers import (
    claims,
    frameworks,
    funding,
    indicators,
    initiatives,
    members,
    milestones,
    organizations,
    rates,
    sectors,
    sources,
)
from consortium.api.views import Resource, SluggedResource


class InitiativeViewSet(SluggedResource):
    """Public investment initiatives; by itself, one comes with all its records."""

    serializer_class = initiatives.InitiativeSerializer
    detail_serializer_class = initiatives.InitiativeDetailSerializer
    filterset_class = filters.InitiativeFilter

    def get_object(self) -> Any:
        initiative = super().get_object()
        initiative.dossier = Dossier.of(initiative, user=self.request.user)
        return initiative


class OrganizationViewSet(SluggedResource):
    """Legal persons and public bodies, with their other names and identifiers."""

    serializer_class = organizations.OrganizationSerializer
    filterset_class = filters.OrganizationFilter


class MemberViewSet(Resource):
    """Who takes part in which initiative. Members nobody names are not invented."""

    serializer_class = members.MemberSerializer
    filterset_class = filters.MemberFilter


class FundingViewSet(Resource):
    """Sums of money, each once. Amounts are in the currency of their source."""

    serializer_class = funding.FundingSerializer
    filterset_class = filters.FundingFilter


class SectorViewSet(SluggedResource):
    """Classifications of economic activity."""

    serializer_class = sectors.SectorSerializer
    filterset_class = filters.SectorFilter


class SourceViewSet(SluggedResource):
    """Publications that claims come from; their texts are not shown."""

    serializer_class = sources.SourceSerializer
    filterset_class = filters.SourceFilter


class ClaimViewSet(Resource):
    """What sources say, also what was disputed, rejected or superseded."""

    serializer_class = claims.ClaimSerializer
    filterset_class = filters.ClaimFilter


class MilestoneViewSet(Resource):
    """What initiatives are to reach, and by when."""

    serializer_class = milestones.MilestoneSerializer
    filterset_class = filters.MilestoneFilter


class IndicatorViewSet(SluggedResource):
    """What is measured."""

    serializer_class = indicators.IndicatorSerializer
    filterset_class = filters.IndicatorFilter


class ObservationViewSet(Resource):
    """Reported values of indicators."""

    serializer_class = indicators.ObservationSerializer
    filterset_class = filters.ObservationFilter


class FrameworkViewSet(SluggedResource):
    """Governance standards, guidelines and processes."""

    serializer_class = frameworks.FrameworkSerializer
    filterset_class = filters.FrameworkFilter


class AlignmentViewSet(Resource):
    """Who is said to follow which framework, and how far."""

    serializer_class = frameworks.AlignmentSerializer
    filterset_class = filters.AlignmentFilter


class FindingViewSet(Resource):
    """What the data-quality checks found in the records."""

    serializer_class = claims.FindingSerializer
    filterset_class = filters.FindingFilter


class ExchangeRateViewSet(Resource):
    """Reference rates between currencies, by day."""

    serializer_class = rates.ExchangeRateSerializer
    filterset_class = filters.ExchangeRateFilter
