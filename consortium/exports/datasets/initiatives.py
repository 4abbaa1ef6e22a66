"""Initiatives and their milestones."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from consortium.codelists import MemberStatus
from consortium.exports.columns import (
    Column,
    Reader,
    coded,
    fuzzy,
    joined,
    named,
    own,
)
from consortium.exports.datasets.base import Dataset
from consortium.exports.figures import bounded, claim_counts, stamps
from consortium.filters import InitiativeFilter, MilestoneFilter
from consortium.models import Initiative, Member, Milestone, MilestoneDependency


def _named_members(_reader: Reader) -> Any:
    members = Member.objects.published().filter(
        initiative=OuterRef("pk"), status=MemberStatus.MEMBER
    )
    number = (
        members.order_by()
        .values("initiative")
        .annotate(number=Count("organization", distinct=True))
    )
    counted = Subquery(number.values("number"), output_field=IntegerField())
    return Coalesce(counted, 0)


def _needed(reader: Reader) -> Any:
    needed = MilestoneDependency.objects.filter(
        milestone=OuterRef("pk"), depends_on__in=Milestone.objects.visible_to(reader)
    )
    return ArraySubquery(needed.order_by("depends_on").values("depends_on"))


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
        Column(
            "named_members",
            "integer",
            _("named members"),
            _("Published members that somebody names; each organization once."),
            _named_members,
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
            _needed,
            by=",",
        ),
        *claim_counts("milestone"),
        *stamps(Milestone),
    ),
)
