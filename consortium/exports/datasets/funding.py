"""Sums of money: one row each, and one row for each sector that a sum is for."""

from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DecimalField,
    F,
    Q,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from consortium.codelists import PUBLIC_KINDS, FindingState
from consortium.exports.columns import (
    Column,
    Reader,
    coded,
    fuzzy,
    in_language,
    named,
    own,
    seen,
)
from consortium.exports.datasets.base import Dataset
from consortium.exports.figures import bounded, stamps
from consortium.exports.gathering import claim_counts, counted, joined
from consortium.filters import FundingFilter
from consortium.models import Finding, Funding, FundingPurpose, Organization
from consortium.totals.groups import SPLIT


def _public(reader: Reader) -> Any:
    kind = Q(funder__kind__in=PUBLIC_KINDS)
    is_public = Case(
        When(kind, then=True),
        When(funder__isnull=False, then=False),
        output_field=BooleanField(null=True),
    )
    return seen("funder", Organization, reader, is_public, hideable=True)


def _part_of(reader: Reader) -> Any:
    return seen("part_of", Funding, reader, F("part_of_id"), hideable=True)


def _percentage(_reader: Reader) -> Any:
    """All of it for the only purpose, reported shares, nothing while not split."""
    split = Q(pk__in=RawSQL(SPLIT.format(not_=""), []))  # noqa: S611 (our own words)
    whole = Value(Decimal(100))
    reported = Coalesce("purpose_links__percentage", whole)
    return Case(
        When(purpose_links__isnull=True, then=whole),
        When(split, then=reported),
        output_field=DecimalField(),
    )


AMOUNT = (
    *own(Funding, "amount", "currency"),
    *bounded(Funding, "amount", qualifier="qualifier", high="amount_high"),
)
WHO = (
    *named(Funding, "initiative", hideable=False),
    *named(Funding, "funder"),
)
PUBLIC = Column(
    "public",
    "boolean",
    _("public"),
    _("Whether the funder is a public body; empty while it is not known."),
    _public,
)
PART_OF = Column(
    "part_of",
    "integer",
    _("part of"),
    _("Id of the sum that this one is a part of: never add both."),
    _part_of,
)

FUNDING = Dataset(
    name="funding",
    title=_("Funding"),
    row=_(
        "One row is one sum of money, once, whatever number of sources report it. "
        "Do not add up stages of the same money, parts and their whole, or currencies."
    ),
    rows=Funding.objects.visible_to,
    filters=FundingFilter,
    columns=(
        *own(Funding, "id"),
        *WHO,
        *named(Funding, "channel"),
        *named(Funding, "recipient"),
        *own(Funding, "recipient_text"),
        *coded(Funding, "stage"),
        *coded(Funding, "instrument"),
        *AMOUNT,
        *fuzzy(Funding, "dated"),
        *fuzzy(Funding, "period"),
        PART_OF,
        PUBLIC,
        *own(Funding, "financed_by", "conditions"),
        joined(
            "sectors",
            _("sectors"),
            _("Slugs of the sectors it is for, with commas between them."),
            arc="funding",
            rows=lambda _reader: FundingPurpose.objects.all(),
            values="sector__slug",
            order=["sector__slug"],
            by=",",
        ),
        counted(
            "findings",
            _("findings"),
            _("How many findings about this row are open."),
            arc="funding",
            rows=lambda _reader: Finding.objects.filter(state=FindingState.OPEN),
            number=Count("pk"),
        ),
        *claim_counts("funding"),
        *stamps(Funding),
    ),
)

FUNDING_BY_SECTOR = Dataset(
    name="funding-by-sector",
    title=_("Funding by sector"),
    row=_(
        "One row is one sum of money in one of the sectors it is for; a sum without "
        "any has one row. Add up the amounts in the sector, never the amounts: these "
        "are repeated in every sector."
    ),
    rows=Funding.objects.visible_to,
    filters=FundingFilter,
    key=(),
    within=("purpose_links__sector__slug",),
    columns=(
        *own(Funding, "id"),
        Column(
            "sector",
            "text",
            _("sector"),
            _("By its slug; empty for a sum that is for no sector."),
            "purpose_links__sector__slug",
        ),
        Column(
            "sector_name",
            "text",
            _("name of the sector"),
            _("In the language asked for, if it has one in it."),
            lambda _reader: in_language("purpose_links__sector", "name"),
        ),
        Column(
            "sector_scheme",
            "code",
            _("scheme"),
            _("The classification that the sector is an entry of."),
            "purpose_links__sector__scheme",
        ),
        Column(
            "sector_code",
            "text",
            _("code of the sector"),
            _("Its code in that classification."),
            "purpose_links__sector__code",
        ),
        Column(
            "share",
            "decimal",
            _("share"),
            _(
                "Per cent of the sum that is for the sector: 100 for the only one, "
                "what sources say when it adds up to 100, else empty. The shares of a "
                "sum never add up to more than 100."
            ),
            _percentage,
            unit=_("percent"),
        ),
        Column(
            "amount_in_sector",
            "decimal",
            _("amount in the sector"),
            _(
                "The amount times the share: this can be added up without counting a "
                "sum twice. Empty while nobody says how much is for which sector."
            ),
            derived="amount * share / 100",
            places=10,
        ),
        *WHO,
        *coded(Funding, "stage"),
        *AMOUNT,
        *fuzzy(Funding, "dated"),
        *fuzzy(Funding, "period"),
        PART_OF,
        PUBLIC,
        *stamps(Funding),
    ),
)
