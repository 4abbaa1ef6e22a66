"""Claims read for a page that is not about one initiative."""

from django.db.models import QuerySet

from consortium.models import SUBJECTS, Claim, Initiative, Organization, Record
from consortium.pages.citations import Citations
from consortium.pages.dossiers import OWN, if_public

ARCS = {model: arc for arc, model in SUBJECTS.items()}

ALONG = (
    "source__publisher",
    "source__origin",
    "attributed_to__publisher",
    "attributed_to__origin",
    "organization__parent",
    *SUBJECTS,
    *(
        f"{ARCS[model]}__{path}"
        for model, paths in OWN.items()
        for path in ("initiative", *paths)
    ),
)
"""What is read along with claims, so that their number changes no number of queries."""

PRIVATE = ("source__text", "source__origin__text", "attributed_to__text")
"""The private copies of texts are long, and nothing here may show them."""


def read_claims(claims: QuerySet[Claim, Claim]) -> Citations:
    """``claims``, which are published, in one query with their sources and subjects."""
    found = list(claims.select_related(*ALONG).defer(*PRIVATE))
    sources = {
        source.pk: source
        for claim in found
        for source in (claim.source, claim.attributed_to)
        if source is not None
    }
    return Citations(found, sources.values())


def home_of(record: Record) -> Initiative | None:
    """The initiative that ``record`` is or belongs to, if the public sees it."""
    if isinstance(record, Initiative | Organization):
        return record if isinstance(record, Initiative) else None
    return if_public(getattr(record, "initiative", None))
