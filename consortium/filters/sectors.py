"""How the classifications narrow."""

from consortium.codelists import SectorScheme
from consortium.filters.base import ALWAYS, StrictFilterSet
from consortium.filters.naming import RecordParameter, SearchParameter
from consortium.filters.parameters import CodesParameter
from consortium.models import Sector


class SectorFilter(StrictFilterSet):
    """Entries of classifications by scheme and by the entry above them."""

    orderings = {
        "scheme": "scheme",
        "code": "code",
        "name": "name",
        "slug": "slug",
    } | ALWAYS
    default_ordering = ("scheme", "code")

    search = SearchParameter("search_text")
    scheme = CodesParameter(SectorScheme, help_text="Classification.")
    parent = RecordParameter(Sector, help_text="Slug of the entry right above.")
