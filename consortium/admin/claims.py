"""What sources say: read and decided here, never edited."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consortium.admin.evidence import SUBJECT_NAMES, subject
from consortium.admin.filters import titled
from consortium.admin.readings import field_of, says, status, where
from consortium.admin.review import ReviewScreen
from consortium.admin.waiting import ClaimsOnMyDesk
from consortium.models import SUBJECTS, Claim


@admin.register(Claim)
class ClaimAdmin(ReviewScreen):
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
        ClaimsOnMyDesk,
    )
    list_select_related = (
        "source",
        "attributed_to",
        "conversion_of",
        *SUBJECTS,
        *SUBJECT_NAMES,
    )
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
