"""Classifications, and the sectors an initiative touches."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortium import wording
from consortium.admin import columns
from consortium.admin.columns import related
from consortium.admin.conflicts import SeenForm
from consortium.admin.evidence import RecordRows
from consortium.admin.filters import titled
from consortium.admin.records import RecordScreen
from consortium.admin.screens import Screen
from consortium.models import InitiativeSector, Sector


@admin.display(description=_("percentage"), ordering="percentage")
def percentage(link: InitiativeSector) -> str:
    return wording.figure(link.percentage, "percent", "exact")


class InitiativeSectorRows(RecordRows):
    """The sectors an initiative touches, in its form."""

    model = InitiativeSector
    verbose_name = _("sector")
    verbose_name_plural = _("sectors")
    shown = (related(InitiativeSector, "sector"), "relation", "as_written", percentage)
    entry = (("sector", "relation"), ("as_written", "percentage"))
    autocomplete_fields = ("sector",)
    joined = ("sector",)


@admin.register(InitiativeSector)
class InitiativeSectorAdmin(RecordScreen):
    """A sector an initiative touches, and how."""

    about = _(
        "Sectors in the words of the source. Represented, interested and beneficiary "
        "are different lists and are never merged."
    )
    list_display = (
        related(InitiativeSector, "sector"),
        related(InitiativeSector, "initiative"),
        "relation",
        "as_written",
        percentage,
    )
    list_filter = ("state", "relation", ("sector__scheme", titled(_("classification"))))
    list_select_related = ("sector", "initiative")
    search_fields = (
        "sector__search_text__contains",
        "initiative__search_text__contains",
        "as_written__folded__contains",
    )
    autocomplete_fields = ("initiative", "sector")
    fieldsets = (
        (None, {"fields": ("initiative", "sector", "relation", "as_written")}),
        (_("Share and notes"), {"fields": ("percentage", "note", "external_id")}),
    )


@admin.register(Sector)
class SectorAdmin(Screen):
    """An entry of a classification."""

    form = SeenForm
    about = _("Entries of ISIC, JSIC and the tracker's own list of sectors.")
    list_display = (columns.both_names, "scheme", "code", related(Sector, "parent"))
    list_filter = ("scheme",)
    list_select_related = ("parent",)
    search_fields = ("search_text__contains",)
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("scheme", "code")}
    fields = (("scheme", "code"), "name", "name_ja", "parent", "slug")
