"""How lists of initiatives and of their milestones narrow."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from consortium.codelists import (
    ActivityStatus,
    InitiativeKind,
    MemberStatus,
    MilestoneKind,
    MilestoneStatus,
)
from consortium.filters.base import ALWAYS, StrictFilterSet
from consortium.filters.dates import DateBoundParameter
from consortium.filters.naming import (
    RecordParameter,
    SearchParameter,
    SectorParameter,
)
from consortium.filters.parameters import CodesParameter
from consortium.filters.places import CountryParameter
from consortium.models import (
    Alignment,
    Framework,
    Initiative,
    InitiativeSector,
    Member,
    Organization,
)

STARTED = ("actual_start", "planned_start")


class InitiativeFilter(StrictFilterSet):
    """Initiatives by kind, place, time, and by who and what belongs to them."""

    orderings = {
        "name": "name",
        "slug": "slug",
        "started": "actual_start_from",
        "planned_start": "planned_start_from",
        "planned_end": "planned_end_from",
    } | ALWAYS
    default_ordering = ("name",)

    search = SearchParameter("search_text")
    kind = CodesParameter(InitiativeKind, help_text="Kind of initiative.")
    status = CodesParameter(ActivityStatus, help_text="How far it has come.")
    country = CountryParameter(help_text="ISO 3166-1 codes: JP, US.")
    sector = SectorParameter(
        method="in_sector",
        help_text="Slug of a sector that it touches, in whichever way; the sectors "
        "below that one count too.",
    )
    framework = RecordParameter(
        Framework,
        method="under_framework",
        help_text="Slug of a framework that it, or its country, is aligned with.",
    )
    member = RecordParameter(
        Organization,
        method="with_member",
        help_text="Slug of an organization that is a member of it.",
    )
    part_of = RecordParameter(
        Initiative, help_text="Slug of the initiative that it is a part of."
    )
    started_after = DateBoundParameter(
        "after",
        *STARTED,
        help_text="It may have started on this day or later: the actual start, or "
        "the planned one while there is no other. 2026, 2026-06, FY2026.",
    )
    started_before = DateBoundParameter(
        "before", *STARTED, help_text="It may have started on this day or earlier."
    )

    def in_sector(self, queryset: QuerySet, _name: str, sectors: list[int]) -> Any:
        links = InitiativeSector.objects.visible_to(self.user)
        touched = links.filter(initiative=OuterRef("pk"), sector__in=sectors)
        return queryset.filter(Exists(touched))

    def under_framework(self, queryset: QuerySet, _name: str, framework: int) -> Any:
        alignments = Alignment.objects.visible_to(self.user).filter(framework=framework)
        own = Q(initiative=OuterRef("pk"))
        of_country = Q(country=OuterRef("country")) & ~Q(country="")
        return queryset.filter(Exists(alignments.filter(own | of_country)))

    def with_member(self, queryset: QuerySet, _name: str, organization: int) -> Any:
        members = Member.objects.visible_to(self.user).filter(
            initiative=OuterRef("pk"),
            organization=organization,
            status=MemberStatus.MEMBER,
        )
        return queryset.filter(Exists(members))


class MilestoneFilter(StrictFilterSet):
    """Milestones by initiative, kind, status and their three dates."""

    orderings = {
        "id": "pk",
        "initiative": "initiative__name",
        "title": "title",
        "planned": "planned_from",
        "forecast": "forecast_from",
        "achieved": "achieved_from",
    } | ALWAYS
    default_ordering = ("planned",)

    search = SearchParameter("title", "title_ja", named={"initiative": Initiative})
    initiative = RecordParameter(Initiative, help_text="Slug of its initiative.")
    kind = CodesParameter(MilestoneKind, help_text="What is to be reached.")
    status = CodesParameter(MilestoneStatus, help_text="Whether it was reached.")
    planned_after = DateBoundParameter(
        "after", "planned", help_text="Planned for this day or later, as far as known."
    )
    planned_before = DateBoundParameter(
        "before", "planned", help_text="Planned for this day or earlier."
    )
    forecast_after = DateBoundParameter(
        "after", "forecast", help_text="Now expected on this day or later."
    )
    forecast_before = DateBoundParameter(
        "before", "forecast", help_text="Now expected on this day or earlier."
    )
    achieved_after = DateBoundParameter(
        "after", "achieved", help_text="Achieved on this day or later."
    )
    achieved_before = DateBoundParameter(
        "before", "achieved", help_text="Achieved on this day or earlier."
    )
