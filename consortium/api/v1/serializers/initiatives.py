"""Initiatives: in lists as they stand, by themselves with all that belongs to them."""

from typing import Any

from rest_framework import serializers

from consortium.api.v1.serializers.base import STAMPS, RecordSerializer
from consortium.api.v1.serializers.claims import ClaimSerializer
from consortium.api.v1.serializers.fields import (
    AddressField,
    ClaimCountsField,
    CodeField,
    Composed,
    Context,
    Named,
)
from consortium.api.v1.serializers.frameworks import AlignmentSerializer
from consortium.api.v1.serializers.funding import FundingSerializer
from consortium.api.v1.serializers.indicators import ObservationSerializer
from consortium.api.v1.serializers.members import MemberSerializer
from consortium.api.v1.serializers.milestones import MilestoneSerializer
from consortium.api.v1.serializers.sectors import InitiativeSectorSerializer
from consortium.codelists import Qualifier
from consortium.models import Initiative


class ReportedMembersSerializer(Composed, serializers.Serializer):
    """The number of members as reported, and what that number counts."""

    value = serializers.IntegerField()
    qualifier = CodeField(Qualifier)
    meaning = serializers.CharField(allow_null=True)
    meaning_ja = serializers.CharField(allow_null=True)

    @property
    def reads(self) -> tuple[str, ...]:
        return (
            "reported_member_count",
            "reported_member_count_qualifier",
            "member_count_meaning",
            "member_count_meaning_ja",
        )

    def show(self, context: Context, *values: Any) -> dict[str, Any] | None:
        number, *words = values
        if number is None:
            return None
        words = [word or None for word in words]
        return dict(zip(self.fields, (number, *words), strict=True))


class InitiativeSerializer(RecordSerializer):
    """A public investment initiative: strategy, programme, project or consortium."""

    url = AddressField("initiatives", "slug")
    part_of = Named(read_only=True, allow_null=True)
    reported_members = ReportedMembersSerializer(
        source="*", read_only=True, allow_null=True
    )

    class Meta:
        model = Initiative
        fields = [
            "slug",
            "url",
            "name",
            "name_ja",
            "name_is_provisional",
            "kind",
            "status",
            "summary",
            "summary_ja",
            "objective",
            "objective_ja",
            "country",
            "part_of",
            "planned_start",
            "planned_end",
            "actual_start",
            "actual_end",
            "reported_members",
            "state",
            *STAMPS,
        ]


class FindingCountsSerializer(serializers.Serializer):
    """How many findings are open, by severity."""

    error = serializers.IntegerField(min_value=0)
    warning = serializers.IntegerField(min_value=0)
    info = serializers.IntegerField(min_value=0)


class InitiativeDetailSerializer(InitiativeSerializer):
    """An initiative with its members, money, milestones, sectors and evidence."""

    named_members = serializers.IntegerField(
        source="dossier.named_members",
        read_only=True,
        help_text="Published members that somebody names; each organization once.",
    )
    members = MemberSerializer(source="dossier.members", many=True, read_only=True)
    funding = FundingSerializer(source="dossier.funding", many=True, read_only=True)
    milestones = MilestoneSerializer(
        source="dossier.milestones", many=True, read_only=True
    )
    sectors = InitiativeSectorSerializer(
        source="dossier.sectors", many=True, read_only=True
    )
    frameworks = AlignmentSerializer(
        source="dossier.frameworks",
        many=True,
        read_only=True,
        help_text="Alignments of the initiative, and of its country.",
    )
    observations = ObservationSerializer(
        source="dossier.observations",
        many=True,
        read_only=True,
        help_text="Values of indicators for the initiative itself.",
    )
    context = ObservationSerializer(  # type: ignore[assignment]
        source="dossier.context",
        many=True,
        read_only=True,
        help_text="Forecasts, and what its sources say of the world around it: never "
        "part of a total.",
    )
    statements = ClaimSerializer(
        source="dossier.statements",
        many=True,
        read_only=True,
        help_text="What is said of it that stands in no field.",
    )
    claims = ClaimCountsField(
        source="dossier.claims",
        read_only=True,
        help_text="Claims on it and on its records, by status.",
    )
    sources = serializers.IntegerField(
        source="dossier.sources",
        read_only=True,
        help_text="Sources that these claims come from.",
    )
    findings = FindingCountsSerializer(
        source="dossier.findings",
        read_only=True,
        help_text="Open findings about it, its records and the claims on them.",
    )

    class Meta(InitiativeSerializer.Meta):
        fields = [
            *InitiativeSerializer.Meta.fields,
            "named_members",
            "members",
            "funding",
            "milestones",
            "sectors",
            "frameworks",
            "observations",
            "context",
            "statements",
            "claims",
            "sources",
            "findings",
        ]
