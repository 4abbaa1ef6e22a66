"""Fields on which accepted claims do not agree, as the checks found them."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

from consortium.disputes import conflicts, give_same, in_words
from consortium.models import SUBJECTS, Claim, Record


def disputed(record: Record) -> dict[str, SafeString]:
    """The disputed fields of ``record``, each with how many values there are."""
    if record.pk is None or type(record) not in SUBJECTS.values():
        return {}
    claims: dict[str, set[int]] = {}
    for (_arc, _key, field), found in conflicts([record]).items():
        keys = {key for one in found if one.is_open for key in one.claims}
        if keys:
            claims[field] = keys
    rows = Claim.objects.in_bulk({key for keys in claims.values() for key in keys})
    for claim in rows.values():
        setattr(claim, Claim.arc_of(record), record)
    return {
        field: _in_words(rows[key] for key in keys if key in rows)
        for field, keys in claims.items()
    }


def _in_words(claims: Iterable[Claim]) -> SafeString:
    values: list[Claim] = []
    for claim in claims:
        if not any(give_same(claim, value) for value in values):
            values.append(claim)
    words = in_words(len(values))
    return format_html('<a class="disputed" href="#claims-group">{}</a>', words)
