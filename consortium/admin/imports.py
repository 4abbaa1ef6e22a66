"""What was loaded from files."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortium.admin.screens import ReadOnlyScreen
from consortium.models import ImportRun


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyScreen):
    """One run of an importer."""

    about = _("What was loaded from files, when, by whom, and what came of it.")
    list_display = (
        "source_name",
        "importer",
        "state",
        "started_at",
        "finished_at",
        "started_by",
    )
    list_filter = ("state", "importer")
    list_select_related = ("started_by",)
    search_fields = ("source_name__folded__contains", "importer__folded__contains")
    fields = (
        ("importer", "state"),
        "source_name",
        "sha256",
        ("started_at", "finished_at", "started_by"),
        "counts",
        "errors",
    )
