"""Initiatives, with all that belongs to them."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium import wording
from consortium.admin import columns
from consortium.admin.evidence import counted
from consortium.admin.filters import InUse
from consortium.admin.frameworks import AlignmentRows
from consortium.admin.funding import FundingRows
from consortium.admin.indicators import ObservationRows
from consortium.admin.labels import money_of
from consortium.admin.members import MemberRows
from consortium.admin.milestones import MilestoneRows
from consortium.admin.records import RecordScreen
from consortium.admin.sectors import InitiativeSectorRows
from consortium.codelists import MemberStatus
from consortium.models import Funding, Initiative, Member

SUMS_SHOWN = 3


@admin.display(description=gettext_lazy("members"), ordering="named_members")
def members(initiative: Any) -> str:
    """How many are named here, and the number that sources report."""
    named = _("%(number)d named") % {"number": initiative.named_members}
    count = initiative.reported_member_count
    if count is None:
        return named
    qualifier = initiative.reported_member_count_qualifier
    reported = wording.figure(Decimal(count), "", qualifier)
    return _("%(named)s, %(reported)s reported") % {
        "named": named,
        "reported": reported,
    }


@admin.display(description=gettext_lazy("sums of money"))
def sums(initiative: Any) -> SafeString:
    """What is reported, sum by sum: adding them up takes more care than a list."""
    shown = initiative.sums_of_money[:SUMS_SHOWN]
    lines = [f"{money_of(sum_)} ({sum_.get_stage_display()})" for sum_ in shown]
    if more := len(initiative.sums_of_money) - len(shown):
        lines.append(_("and %(number)d more") % {"number": more})
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines))


@admin.register(Initiative)
class InitiativeAdmin(RecordScreen):
    """A public investment initiative and everything recorded about it."""

    about = gettext_lazy(
        "Strategies, programmes, projects and consortia that public money goes into."
    )
    list_display = (columns.both_names, "kind", "status", "country", members, sums)
    list_filter = ("state", "kind", "status", ("country", InUse))
    search_fields = ("search_text__contains", "slug__contains")
    list_select_related = ("part_of",)
    autocomplete_fields = ("part_of",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (
        MemberRows,
        FundingRows,
        MilestoneRows,
        InitiativeSectorRows,
        ObservationRows,
        AlignmentRows,
    )
    fieldsets = (
        (None, {"fields": ("name", "name_ja", "name_is_provisional", "slug")}),
        (
            gettext_lazy("What it is"),
            {"fields": (("kind", "status"), ("country", "part_of"))},
        ),
        (
            gettext_lazy("In words"),
            {"fields": ("summary", "summary_ja", "objective", "objective_ja")},
        ),
        (
            gettext_lazy("Time"),
            {
                "fields": (
                    ("planned_start", "planned_end"),
                    ("actual_start", "actual_end"),
                ),
                "description": gettext_lazy(
                    "As precise as the source is, and no more. Leave empty what no "
                    "source says: unknown is never today."
                ),
            },
        ),
        (
            gettext_lazy("Members as reported"),
            {
                "fields": (
                    ("reported_member_count_qualifier", "reported_member_count"),
                    "member_count_meaning",
                    "member_count_meaning_ja",
                ),
                "description": gettext_lazy(
                    "The number that sources give. Members with a name are rows below."
                ),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        current = Member.objects.filter(status=MemberStatus.MEMBER)
        number = counted(current, "initiative")
        initiatives = super().get_queryset(request)
        known = Funding.objects.filter(amount__isnull=False, part_of=None)
        complete: QuerySet = initiatives.annotate(named_members=number)
        return complete.prefetch_related(
            Prefetch("funding", queryset=known, to_attr="sums_of_money")
        )
