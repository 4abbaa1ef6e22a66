"""Frameworks that are claimed beyond what is known."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from consortium.checks.evidence import ACCEPTED
from consortium.checks.registry import Flag, check
from consortium.checks.scope import countable_claims
from consortium.codelists import AlignmentRelation, Severity, SourceKind
from consortium.models import Alignment, Framework


@check("framework.overclaim", Severity.WARNING, Framework)
def document_is_not_identified(frameworks: Any) -> Iterator[Flag]:
    """Nobody knows which document the framework is."""
    for framework in frameworks.filter(identity_known=False):
        yield Flag(
            framework,
            _("No source says which document this is: find its number or title."),
        )


@check("framework.overclaim", Severity.WARNING, Alignment)
def adoption_lacks_an_official_source(alignments: Any) -> Iterator[Flag]:
    """An adoption or certification stands without an official source."""
    official = countable_claims().filter(
        ACCEPTED,
        alignment=OuterRef("pk"),
        attributed_to=None,
        source__kind=SourceKind.PRIMARY_OFFICIAL,
    )
    strong = alignments.filter(
        ~Exists(official),
        relation__in=[AlignmentRelation.ADOPTED, AlignmentRelation.CERTIFIED],
    )
    for alignment in strong:
        yield Flag(
            alignment,
            _("“%(relation)s” needs an official source, read and accepted."),
            {"relation": alignment.relation},
            words={"relation": AlignmentRelation(alignment.relation).label},
        )
