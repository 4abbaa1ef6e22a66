"""How lists of funding narrow; totals and files narrow the same way."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from consortium.codelists import PUBLIC_KINDS, Instrument, SectorRelation, Stage
from consortium.filters.base import ALWAYS, StrictFilterSet
from consortium.filters.dates import DateBoundParameter, FiscalYearParameter
from consortium.filters.naming import (
    RecordParameter,
    SearchParameter,
    SectorParameter,
)
from consortium.filters.parameters import (
    AmountParameter,
    BooleanParameter,
    CodesParameter,
)
from consortium.filters.places import CurrencyParameter
from consortium.models import (
    Funding,
    FundingPurpose,
    Initiative,
    InitiativeSector,
    Organization,
)


class FundingFilter(StrictFilterSet):
    """Sums of money by who gives and gets them, stage, amount, time and purpose."""

    orderings = {
        "id": "pk",
        "initiative": "initiative__name",
        "stage": "stage",
        "amount": "amount",
        "dated": "dated_from",
        "period": "period_from",
    } | ALWAYS
    default_ordering = ("-dated",)

    search = SearchParameter(
        "recipient_text",
        named={
            "initiative": Initiative,
            "funder": Organization,
            "channel": Organization,
            "recipient": Organization,
        },
    )
    initiative = RecordParameter(Initiative, help_text="Slug of the initiative.")
    funder = RecordParameter(Organization, help_text="Slug of the funder.")
    recipient = RecordParameter(Organization, help_text="Slug of the recipient.")
    stage = CodesParameter(
        Stage, help_text="Stages of the same money are never added together."
    )
    instrument = CodesParameter(Instrument, help_text="Legal form of the money.")
    currency = CurrencyParameter(help_text="ISO 4217 codes: JPY, USD.")
    sector = SectorParameter(
        method="for_sector",
        help_text="Slug of a sector that the sum is for, or a sector above it; a sum "
        "without purposes of its own is for the sectors of its initiative, those aside "
        "whose firms are only interested in joining.",
    )
    amount_min = AmountParameter(
        "amount__gte",
        "amount_high__gte",
        help_text="Least amount as printed, in whatever currency: add `currency`.",
    )
    amount_max = AmountParameter(
        "amount__lte",
        help_text="Greatest amount as printed, in whatever currency: add `currency`.",
    )
    dated_after = DateBoundParameter(
        "after", "dated", help_text="It may be dated this day or later. FY2026, 2026-06"
    )
    dated_before = DateBoundParameter(
        "before", "dated", help_text="It may be dated this day or earlier."
    )
    fiscal_year = FiscalYearParameter(
        "period",
        "dated",
        help_text="Japanese fiscal year, April to March, that its period, or its date "
        "if it has no period, may touch.",
    )
    public = BooleanParameter(
        method="of_kind",
        help_text="Whether the funder is a public body; sums whose funder is not "
        "known are neither.",
    )
    part_of = RecordParameter(Funding, help_text="Id of the sum that it is a part of.")

    def for_sector(self, queryset: QuerySet, _name: str, sectors: list[int]) -> Any:
        links = InitiativeSector.objects.visible_to(self.user).filter(
            sector__in=sectors
        )
        links = links.exclude(relation=SectorRelation.INTERESTED)
        purposes = FundingPurpose.objects.filter(funding=OuterRef("pk"))
        theirs = Funding.objects.filter(initiative__in=links.values("initiative"))
        stated = FundingPurpose.objects.filter(sector__in=sectors).order_by()
        # An OR of the two would be looked up for every sum; a union is one join.
        for_it = stated.values("funding").union(
            theirs.exclude(Exists(purposes)).order_by().values("pk"), all=True
        )
        return queryset.filter(pk__in=for_it)

    def of_kind(self, queryset: QuerySet, _name: str, public: bool) -> Any:
        funders = Organization.objects.visible_to(self.user)
        kinds = Q(kind__in=PUBLIC_KINDS)
        return queryset.filter(funder__in=funders.filter(kinds if public else ~kinds))
