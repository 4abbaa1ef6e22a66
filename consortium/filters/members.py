"""How lists of members narrow."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from consortium.codelists import MemberRole, MemberStatus
from consortium.filters.base import ALWAYS, StrictFilterSet
from consortium.filters.dates import DateBoundParameter, DayParameter
from consortium.filters.naming import RecordParameter, SearchParameter
from consortium.filters.parameters import CodesParameter
from consortium.models import Initiative, Organization


class MemberFilter(StrictFilterSet):
    """Members by initiative, organization, role, status and time."""

    orderings = {
        "id": "pk",
        "initiative": "initiative__name",
        "organization": "organization__name",
        "joined": "joined_from",
        "left": "left_from",
        "stake": "stake",
    } | ALWAYS
    default_ordering = ("initiative", "organization", "joined")

    search = SearchParameter(
        named={"initiative": Initiative, "organization": Organization}
    )
    initiative = RecordParameter(Initiative, help_text="Slug of the initiative.")
    organization = RecordParameter(Organization, help_text="Slug of the organization.")
    role = CodesParameter(
        MemberRole, "roles", lookup="overlap", help_text="One of its roles."
    )
    status = CodesParameter(MemberStatus, help_text="How it stands to the initiative.")
    joined_after = DateBoundParameter(
        "after", "joined", help_text="It may have joined on this day or later."
    )
    joined_before = DateBoundParameter(
        "before", "joined", help_text="It may have joined on this day or earlier."
    )
    valid_at = DayParameter(
        method="on_day",
        help_text="It may have been in on this day: not known to have joined after "
        "it, not known to have left before it.",
    )

    def on_day(self, queryset: QuerySet, _name: str, day: datetime.date) -> Any:
        joined = Q(joined_from__isnull=True) | Q(joined_from__lte=day)
        stayed = Q(left_to__isnull=True) | Q(left_to__gte=day)
        return queryset.filter(joined & stayed)
