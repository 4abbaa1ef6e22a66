"""The resources of version 1, each a serializer and a filter set."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from consortium import editorial, filters, history
from consortium.api.errors import BadBody, BodyFault
from consortium.api.moments import moment_parameters
from consortium.api.v1.dossiers import dossier
from consortium.api.v1.serializers import (
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
    values,
)
from consortium.api.v1.serializers.bodies import MergeBody
from consortium.api.v1.views.records import (
    RecordResource,
    SluggedRecordResource,
)
from consortium.api.views import Resource, SluggedResource
from consortium.api.writing import Said
from consortium.filters.naming import find
from consortium.models import Organization


class InitiativeViewSet(SluggedRecordResource):
    """Public investment initiatives; by itself, one comes with all its records."""

    serializer_class = initiatives.InitiativeSerializer
    detail_serializer_class = initiatives.InitiativeDetailSerializer
    filterset_class = filters.InitiativeFilter
    values = values.InitiativeValues

    def read(self, keys: Sequence[int]) -> list[dict[str, Any]]:
        shown = super().read(keys)
        if self.action == "list":
            return shown
        context = self.get_serializer_context()
        return [
            each | dossier(key, context, self.fields)
            for key, each in zip(keys, shown, strict=True)
        ]


class OrganizationViewSet(SluggedRecordResource):
    """Legal persons and public bodies, with their other names and identifiers."""

    serializer_class = organizations.OrganizationSerializer
    filterset_class = filters.OrganizationFilter
    values = values.OrganizationValues
    bodies = {**RecordResource.bodies, "merge": MergeBody}

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Read it; the address of one that was merged leads to the one kept."""
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            moment = moment_parameters(request, beside=request.query_params)
            with history.as_of(moment.read["as_of"]):
                kept = Organization.named(kwargs["slug"])
                known = Organization.objects.exclude(published_at=None)
                was_public = known.filter(slug=kwargs["slug"]).exists()
                seen = kept and kept.is_visible_to(self.request.user) and was_public
                if kept is None or not seen:
                    raise
        named = {"slug": kept.slug}
        url = reverse("organization-detail", kwargs=named, request=request)
        query = request.META["QUERY_STRING"]
        return HttpResponseRedirect(f"{url}?{query}" if query else url)

    @action(detail=True, methods=["post"])
    def merge(self, request: Request, **kwargs: Any) -> Response:
        """Let it stand for another one too; that one is retracted and leads here."""
        return self.change(self._merge)

    def _merge(self, kept: Any, said: Said) -> None:
        editorial.merge_organizations(
            kept, absorb=self._other(said), by=self.person, reason=said["reason"]
        )

    def _other(self, said: Said) -> Organization:
        try:
            other: Organization = find(Organization, said["absorb"], self.person)
        except ValidationError as refusal:
            detail = " ".join(refusal.messages)
            raise BadBody([BodyFault("/absorb", "unknown_record", detail)]) from None
        return other

    def hold(self, row: Any) -> Any:
        # A merge holds both, in the order of their keys.
        return row if self.action == "merge" else super().hold(row)


class MemberViewSet(RecordResource):
    """Who takes part in which initiative. Members nobody names are not invented."""

    serializer_class = members.MemberSerializer
    filterset_class = filters.MemberFilter
    values = values.MemberValues


class FundingViewSet(RecordResource):
    """Sums of money, each once. Amounts are in the currency of their source."""

    serializer_class = funding.FundingSerializer
    filterset_class = filters.FundingFilter
    values = values.FundingValues


class SectorViewSet(SluggedResource):
    """Classifications of economic activity."""

    serializer_class = sectors.SectorSerializer
    filterset_class = filters.SectorFilter


class SourceViewSet(SluggedRecordResource):
    """Publications that claims come from; their texts are not shown."""

    serializer_class = sources.SourceSerializer
    filterset_class = filters.SourceFilter
    values = values.SourceValues


class MilestoneViewSet(RecordResource):
    """What initiatives are to reach, and by when."""

    serializer_class = milestones.MilestoneSerializer
    filterset_class = filters.MilestoneFilter
    values = values.MilestoneValues


class IndicatorViewSet(SluggedRecordResource):
    """What is measured."""

    serializer_class = indicators.IndicatorSerializer
    filterset_class = filters.IndicatorFilter
    values = values.IndicatorValues


class ObservationViewSet(RecordResource):
    """Reported values of indicators."""

    serializer_class = indicators.ObservationSerializer
    filterset_class = filters.ObservationFilter
    values = values.ObservationValues


class FrameworkViewSet(SluggedRecordResource):
    """Governance standards, guidelines and processes."""

    serializer_class = frameworks.FrameworkSerializer
    filterset_class = filters.FrameworkFilter
    values = values.FrameworkValues


class AlignmentViewSet(RecordResource):
    """Who is said to follow which framework, and how far."""

    serializer_class = frameworks.AlignmentSerializer
    filterset_class = filters.AlignmentFilter
    values = values.AlignmentValues


class ExchangeRateViewSet(Resource):
    """Reference rates between currencies, by day."""

    serializer_class = rates.ExchangeRateSerializer
    filterset_class = filters.ExchangeRateFilter
