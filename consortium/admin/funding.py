"""Sums of money, each entered once however many sources report it."""

import re
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from consortium.admin import columns
from consortium.admin.columns import fuzzy, related
from consortium.admin.evidence import RecordRows
from consortium.admin.figures import figure_among
from consortium.admin.filters import InUse
from consortium.admin.labels import label, money_of
from consortium.admin.records import RecordScreen
from consortium.admin.rows import Lines
from consortium.admin.search import folded
from consortium.models import Funding, FundingPurpose

SHOWN = re.compile(r"\) – (.+)", re.DOTALL)
"""The name of the initiative in the label of a sum."""

SUM = ("qualifier", "amount", "currency", "amount_high")


@admin.display(description=_("reads as"))
def reads_as(funding: Funding) -> str:
    """The saved sum in both languages, against slips of a thousand or of ten."""
    if funding.amount is None:
        return str(_("The saved sum is read back here."))
    readings = []
    for language in ("en", "ja"):
        with translation.override(language):
            readings.append(money_of(funding))
    return " · ".join(readings)


class FundingRows(RecordRows):
    """The sums that go into an initiative, in its form."""

    model = Funding
    shown = (
        columns.amount,
        "stage",
        "instrument",
        related(Funding, "funder"),
        related(Funding, "recipient"),
        fuzzy(Funding, "dated"),
    )
    entry = (
        SUM,
        ("stage", "instrument"),
        ("funder", "recipient"),
        ("dated", "period"),
    )
    autocomplete_fields = ("funder", "recipient")
    joined = ("funder", "recipient")


class PartRows(RecordRows):
    """The sums that a sum is made of, in its form."""

    model = Funding
    fk_name = "part_of"
    verbose_name = _("part of this sum")
    verbose_name_plural = _("parts of this sum")
    shown = (columns.amount, "stage", "instrument", fuzzy(Funding, "dated"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PurposeLines(Lines):
    """What a sum is for."""

    model = FundingPurpose
    fields = ("sector", "percentage", "as_written")
    autocomplete_fields = ("sector",)


@admin.register(Funding)
class FundingAdmin(RecordScreen):
    """One sum of money."""

    about = _(
        "One row per sum of money. Every report of it, also in another currency, is a "
        "claim on that row, never a second row."
    )
    list_display = (
        columns.amount,
        "stage",
        "instrument",
        related(Funding, "initiative"),
        related(Funding, "funder"),
        related(Funding, "recipient"),
        fuzzy(Funding, "dated"),
    )
    list_filter = ("state", "stage", "instrument", ("currency", InUse))
    list_select_related = ("initiative", "funder", "recipient")
    search_fields = (
        "initiative__search_text__contains",
        "funder__search_text__contains",
        "channel__search_text__contains",
        "recipient__search_text__contains",
        "recipient_text__folded__contains",
    )
    autocomplete_fields = ("initiative", "funder", "channel", "recipient", "part_of")
    readonly_fields: ClassVar[Any] = (reads_as,)
    inlines = (PurposeLines, PartRows)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("initiative", ("stage", "instrument"))}),
        (
            _("How much"),
            {
                "fields": (SUM, reads_as),
                "description": _(
                    "As the source prints it, in its currency: never converted. "
                    "Commas, words and signs are understood: 1兆円, $6.16 billion. A "
                    "sum nobody names stays empty."
                ),
            },
        ),
        (
            _("From whom to whom"),
            {"fields": ("funder", "channel", "recipient", "recipient_text")},
        ),
        (
            _("When"),
            {
                "fields": (("dated", "period"),),
                "description": _(
                    "Dated is the day of the event: announced, decided, paid. The "
                    "period is the time the money is for."
                ),
            },
        ),
        (
            _("Context"),
            {"fields": ("part_of", "financed_by", "conditions", "external_id")},
        ),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """By names, by the amount as it is shown or typed, and by the whole label."""
        named, doubled = super().get_search_results(request, queryset, search_term)
        if (shown := SHOWN.search(search_term)) is not None:
            sums, _doubled = super().get_search_results(request, queryset, shown[1])
            label_typed = folded(search_term)
            keys = [row.pk for row in sums if folded(label(row)) == label_typed]
            named |= queryset.filter(pk__in=keys)
        amount, words = figure_among(search_term)
        if amount is None:
            return named, doubled
        of_amount = queryset.filter(Q(amount=amount) | Q(amount_high=amount))
        sums, _doubled = super().get_search_results(request, of_amount, words)
        return named | sums, doubled
