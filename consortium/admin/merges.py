"""Organizations that were merged."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortium.admin.screens import ReadOnlyScreen
from consortium.models import OrganizationMerge


@admin.register(OrganizationMerge)
class OrganizationMergeAdmin(ReadOnlyScreen):
    """One merge, and whether it was undone."""

    about = _("Organizations that turned out to be one, by whose decision, and why.")
    list_display = ("absorbed", "keep", "merged_at", "merged_by", "undone_at")
    list_select_related = ("absorbed", "keep", "merged_by")
    search_fields = (
        "absorbed__search_text__contains",
        "keep__search_text__contains",
    )
    fields = (
        ("absorbed", "keep"),
        ("merged_at", "merged_by"),
        "reason",
        ("undone_at", "undone_by"),
        "undone_reason",
    )
