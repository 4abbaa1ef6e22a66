"""What sources say: to read here, never to edit."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortium.admin.columns import linked
from consortium.admin.evidence import SUBJECT_NAMES, subject
from consortium.admin.filters import titled
from consortium.admin.readings import field_of, quote, said, says, status, where
from consortium.admin.screens import ReadOnlyScreen
from consortium.models import SUBJECTS, Claim


@admin.register(Claim)
class ClaimAdmin(ReadOnlyScreen):
    """One source's word on one field of one record."""

    about = _(
        "What one source says about one field of one record. A claim is never edited "
        "and never lost; only its decision changes."
    )
    list_display = (
        subject,
        field_of,
        says,
        where,
        status,
    )
    list_display_links = (says,)
    list_filter: ClassVar[Any] = (
        "status",
        "preferred",
        "kind",
        ("source__kind", titled(_("kind of source"))),
    )
    list_select_related = ("source", "attributed_to", *SUBJECTS, *SUBJECT_NAMES)
    ordering = ("-id",)
    search_fields = (
        "source__search_text__contains",
        "initiative__search_text__contains",
        "organization__search_text__contains",
        "statement__folded__contains",
        "statement_ja__folded__contains",
        "quote__folded__contains",
        "as_reported__folded__contains",
    )
    fieldsets: ClassVar[Any] = (
        (
            _("What is said"),
            {
                "fields": (
                    subject,
                    (field_of, "kind"),
                    said,
                    "as_reported",
                    "statement",
                    "statement_ja",
                    "valid",
                    linked(Claim, "conversion_of"),
                )
            },
        ),
        (
            _("Where"),
            {
                "fields": (
                    linked(Claim, "source"),
                    linked(Claim, "attributed_to"),
                    quote,
                    ("locator", "language"),
                )
            },
        ),
        (
            _("Decision"),
            {
                "fields": (
                    (status, "credibility"),
                    ("decided_at", "decided_by", "because"),
                    "decision_reason",
                    "single_handed",
                )
            },
        ),
        (
            _("Record"),
            {
                "fields": (
                    ("recorded_by", "created_at", "updated_at"),
                    "value",
                    ("import_run", "external_id", "version"),
                ),
                "classes": ("collapse",),
            },
        ),
    )
