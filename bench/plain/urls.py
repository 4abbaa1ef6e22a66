"""Views, serializers and addresses of the plain project: what tutorials show."""

from typing import Any

from rest_framework import routers, serializers, viewsets

from consortium.models import (
    Funding,
    FundingPurpose,
    Initiative,
    Member,
    Milestone,
    Organization,
)

RECORD = ["state", "version", "created_at", "updated_at"]


class NamedSerializer(serializers.ModelSerializer):
    class Meta:
        model = Organization
        fields = ["slug", "name"]


class InitiativeNameSerializer(serializers.ModelSerializer):
    class Meta:
        model = Initiative
        fields = ["slug", "name"]


class PurposeSerializer(serializers.ModelSerializer):
    sector: Any = serializers.SlugRelatedField("slug", read_only=True)

    class Meta:
        model = FundingPurpose
        fields = ["sector", "percentage", "as_written"]


class FundingSerializer(serializers.ModelSerializer):
    initiative = InitiativeNameSerializer(read_only=True)
    funder = NamedSerializer(read_only=True)
    channel = NamedSerializer(read_only=True)
    recipient = NamedSerializer(read_only=True)
    purposes = PurposeSerializer(source="purpose_links", many=True, read_only=True)
    dated = serializers.CharField()
    period = serializers.CharField()

    class Meta:
        model = Funding
        fields = [
            "id",
            "initiative",
            "funder",
            "channel",
            "recipient",
            "recipient_text",
            "stage",
            "instrument",
            "amount",
            "currency",
            "qualifier",
            "amount_high",
            "dated",
            "dated_from",
            "dated_to",
            "period",
            "period_from",
            "period_to",
            "part_of",
            "financed_by",
            "conditions",
            "purposes",
            *RECORD,
        ]


class MemberSerializer(serializers.ModelSerializer):
    organization = NamedSerializer(read_only=True)
    joined = serializers.CharField()

    class Meta:
        model = Member
        fields = ["id", "organization", "roles", "status", "joined", *RECORD]


class MilestoneSerializer(serializers.ModelSerializer):
    planned = serializers.CharField()

    class Meta:
        model = Milestone
        fields = ["id", "title", "title_ja", "kind", "status", "planned", *RECORD]


class InitiativeSerializer(serializers.ModelSerializer):
    country = serializers.CharField()
    funding = FundingSerializer(many=True, read_only=True)
    members = MemberSerializer(many=True, read_only=True)
    milestones = MilestoneSerializer(many=True, read_only=True)

    class Meta:
        model = Initiative
        fields = [
            "slug",
            "name",
            "name_ja",
            "kind",
            "status",
            "country",
            "summary",
            "funding",
            "members",
            "milestones",
            *RECORD,
        ]


class FundingViewSet(viewsets.ModelViewSet):
    queryset = (
        Funding.objects.filter(state="published", initiative__state="published")
        .select_related("initiative", "funder", "channel", "recipient")
        .prefetch_related("purpose_links__sector")
    )
    serializer_class = FundingSerializer
    filterset_fields = {"stage": ["exact"], "instrument": ["exact"], "amount": ["gte"]}


class InitiativeViewSet(viewsets.ModelViewSet):
    queryset = Initiative.objects.filter(state="published").prefetch_related(
        "funding__initiative",
        "funding__funder",
        "funding__channel",
        "funding__recipient",
        "funding__purpose_links__sector",
        "members__organization",
        "milestones",
    )
    serializer_class = InitiativeSerializer
    lookup_field = "slug"


router = routers.SimpleRouter()
router.register("funding", FundingViewSet)
router.register("initiatives", InitiativeViewSet)
urlpatterns = router.urls
