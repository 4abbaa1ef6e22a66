"""How the list of merges of organizations narrows."""

from consortium.filters.base import ALWAYS, StrictFilterSet
from consortium.filters.naming import RecordParameter
from consortium.models import Organization


class MergeFilter(StrictFilterSet):
    """Merges by the organizations that became one."""

    orderings = {"id": "pk", "merged_at": "merged_at"} | ALWAYS
    default_ordering = ("-merged_at",)

    keep = RecordParameter(Organization, help_text="Slug of the one that was kept.")
    absorbed = RecordParameter(
        Organization, help_text="Slug of the one that was absorbed."
    )
