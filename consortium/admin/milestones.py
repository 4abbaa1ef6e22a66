"""What an initiative is to reach, and by when."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortium.admin import columns
from consortium.admin.columns import fuzzy, related
from consortium.admin.evidence import RecordRows
from consortium.admin.records import RecordScreen
from consortium.admin.rows import Lines
from consortium.models import Milestone, MilestoneDependency

DATES = ("planned", "forecast", "achieved")


class MilestoneRows(RecordRows):
    """The milestones of an initiative, in its form."""

    model = Milestone
    shown = (
        columns.both_titles,
        "kind",
        "status",
        *(fuzzy(Milestone, name) for name in DATES),
    )
    entry = (("title", "title_ja"), ("kind", "status"), DATES)


class DependencyLines(Lines):
    """What has to be reached before."""

    model = MilestoneDependency
    fk_name = "milestone"
    autocomplete_fields = ("depends_on",)


@admin.register(Milestone)
class MilestoneAdmin(RecordScreen):
    """Something to reach by a date."""

    about = _(
        "What an initiative is to reach by a date. A new plan never erases the first "
        "one: slip is measured from it."
    )
    list_display = (
        columns.both_titles,
        related(Milestone, "initiative"),
        "kind",
        "status",
        *(fuzzy(Milestone, name) for name in DATES),
    )
    list_filter = ("state", "kind", "status")
    list_select_related = ("initiative",)
    search_fields = (
        "title__folded__contains",
        "title_ja__folded__contains",
        "initiative__search_text__contains",
    )
    autocomplete_fields = ("initiative",)
    inlines = (DependencyLines,)
    fieldsets = (
        (None, {"fields": ("initiative", "title", "title_ja", ("kind", "status"))}),
        (
            _("When"),
            {
                "fields": (DATES,),
                "description": _(
                    "As precise as the source is: FY2027 for a fiscal year. Forecast "
                    "is the date now expected; achieved stays empty until it is so."
                ),
            },
        ),
        (_("Import"), {"fields": ("external_id",), "classes": ("collapse",)}),
    )
