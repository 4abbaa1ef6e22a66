"""The claims behind the fields of records."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from consortium.api.v1.serializers.claims import ClaimSerializer
from consortium.codelists import ClaimStatus
from consortium.models import Claim

MOST = 5
"""Claims shown for one field; of the rest, the number."""


def evidence_behind(
    rows: list[Any], context: Mapping[str, Any]
) -> dict[int, dict[str, Any]]:
    """By record and field: its first claims, the preferred one leading, and how many
    more there are. Two queries, however many rows there are, all of one kind.
    """
    found: dict[int, dict[str, Any]] = {
        row.pk: {field: {"claims": [], "more": 0} for field in row.claimable}
        for row in rows
    }
    if not rows:
        return found
    arc = f"{Claim.arc_of(rows[0])}_id"
    ranks = _ranked(arc, list(found), context)
    claims = ClaimSerializer.rows(
        context["user"], among=Claim.objects.filter(pk__in=list(ranks))
    )
    for claim in sorted(claims, key=lambda claim: ranks[claim.pk]):
        shown = found[getattr(claim, arc)][claim.field]
        shown["claims"].append(ClaimSerializer(claim, context=context).data)
        shown["more"] = ranks[claim.pk][1] - len(shown["claims"])
    return found


def _ranked(
    arc: str, keys: list[int], context: Mapping[str, Any]
) -> dict[int, tuple[int, int]]:
    """The first claims on each field: their rank, and how many there are."""
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
            place=Window(RowNumber(), partition_by=field, order_by=order),
            number=Window(Count("pk"), partition_by=field),
        )
        .filter(place__lte=MOST)
        .order_by()
    )
    return {
        pk: (place, number)
        for pk, place, number in ranked.values_list("pk", "place", "number")
    }
