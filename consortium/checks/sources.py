"""Sources nobody can date or find, and quotations that do not prove."""

import datetime
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consortium.checks.claims import NOT_REFUSED
from consortium.checks.days import day_of
from consortium.checks.evidence import ACCEPTED
from consortium.checks.registry import Flag, check, listed
from consortium.checks.scope import countable_claims
from consortium.codelists import Severity
from consortium.models import Claim, Source
from consortium.models.link_checks import DEAD_AFTER

PATIENCE = datetime.timedelta(days=30)
"""How long a credited publication may stay unread before it weighs more."""


@check("source.undated", Severity.INFO, Source)
def source_has_no_date(sources: Any) -> Iterator[Flag]:
    """A source that we hold does not say when it was published."""
    for source in sources.filter(held=True, published=None).defer("text"):
        yield Flag(source, _("The date of publication is not known."))


@check("source.dead", Severity.INFO, Source)
def address_leads_nowhere(sources: Any) -> Iterator[Flag]:
    """The address of a source failed for a week, whenever it was asked for."""
    failed_for = F("link_check__checked") - F("link_check__failing_since")
    dead = sources.filter(link_check__url=F("url")).alias(failed_for=failed_for)
    dead = dead.filter(failed_for__gte=DEAD_AFTER).select_related("link_check")
    for source in dead.defer("text"):
        found = source.link_check
        details = {
            "fault": found.fault,
            "since": day_of(found.failing_since).isoformat(),
        }
        details["alive"] = day_of(found.alive).isoformat() if found.alive else None
        yield Flag(
            source,
            _(
                "The address leads nowhere since %(since)s (%(fault)s): find the new "
                "one, or an archived copy."
            ),
            details,
        )


@check("evidence.unresolved-attribution", Severity.INFO, Source)
def credited_source_is_not_held(sources: Any) -> Iterator[Flag]:
    """Claims credit a publication that nobody here has read."""
    citing = countable_claims().filter(NOT_REFUSED, attributed_to=OuterRef("pk"))
    for source in sources.filter(Exists(citing), held=False):
        is_old = timezone.now() - source.created_at > PATIENCE
        yield Flag(
            source,
            _("Credited by others but not read: find the publication itself."),
            severity=Severity.WARNING if is_old else None,
        )


@check("evidence.quote", Severity.INFO, Claim)
def claim_cannot_be_looked_up(claims: Any) -> Iterator[Flag]:
    """An accepted claim lacks its quotation or its place in the source."""
    for claim in claims.filter(ACCEPTED).filter(Q(quote="") | Q(locator="")):
        missing = {
            name: claim._meta.get_field(name).verbose_name
            for name in ("quote", "locator")
            if not getattr(claim, name)
        }
        yield Flag(
            claim,
            _("Missing: %(missing)s."),
            {"missing": list(missing)},
            words={"missing": listed(list(missing.values()))},
        )


@check("evidence.quote", Severity.INFO, Claim)
def quotation_is_not_in_the_text(claims: Any) -> Iterator[Flag]:
    """The stored text of the source does not contain the quotation."""
    quoted = claims.filter(ACCEPTED).exclude(quote="").exclude(source__text="")
    by_source: dict[int, list[Claim]] = defaultdict(list)
    for claim in quoted.order_by("pk"):
        by_source[claim.source_id].append(claim)
    texts = Source.objects.filter(pk__in=by_source).values_list("pk", "text")
    for source, text in texts.iterator(chunk_size=50):
        folded = _folded(text)
        for claim in by_source[source]:
            if _folded(claim.quote) not in folded:
                yield Flag(
                    claim,
                    _("The text we hold does not contain the quotation."),
                    key="text",
                )


def _folded(text: str) -> str:
    """``text`` without what differs between copies: widths, case, quotes, spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = plain.translate(str.maketrans("“”‘’", "\"\"''"))
    return "".join(plain.split())
