"""The claims behind the fields of records."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from consortium.api.prepared import Context
from consortium.api.rows import shape_of
from consortium.api.v1.serializers.claims import ClaimSerializer
from consortium.codelists import ClaimStatus
from consortium.models import Claim, Record

MOST = 5
"""Claims shown for one field; of the rest, the number."""


def evidence_behind(
    kind: type[Record], keys: Sequence[int], context: Context
) -> dict[int, dict[str, Any]]:
    """By record and field: its first claims, the preferred one leading, and how many
    more there are. Two queries, however many records of this kind there are.
    """
    found: dict[int, dict[str, Any]] = {
        key: {field: {"claims": [], "more": 0} for field in kind.claimable}
        for key in keys
    }
    ranked = _ranked(kind, keys, context)
    claims = shape_of(ClaimSerializer).of_keys(context, [claim.pk for claim in ranked])
    for claim, said in zip(ranked, claims, strict=True):
        shown = found[claim.key][claim.field]
        shown["claims"].append(said)
        shown["more"] = claim.number - len(shown["claims"])
    return found


def _ranked(kind: type[Record], keys: Sequence[int], context: Context) -> list[Any]:
    """The first claims on each field, and how many there are, in their order."""
    arc = f"{Claim.arc_of(kind())}_id"
    field = [F(arc), F("field")]
    accepted = Case(
        When(status=ClaimStatus.ACCEPTED, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    order: Any = [F("preferred").desc(), accepted, F("pk")]
    told: QuerySet[Claim] = Claim.objects.told_to(context["user"])
    ranked = (
        told.filter(**{f"{arc}__in": keys})
        .exclude(field="")
        .annotate(
            key=F(arc),
            place=Window(RowNumber(), partition_by=field, order_by=order),
            number=Window(Count("pk"), partition_by=field),
        )
        .filter(place__lte=MOST)
        .order_by("place")
    )
    return list(ranked.values_list("pk", "key", "field", "number", named=True))
