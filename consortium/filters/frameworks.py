"""How lists of frameworks and of alignments narrow."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from consortium.codelists import AlignmentRelation
from consortium.filters.base import ALWAYS, StrictFilterSet
from consortium.filters.naming import RecordParameter, SearchParameter
from consortium.filters.parameters import BooleanParameter, CodesParameter
from consortium.filters.places import CountryParameter
from consortium.models import Alignment, Framework, Initiative, Organization


class FrameworkFilter(StrictFilterSet):
    """Frameworks by owner and by who is said to follow them."""

    orderings = {"name": "name", "slug": "slug"} | ALWAYS
    default_ordering = ("name",)

    search = SearchParameter("name", "name_ja", "identifier")
    owner = RecordParameter(Organization, help_text="Slug of the owner.")
    identity_known = BooleanParameter(
        help_text="Whether we know which document is meant."
    )
    initiative = RecordParameter(
        Initiative,
        method="followed_by",
        help_text="Slug of an initiative that is aligned with it itself.",
    )

    def followed_by(self, queryset: QuerySet, _name: str, initiative: int) -> Any:
        alignments = Alignment.objects.visible_to(self.user)
        of_it = alignments.filter(framework=OuterRef("pk"), initiative=initiative)
        return queryset.filter(Exists(of_it))


class AlignmentFilter(StrictFilterSet):
    """Alignments by framework, party and relation."""

    orderings = {
        "id": "pk",
        "framework": "framework__name",
        "relation": "relation",
    } | ALWAYS
    default_ordering = ("framework",)

    search = SearchParameter("framework__name", "framework__name_ja")
    framework = RecordParameter(Framework, help_text="Slug of the framework.")
    initiative = RecordParameter(Initiative, help_text="Slug of the initiative.")
    country = CountryParameter(help_text="ISO 3166-1 codes: JP, US.")
    relation = CodesParameter(AlignmentRelation, help_text="How far it goes.")
