"""The page of one organization: its names, what it takes part in, what it pays."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from consortium.models import (
    Claim,
    Funding,
    Member,
    Organization,
    OrganizationIdentifier,
    OrganizationName,
    Source,
)
from consortium.pages.citations import Citation, Citations, CitedSource
from consortium.pages.dossiers import if_public
from consortium.pages.facts import Fact, FactSheet
from consortium.pages.funding import Sum
from consortium.pages.members import MemberRow
from consortium.pages.reading import read_claims
from consortium.pages.reports import on_fields
from consortium.readings import field_label, place_name
from consortium.wording import (
    Words,
    as_written,
    fuzzy_date,
    in_reader_language,
    untranslated,
)


@dataclass(frozen=True)
class NameRow:
    """Another name, of which kind it is and when it was in use."""

    name: OrganizationName

    @property
    def words(self) -> Words:
        return as_written(self.name.name, self.name.language)

    @property
    def in_use(self) -> str:
        return fuzzy_date(self.name.valid)


@dataclass(frozen=True)
class MoneyRow:
    """A sum that the organization pays, passes on or receives."""

    sum: Sum
    organization: Organization

    @property
    def parts(self) -> str:
        """What the organization does with the sum."""
        funding = self.sum.funding
        names = ("funder", "channel", "recipient")
        mine = [
            name
            for name in names
            if getattr(funding, f"{name}_id") == self.organization.pk
        ]
        return ", ".join(field_label(funding, name) for name in mine)


@dataclass(frozen=True)
class OrganizationSheet:
    """All that is published about an organization."""

    organization: Organization
    facts: list[Fact]
    identifiers: list[OrganizationIdentifier]
    names: list[NameRow]
    subsidiaries: list[Organization]
    memberships: list[MemberRow]
    sums: list[MoneyRow]
    statements: list[Citation]
    publications: list[Source]
    sources: list[CitedSource]

    @property
    def identity_note(self) -> Words:
        return untranslated(self.organization.identity_note)


def organization_sheet(organization: Organization) -> OrganizationSheet:
    """All about ``organization``, which is published and was read with its parent."""
    # By the keys of its memberships: as a join, all claims there are would be read.
    members = Member.objects.filter(organization=organization)
    keys = list(members.order_by().values_list("pk", flat=True))
    own = Q(organization=organization) | Q(member__in=keys)
    citations = read_claims(Claim.objects.published().filter(own))
    identifiers = list(organization.identifiers.all())
    return OrganizationSheet(
        organization=organization,
        facts=_facts(organization, citations, identifiers),
        identifiers=identifiers,
        names=[NameRow(name) for name in organization.names.all()],
        subsidiaries=list(organization.subsidiaries.published()),
        memberships=_memberships(organization, citations),
        sums=list(_sums(organization)),
        statements=[
            one
            for one in citations.on(organization)
            if not one.claim.field and one.statement.text
        ],
        publications=list(organization.publications.published().defer("text")),
        sources=citations.sources,
    )


def _facts(
    organization: Organization,
    citations: Citations,
    identifiers: list[OrganizationIdentifier],
) -> list[Fact]:
    sheet = FactSheet(organization, citations)
    sheet.add("kind", organization.get_kind_display())
    parent = if_public(organization.parent)
    sheet.add("parent", in_reader_language(parent, "name") if parent else None)
    country = str(organization.country)
    sheet.add("country", place_name(country) if country else None)
    for identifier in identifiers:
        label = str(identifier.get_scheme_display())
        sheet.add(identifier.scheme, identifier.value, label=label)
    return sheet.facts


def _memberships(organization: Organization, citations: Citations) -> list[MemberRow]:
    members = Member.objects.published().filter(organization=organization)
    return [
        MemberRow(member, citations.whole(member), on_fields(citations, member))
        for member in members.select_related("initiative", "organization")
    ]


def _sums(organization: Organization) -> Iterable[MoneyRow]:
    part = Q(funder=organization) | Q(channel=organization) | Q(recipient=organization)
    found = Funding.objects.published().filter(part).select_related("initiative")
    claims = Claim.objects.published().filter(
        funding__in=found, field="amount", preferred=True
    )
    amounts = list(claims)
    for funding in found:
        yield MoneyRow(Sum(funding, amounts), organization)
