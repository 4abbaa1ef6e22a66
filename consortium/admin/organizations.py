"""Organizations, their names and the registers that list them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortium.admin import columns
from consortium.admin.columns import fuzzy, related
from consortium.admin.evidence import RecordRows
from consortium.admin.filters import InUse
from consortium.admin.records import RecordScreen
from consortium.admin.rows import Lines
from consortium.models import (
    Member,
    Organization,
    OrganizationIdentifier,
    OrganizationName,
    OrganizationSector,
)


@admin.display(description=_("its money is"))
def money_is(organization: Organization) -> str:
    """Public or private, as it follows from the kind."""
    return str(_("public") if organization.is_public else _("private"))


class NameLines(Lines):
    """Further names; search knows them all."""

    model = OrganizationName
    verbose_name = _("name")
    verbose_name_plural = _("names")
    fields = ("name", "language", "kind", "valid")


class IdentifierLines(Lines):
    """The numbers that registers know the organization by."""

    model = OrganizationIdentifier
    verbose_name = _("identifier")
    verbose_name_plural = _("identifiers")
    fields = ("scheme", "value")


class SectorLines(Lines):
    """The sectors it works in."""

    model = OrganizationSector
    verbose_name = _("sector")
    verbose_name_plural = _("sectors")
    fields = ("sector", "as_written")
    autocomplete_fields = ("sector",)


class MembershipRows(RecordRows):
    """What the organization takes part in, in its form."""

    model = Member
    verbose_name = _("membership")
    verbose_name_plural = _("memberships")
    shown = (
        related(Member, "initiative"),
        columns.roles,
        "status",
        fuzzy(Member, "joined"),
        fuzzy(Member, "left"),
    )
    entry = (("initiative", "status"), "roles", ("joined", "left"))
    autocomplete_fields = ("initiative",)
    joined = ("initiative",)


@admin.register(Organization)
class OrganizationAdmin(RecordScreen):
    """A body that pays, takes part, reports or regulates."""

    about = _(
        "Legal persons, public bodies and forums. A parent and its subsidiary are two: "
        "SoftBank Corp. is not SoftBank Group Corp."
    )
    list_display = (
        columns.both_names,
        "kind",
        money_is,
        "country",
        "identity",
        related(Organization, "parent"),
    )
    list_filter = ("state", ("kind", InUse), "identity", ("country", InUse))
    list_select_related = ("parent",)
    search_fields = ("search_text__contains", "identifiers__value__folded__contains")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (NameLines, IdentifierLines, SectorLines, MembershipRows)
    fieldsets = (
        (None, {"fields": ("name", "name_ja", "slug")}),
        (
            _("What it is"),
            {"fields": ("kind", ("country", "website"), "parent")},
        ),
        (
            _("Identity"),
            {
                "fields": ("identity", "identity_note"),
                "description": _(
                    "Whether we know which legal person the sources mean. When a name "
                    "fits a parent and its subsidiary, it is ambiguous: say so."
                ),
            },
        ),
    )
