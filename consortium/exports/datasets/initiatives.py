"""Initiatives and their milestones."""

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from consortium.codelists import MemberStatus
from consortium.exports.columns import (
    Reader,
    coded,
    fuzzy,
    named,
    own,
)
from consortium.exports.datasets.base import Dataset
from consortium.exports.figures import bounded, stamps
from consortium.exports.gathering import claim_counts, counted, joined
from consortium.filters import InitiativeFilter, MilestoneFilter
from consortium.models import Initiative, Member, Milestone, MilestoneDependency


def _named_members(_reader: Reader) -> QuerySet:
    return Member.objects.published().filter(status=MemberStatus.MEMBER)


def _needed(reader: Reader) -> QuerySet:
    seen = Milestone.objects.visible_to(reader)
    return MilestoneDependency.objects.filter(depends_on__in=seen)


INITIATIVES = Dataset(
    name="initiatives",
    title=_("Initiatives"),
    row=_("One row is one public investment initiative."),
    rows=Initiative.objects.visible_to,
    filters=InitiativeFilter,
    key=("slug",),
    columns=(
        *own(Initiative, "slug", "name", "name_ja", "name_is_provisional"),
        *coded(Initiative, "kind"),
        *coded(Initiative, "status"),
        *own(Initiative, "summary", "summary_ja", "objective", "objective_ja"),
        *coded(Initiative, "country", lambda: dict(countries)),
        *named(Initiative, "part_of"),
        *fuzzy(Initiative, "planned_start"),
        *fuzzy(Initiative, "planned_end"),
        *fuzzy(Initiative, "actual_start"),
        *fuzzy(Initiative, "actual_end"),
        counted(
            "named_members",
            _("named members"),
            _("Published members that somebody names; each organization once."),
            arc="initiative",
            rows=_named_members,
            number=Count("organization", distinct=True),
        ),
        *own(Initiative, "reported_member_count"),
        *bounded(
            Initiative,
            "reported_member_count",
            qualifier="reported_member_count_qualifier",
        ),
        *own(Initiative, "member_count_meaning", "member_count_meaning_ja"),
        *claim_counts("initiative"),
        *stamps(Initiative),
    ),
)

MILESTONES = Dataset(
    name="milestones",
    title=_("Milestones"),
    row=_("One row is something that an initiative is to reach by a date."),
    rows=Milestone.objects.visible_to,
    filters=MilestoneFilter,
    columns=(
        *own(Milestone, "id"),
        *named(Milestone, "initiative", hideable=False),
        *own(Milestone, "title", "title_ja"),
        *coded(Milestone, "kind"),
        *coded(Milestone, "status"),
        *fuzzy(Milestone, "planned"),
        *fuzzy(Milestone, "forecast"),
        *fuzzy(Milestone, "achieved"),
        joined(
            "depends_on",
            _("depends on"),
            _("Ids of the milestones to be met before, with commas between them."),
            arc="milestone",
            rows=_needed,
            values="depends_on",
            order=["depends_on"],
            by=",",
        ),
        *claim_counts("milestone"),
        *stamps(Milestone),
    ),
)
