"""How lists of sources narrow."""

from typing import Any

from django.db.models import Q

from consortium.codelists import Reliability, SourceKind
from consortium.filters.base import ALWAYS, StrictFilterSet
from consortium.filters.dates import DateBoundParameter
from consortium.filters.naming import RecordParameter, SearchParameter
from consortium.filters.parameters import (
    BooleanParameter,
    CodesParameter,
    PatternParameter,
)
from consortium.models import Claim, Initiative, Organization, Source


class SourceFilter(StrictFilterSet):
    """Sources by kind, publisher, language, date and what we hold of them."""

    orderings = {
        "title": "title",
        "slug": "slug",
        "published": "published_from",
        "accessed_on": "accessed_on",
        "reliability": "reliability",
    } | ALWAYS
    default_ordering = ("-published",)

    search = SearchParameter("search_text")
    kind = CodesParameter(SourceKind, help_text="Kind of publication.")
    publisher = RecordParameter(Organization, help_text="Slug of the publisher.")
    language = PatternParameter(
        "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "BCP 47 tag", help_text="BCP 47: en, ja."
    )
    published_after = DateBoundParameter(
        "after", "published", help_text="It may be of this day or later."
    )
    published_before = DateBoundParameter(
        "before", "published", help_text="It may be of this day or earlier."
    )
    held = BooleanParameter(
        help_text="Whether we have read it, or only know it from another source."
    )
    reliability = CodesParameter(Reliability, help_text="Admiralty code, A to F.")
    origin = RecordParameter(
        Source, help_text="Slug of the source that it rewrites or syndicates."
    )
    initiative = RecordParameter(
        Initiative,
        method="in_initiative",
        help_text="Slug of an initiative: sources of the claims on it and its records.",
    )

    def in_initiative(self, queryset: Any, _name: str, initiative: int) -> Any:
        claims = Claim.objects.published().about(Initiative(pk=initiative)).order_by()
        named = Q(pk__in=claims.values("source"))
        return queryset.filter(named | Q(pk__in=claims.values("attributed_to")))
