"""Organizations and their parts in initiatives."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    F,
    OuterRef,
    Value,
    When,
)
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from consortium.codelists import PUBLIC_KINDS
from consortium.exports.columns import (
    Column,
    Reader,
    coded,
    each_labelled,
    fuzzy,
    joined,
    label,
    labels_of,
    named,
    own,
)
from consortium.exports.datasets.base import Dataset
from consortium.exports.figures import bounded, claim_counts, stamps
from consortium.filters import MemberFilter, OrganizationFilter
from consortium.models import (
    Member,
    Organization,
    OrganizationIdentifier,
    OrganizationName,
    OrganizationSector,
)

OWN = OuterRef("pk")
IS_PUBLIC = Case(
    When(kind__in=PUBLIC_KINDS, then=True), default=False, output_field=BooleanField()
)


def _other_names(_reader: Reader) -> Any:
    names = OrganizationName.objects.filter(organization=OWN)
    return ArraySubquery(names.order_by("id").values("name"))


def _identifiers(_reader: Reader) -> Any:
    numbers = OrganizationIdentifier.objects.filter(organization=OWN)
    whole = Concat("scheme", Value(":"), "value", output_field=CharField())
    ordered = numbers.order_by("scheme", "value").annotate(whole=whole)
    return ArraySubquery(ordered.values("whole"))


def _sectors(_reader: Reader) -> Any:
    links = OrganizationSector.objects.filter(organization=OWN)
    return ArraySubquery(links.order_by("sector__slug").values("sector__slug"))


def _role_labels(_reader: Reader) -> Any:
    return each_labelled(F("roles"), labels_of(Member, "roles")())


ORGANIZATIONS = Dataset(
    name="organizations",
    title=_("Organizations"),
    row=_("One row is one legal person, public body or forum."),
    rows=Organization.objects.visible_to,
    filters=OrganizationFilter,
    key=("slug",),
    columns=(
        *own(Organization, "slug", "name", "name_ja"),
        *coded(Organization, "kind"),
        Column(
            "public",
            "boolean",
            _("public"),
            _("Whether its money is public."),
            IS_PUBLIC,
        ),
        *coded(Organization, "country", lambda: dict(countries)),
        *own(Organization, "website"),
        *named(Organization, "parent"),
        *coded(Organization, "identity"),
        *own(Organization, "identity_note"),
        joined(
            "other_names",
            _("other names"),
            _("Former and legal names, translations, misspellings."),
            _other_names,
            by="; ",
        ),
        joined(
            "identifiers",
            _("identifiers"),
            _("Numbers in registers, each after the register's code."),
            _identifiers,
            by="; ",
        ),
        joined(
            "sectors",
            _("sectors"),
            _("Slugs of the sectors it works in, with commas between them."),
            _sectors,
            by=",",
        ),
        *claim_counts("organization"),
        *stamps(Organization),
    ),
)

MEMBERS = Dataset(
    name="members",
    title=_("Members"),
    row=_("One row is one organization's part in an initiative over one period."),
    rows=Member.objects.visible_to,
    filters=MemberFilter,
    columns=(
        *own(Member, "id"),
        *named(Member, "initiative", hideable=False),
        *named(Member, "organization", hideable=False),
        joined(
            "roles",
            _("roles"),
            _("Codes with commas between them; a firm with two roles counts once."),
            lambda _reader: F("roles"),
            by=",",
        ),
        label("roles", _("roles"), _role_labels),
        *coded(Member, "status"),
        *fuzzy(Member, "joined"),
        *fuzzy(Member, "left"),
        *own(Member, "stake"),
        *bounded(Member, "stake", qualifier="stake_qualifier"),
        *own(Member, "note"),
        *claim_counts("member"),
        *stamps(Member),
    ),
)
