"""Finding records by what people type, in English and Japanese."""

from consortium.folding import fold


def folded(term: str) -> str:
    """``term`` as folded columns hold it; the database cannot even compare NUL."""
    return fold(term.replace("\0", ""))
