"""Sums of money, with what was claimed about them."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from rest_framework import serializers

from consortium.api.v1.serializers.base import STAMPS, Reader, RecordSerializer
from consortium.api.v1.serializers.fields import (
    AddressField,
    BoundsField,
    ClaimCountsField,
    CodeField,
    DecimalField,
    KeyOfVisible,
    Named,
    PublicMoneyField,
)
from consortium.api.v1.serializers.sectors import FundingPurposeSerializer
from consortium.codelists import ClaimStatus, FindingState, Qualifier
from consortium.models import Claim, Finding, Funding, FundingPurpose


class ReportedConversionSerializer(serializers.Serializer):
    """The same sum as a source restates it in another currency: a claim, not a fact."""

    amount = DecimalField(allow_null=True)
    currency = serializers.CharField(allow_null=True)
    qualifier = CodeField(Qualifier, allow_null=True)
    status = CodeField(ClaimStatus)
    claim = serializers.IntegerField(help_text="Id of the claim.")

    def to_representation(self, instance: Claim) -> dict[str, Any]:
        said = instance.value if isinstance(instance.value, dict) else {}
        amount = said.get("amount")
        return {
            "amount": None if amount is None else str(amount),
            "currency": said.get("currency"),
            "qualifier": said.get("qualifier"),
            "status": instance.status,
            "claim": instance.pk,
        }


class FundingSerializer(RecordSerializer):
    """One sum of money, once, whatever number of sources report it."""

    url = AddressField("funding", "pk")
    initiative = Named(read_only=True)
    funder = Named(read_only=True, allow_null=True)
    channel = Named(read_only=True, allow_null=True)
    recipient = Named(read_only=True, allow_null=True)
    bounds = BoundsField("amount", "amount_high")
    part_of = KeyOfVisible(
        read_only=True,
        allow_null=True,
        help_text="Id of the sum that this one is a part of: never add both.",
    )
    public = PublicMoneyField(
        source="funder",
        read_only=True,
        allow_null=True,
        help_text="Whether the funder is a public body; null while it is not known.",
    )
    purposes = FundingPurposeSerializer(
        source="shown_purposes", many=True, read_only=True
    )
    reported_conversions = ReportedConversionSerializer(
        source="conversions", many=True, read_only=True
    )
    claims = ClaimCountsField(
        source="claim_statuses",
        read_only=True,
        help_text="Claims on this sum by status.",
    )
    findings = serializers.IntegerField(
        source="open_findings", read_only=True, help_text="Open findings about it."
    )

    class Meta:
        model = Funding
        fields = [
            "id",
            "url",
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
            "bounds",
            "dated",
            "period",
            "part_of",
            "public",
            "financed_by",
            "conditions",
            "purposes",
            "reported_conversions",
            "claims",
            "findings",
            "state",
            *STAMPS,
        ]
        extra_kwargs = {
            "amount": {
                "help_text": "In full units of the currency; read it with the "
                "qualifier, or use the bounds."
            },
            "amount_high": {"help_text": "The upper amount of “between”, else null."},
            "instrument": {
                "help_text": "Legal form; 補助 (subsidy) and 委託 "
                "(commissioned_rd) are different in law."
            },
            "recipient_text": {
                "help_text": "Who receives it, in words, while the "
                "sources do not settle on one organization."
            },
        }

    @classmethod
    def rows(cls, user: Reader) -> QuerySet[Funding]:
        claims = Claim.objects.told_to(user)
        conversions = claims.filter(field="amount", conversion_of__isnull=False)
        purposes = FundingPurpose.objects.select_related("sector")
        return (
            Funding.objects.visible_to(user)
            .select_related("initiative", "funder", "channel", "recipient")
            .select_related("part_of__initiative")
            .annotate(
                claim_statuses=ArraySubquery(
                    claims.filter(funding=OuterRef("pk")).values("status")
                ),
                open_findings=_open_findings(),
            )
            .prefetch_related(
                Prefetch("purpose_links", purposes, to_attr="shown_purposes"),
                Prefetch("claims", conversions, to_attr="conversions"),
            )
        )


def _open_findings() -> Coalesce:
    """How many there are; whoever sees the sum may know that."""
    findings = Finding.objects.filter(funding=OuterRef("pk"), state=FindingState.OPEN)
    number = findings.order_by().values("funding").annotate(number=Count("pk"))
    return Coalesce(Subquery(number.values("number")), 0)
