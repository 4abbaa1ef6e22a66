"""Organizations and their parts in initiatives."""

from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    F,
    Func,
    TextField,
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
    known,
    label,
    labels_of,
    named,
    own,
)
from consortium.exports.datasets.base import Dataset
from consortium.exports.figures import bounded, stamps
from consortium.exports.gathering import claim_counts, joined
from consortium.filters import MemberFilter, OrganizationFilter
from consortium.models import (
    Member,
    Organization,
    OrganizationIdentifier,
    OrganizationName,
    OrganizationSector,
)

ROLES = known(Func("roles", Value(","), function="array_to_string"))
IS_PUBLIC = Case(
    When(kind__in=PUBLIC_KINDS, then=True), default=False, output_field=BooleanField()
)


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
            arc="organization",
            rows=lambda _reader: OrganizationName.objects.all(),
            values="name",
            order=["id"],
            by="; ",
        ),
        joined(
            "identifiers",
            _("identifiers"),
            _("Numbers in registers, each after the register's code."),
            arc="organization",
            rows=lambda _reader: OrganizationIdentifier.objects.all(),
            values=Concat("scheme", Value(":"), "value", output_field=TextField()),
            order=["scheme", "value"],
            by="; ",
        ),
        joined(
            "sectors",
            _("sectors"),
            _("Slugs of the sectors it works in, with commas between them."),
            arc="organization",
            rows=lambda _reader: OrganizationSector.objects.all(),
            values="sector__slug",
            order=["sector__slug"],
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
        Column(
            "roles",
            "text",
            _("roles"),
            _("Codes with commas between them; a firm with two roles counts once."),
            ROLES,
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
