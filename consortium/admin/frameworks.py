"""Governance frameworks and who is said to follow them."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from consortium.admin import columns
from consortium.admin.columns import related
from consortium.admin.evidence import RecordRows
from consortium.admin.labels import label
from consortium.admin.records import RecordScreen
from consortium.models import Alignment, Framework


@admin.display(description=_("initiative or country"), ordering="initiative__name")
def party(alignment: Alignment) -> str:
    if alignment.initiative is None:
        return str(countries.name(str(alignment.country)))
    return label(alignment.initiative)


class AlignmentRows(RecordRows):
    """The frameworks an initiative is said to follow, in its form."""

    model = Alignment
    shown = (related(Alignment, "framework"), "relation")
    entry: ClassVar[Any] = (("framework", "relation"),)
    autocomplete_fields = ("framework", "initiative")
    joined = ("framework",)


class PartyRows(AlignmentRows):
    """Who is said to follow a framework, in its form."""

    shown = (party, "relation")
    entry = (("initiative", "country", "relation"),)
    joined = ("initiative",)


@admin.register(Framework)
class FrameworkAdmin(RecordScreen):
    """A governance standard, guideline or process."""

    about = _("Standards, guidelines and processes of governance that sources name.")
    list_display = (
        columns.both_names,
        related(Framework, "owner"),
        "identifier",
        "identity_known",
    )
    list_filter = ("state", "identity_known")
    list_select_related = ("owner",)
    search_fields = (
        "name__folded__contains",
        "name_ja__folded__contains",
        "identifier__folded__contains",
        "owner__search_text__contains",
    )
    autocomplete_fields = ("owner",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (PartyRows,)
    fieldsets = (
        (None, {"fields": ("name", "name_ja", "slug", "owner")}),
        (
            _("Which document it is"),
            {
                "fields": ("identity_known", "identifier", "url"),
                "description": _(
                    "Sources often say no more than “ISO standards”. Then the document "
                    "is not known, and has no number."
                ),
            },
        ),
    )


@admin.register(Alignment)
class AlignmentAdmin(RecordScreen):
    """How an initiative, or a country, relates to a framework."""

    about = _(
        "How an initiative, or a country, is said to relate to a framework. Suggested "
        "is not claimed, and claimed is not adopted."
    )
    list_display = (related(Alignment, "framework"), party, "relation")
    list_filter = ("state", "relation")
    list_select_related = ("framework", "initiative")
    search_fields = (
        "framework__name__folded__contains",
        "framework__name_ja__folded__contains",
        "initiative__search_text__contains",
    )
    autocomplete_fields = ("framework", "initiative")
    fieldsets = (
        (None, {"fields": ("framework", "relation")}),
        (
            _("Who"),
            {
                "fields": (("initiative", "country"),),
                "description": _("Either an initiative or a country, not both."),
            },
        ),
        (_("Import"), {"fields": ("external_id",), "classes": ("collapse",)}),
    )
