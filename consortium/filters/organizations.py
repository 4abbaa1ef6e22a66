"""How lists of organizations narrow."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from consortium.codelists import IdentifierScheme, MemberRole, OrganizationKind
from consortium.filters.base import ALWAYS, StrictFilterSet
from consortium.filters.naming import RecordParameter, SearchParameter
from consortium.filters.parameters import CodesParameter, PatternParameter
from consortium.filters.places import CountryParameter
from consortium.models import Initiative, Member, OrganizationIdentifier

SCHEMES = "|".join(IdentifierScheme.values)


class OrganizationFilter(StrictFilterSet):
    """Organizations by kind, country, identifier and part in an initiative."""

    orderings = {"name": "name", "slug": "slug"} | ALWAYS
    default_ordering = ("name",)

    search = SearchParameter("search_text")
    kind = CodesParameter(OrganizationKind, help_text="IATI organisation type.")
    country = CountryParameter(help_text="ISO 3166-1 codes: JP, US.")
    initiative = RecordParameter(
        Initiative,
        method="with_membership",
        help_text="Slug of an initiative that it takes part in, with whatever status; "
        "with `role`, in that role.",
    )
    role = CodesParameter(
        MemberRole,
        method="with_membership",
        help_text="Role in an initiative; with `initiative`, in that one.",
    )
    identifier = PatternParameter(
        rf"((?:{SCHEMES}):)?[-A-Za-z0-9.]{{1,64}}",
        "identifier",
        method="with_identifier",
        help_text="Its number in a register, with or without the register's code: "
        "`JP-JCN:1010401056795`.",
    )

    def with_membership(self, queryset: QuerySet, name: str, _value: Any) -> Any:
        """Initiative and role speak of one membership: the role asks for both."""
        initiative, roles = self.read["initiative"], self.read["role"]
        if name == "initiative" and roles:
            return queryset
        members = Member.objects.visible_to(self.user).filter(
            organization=OuterRef("pk")
        )
        if initiative:
            members = members.filter(initiative=initiative)
        if roles:
            members = members.filter(roles__overlap=roles)
        return queryset.filter(Exists(members))

    def with_identifier(self, queryset: QuerySet, _name: str, text: str) -> Any:
        scheme, colon, value = text.rpartition(":")
        same = OrganizationIdentifier.objects.filter(
            organization=OuterRef("pk"), value=value
        )
        return queryset.filter(Exists(same.filter(scheme=scheme) if colon else same))
