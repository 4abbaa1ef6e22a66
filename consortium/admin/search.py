"""Finding records by what people type, in English and Japanese."""

from django.db.models import CharField, Transform

from consortium.filters.naming import fold


class Folded(Transform):
    """``title__folded``: a column's text as search sees it, folded by the database.

    For columns that have no folded twin; those that have one also have an index.
    """

    lookup_name = "folded"
    function = "fold_text"


CharField.register_lookup(Folded)


def folded(term: str) -> str:
    """``term`` as folded columns hold it; the database cannot even compare NUL."""
    return fold(term.replace("\0", ""))
