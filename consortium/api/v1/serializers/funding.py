"""Sums of money, with what was claimed about them."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from rest_framework import serializers

from consortium.api.v1.serializers.base import STAMPS, Reader, RecordSerializer
from consortium.api.v1.serializers.fields import (
    AddressField,
    BoundsField,
    ClaimCountsField,
    CodeField,
    DigitsField,
    KeyOfVisible,
    Named,
    PublicMoneyField,
    TextField,
)
from consortium.api.v1.serializers.sectors import FundingPurposeSerializer
from consortium.codelists import FindingState, Qualifier
from consortium.models import Claim, Finding, Funding


class ReportedConversionSerializer(RecordSerializer):
    """The same sum as a source restates it in another currency: a claim, not a fact."""

    amount = DigitsField(source="value.amount", allow_null=True)
    currency = TextField(source="value.currency", allow_null=True)
    qualifier = CodeField(Qualifier, source="value.qualifier", allow_null=True)
    claim = serializers.IntegerField(source="pk", help_text="Id of the claim.")

    class Meta:
        model = Claim
        fields = ["amount", "currency", "qualifier", "status", "claim"]

    @classmethod
    def seen(cls, user: Reader) -> QuerySet:
        told = Claim.objects.told_to(user)
        return told.filter(field="amount", conversion_of__isnull=False)


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

    parts = {"purposes": "purpose_links", "reported_conversions": "claims"}

    @classmethod
    def shown(cls, rows: QuerySet, user: Reader) -> Any:
        claims = Claim.objects.told_to(user).filter(funding=OuterRef("pk"))
        return rows.annotate(
            claim_statuses=ArraySubquery(claims.order_by().values("status")),
            open_findings=_open_findings(),
        )


def _open_findings() -> Coalesce:
    """How many there are; whoever sees the sum may know that."""
    findings = Finding.objects.filter(funding=OuterRef("pk"), state=FindingState.OPEN)
    number = findings.order_by().values("funding").annotate(number=Count("pk"))
    return Coalesce(Subquery(number.values("number")), 0)
