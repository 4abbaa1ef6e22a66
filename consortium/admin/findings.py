"""What the checks found amiss: to read here, decided by the newsroom's verbs."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortium.admin.evidence import (
    SUBJECT_NAMES,
    finding_state,
    message,
    severity,
    subject,
)
from consortium.admin.screens import ReadOnlyScreen
from consortium.models import FINDING_SUBJECTS, Finding


@admin.register(Finding)
class FindingAdmin(ReadOnlyScreen):
    """Something a check found amiss."""

    about = _(
        "What the checks found amiss. An error keeps a record from being published "
        "until it is resolved or waived with a reason."
    )
    list_display = (
        message,
        severity,
        subject,
        finding_state,
        "code",
        "first_seen",
        "last_seen",
    )
    list_filter = ("state", "severity", ("code", admin.AllValuesFieldListFilter))
    list_select_related = (*FINDING_SUBJECTS, *SUBJECT_NAMES)
    search_fields = (
        "message__folded__contains",
        "message_ja__folded__contains",
        "code__folded__contains",
        "initiative__search_text__contains",
        "organization__search_text__contains",
    )
    fieldsets: ClassVar[Any] = (
        (None, {"fields": (message, severity, subject, "code", "details")}),
        (
            _("Decision"),
            {"fields": (finding_state, ("decided_at", "decided_by"), "reason")},
        ),
        (_("Seen"), {"fields": (("first_seen", "last_seen"),)}),
    )
