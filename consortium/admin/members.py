"""Who takes part in an initiative."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortium.admin import columns
from consortium.admin.columns import fuzzy, related
from consortium.admin.evidence import RecordRows
from consortium.admin.records import RecordScreen
from consortium.models import Member

PERIOD: Any = (
    _("Period and stake"),
    {
        "fields": (("joined", "left"), ("stake_qualifier", "stake")),
        "description": _(
            "One row per organization and period: a firm that left and came back has "
            "two. Leave empty what no source says."
        ),
    },
)


class MemberRows(RecordRows):
    """The members of an initiative, in its form."""

    model = Member
    shown = (
        related(Member, "organization"),
        columns.roles,
        "status",
        fuzzy(Member, "joined"),
        fuzzy(Member, "left"),
    )
    entry = (("organization", "status"), "roles", ("joined", "left"))
    autocomplete_fields = ("organization",)
    joined = ("organization",)


@admin.register(Member)
class MemberAdmin(RecordScreen):
    """An organization's part in an initiative over one period."""

    about = _(
        "Organizations that take part in an initiative. Members nobody names are a "
        "number on the initiative, never rows here."
    )
    list_display = (
        related(Member, "organization"),
        related(Member, "initiative"),
        columns.roles,
        "status",
        fuzzy(Member, "joined"),
        fuzzy(Member, "left"),
        columns.stake,
    )
    list_filter = ("state", "status")
    list_select_related = ("organization", "initiative")
    search_fields = (
        "organization__search_text__contains",
        "initiative__search_text__contains",
    )
    autocomplete_fields = ("initiative", "organization")
    fieldsets = (
        (None, {"fields": ("initiative", "organization", "roles", "status")}),
        PERIOD,
        (_("Notes"), {"fields": ("note", "external_id")}),
    )
