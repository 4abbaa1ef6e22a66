"""Fields on which accepted claims do not agree, as the checks found them."""

from collections import defaultdict

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from consortium.codelists import FindingState
from consortium.models import FINDING_SUBJECTS, Claim, Finding, Record

CONTRADICTION = "evidence.contradiction"


def disputed(record: Record) -> dict[str, SafeString]:
    """The disputed fields of ``record``, each with how many values there are."""
    arc = record._meta.model_name
    if record.pk is None or arc not in FINDING_SUBJECTS:
        return {}
    found = Finding.objects.filter(
        **{arc: record}, code=CONTRADICTION, state=FindingState.OPEN
    )
    claims: dict[str, set[int]] = defaultdict(set)
    for details in found.order_by().values_list("details", flat=True):
        claims[details["field"]].update(details["claims"])
    rows = Claim.objects.in_bulk({pk for pks in claims.values() for pk in pks})
    return {
        field: _in_words([rows[pk] for pk in pks if pk in rows])
        for field, pks in claims.items()
    }


def _in_words(claims: list[Claim]) -> SafeString:
    values = {repr(claim.value) for claim in claims}
    text = ngettext(
        "disputed: %(count)s value", "disputed: %(count)s values", len(values)
    )
    words = text % {"count": len(values)}
    return format_html('<a class="disputed" href="#claims-group">{}</a>', words)
