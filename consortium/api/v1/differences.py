"""What the records of an initiative were at one instant and not at another."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from consortium import changes, history
from consortium.api.rows import shape_of
from consortium.api.v1.events import Reader, event_line, names_of
from consortium.api.v1.places import SECTOR_LINKS, resource_of
from consortium.api.v1.serializers.base import STAMPS, RecordSerializer
from consortium.api.v1.serializers.claims import SECTOR_LINK, ClaimSerializer
from consortium.api.v1.serializers.fields import address
from consortium.api.v1.serializers.frameworks import AlignmentSerializer
from consortium.api.v1.serializers.funding import FundingSerializer
from consortium.api.v1.serializers.indicators import ObservationSerializer
from consortium.api.v1.serializers.initiatives import InitiativeSerializer
from consortium.api.v1.serializers.members import MemberSerializer
from consortium.api.v1.serializers.milestones import MilestoneSerializer
from consortium.api.v1.serializers.sectors import InitiativeSectorSerializer
from consortium.models import Claim, Initiative

SHAPES: dict[type[RecordSerializer], str] = {
    InitiativeSerializer: "pk",
    MemberSerializer: "initiative",
    FundingSerializer: "initiative",
    MilestoneSerializer: "initiative",
    ObservationSerializer: "initiative",
    AlignmentSerializer: "initiative",
    InitiativeSectorSerializer: "initiative",
}
"""How each kind of record is read, and how it leads to its initiative."""

COUNTED = {"id", "url", "claims", "findings", "reported_conversions", *STAMPS}
"""What follows from other rows, or always differs."""

Context = Mapping[str, Any]


class _Row(NamedTuple):
    kind: Any
    key: int


def differences(
    start: datetime, end: datetime, initiative: Initiative, context: Context
) -> list[dict[str, Any]]:
    """Every record that the reader saw otherwise at ``end`` than at ``start``."""
    before = _read(start, initiative, context)
    after = _read(end, initiative, context)
    found = []
    for row in sorted(before.keys() | after.keys(), key=_order):
        fields = _pairs(before.get(row), after.get(row))
        if fields:
            place = _place(row, after.get(row) or before[row], initiative, context)
            change = _what(row in before, row in after)
            found.append((row, {**place, "change": change, "fields": fields}))
    rows = [row for row, _difference in found]
    events = _events(rows, start, end, context["user"])
    claims = _claims(rows, start, end, initiative, context["user"])
    return [
        {**difference, "events": events.get(row, []), "claims": claims.get(row, [])}
        for row, difference in found
    ]


def _what(was: bool, is_now: bool) -> str:
    if was and is_now:
        return "changed"
    return "added" if is_now else "removed"


def _order(row: _Row) -> tuple[int, int]:
    shapes: list[Any] = [*SHAPES]
    return [shape.Meta.model for shape in shapes].index(row.kind), row.key


def _read(
    when: datetime, initiative: Initiative, context: Context
) -> dict[_Row, dict[str, Any]]:
    """The records as they were read at ``when``."""
    found = {}
    with history.as_of(when):
        for shape, path in SHAPES.items():
            kind: Any = shape.Meta
            rows = shape.seen(context["user"]).filter(**{path: initiative.pk})
            keys = list(rows.order_by("pk").values_list("pk", flat=True))
            then = {**context, "as_of": when}
            for key, shown in zip(
                keys, shape_of(shape).of_keys(then, keys), strict=True
            ):
                found[_Row(kind.model, key)] = shown
    return found


def _pairs(
    old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> dict[str, dict[str, Any]]:
    before, after = old or {}, new or {}
    return {
        name: {"before": before.get(name), "after": after.get(name)}
        for name in [*after, *(set(before) - set(after))]
        if name not in COUNTED and before.get(name) != after.get(name)
    }


def _place(
    row: _Row, shown: Mapping[str, Any], initiative: Initiative, context: Context
) -> dict[str, Any]:
    resource, slug = resource_of(row.kind), shown.get("slug")
    url = address(context, resource, slug or row.key)
    if resource == SECTOR_LINKS:
        url = address(context, "initiatives", initiative.slug)
    return {
        "resource": resource,
        "id": None if slug else row.key,
        "slug": slug,
        "url": url,
    }


def _events(
    rows: list[_Row], start: datetime, end: datetime, user: Reader
) -> dict[_Row, list[dict[str, Any]]]:
    found = changes.events(user, rows, start=start, end=end)
    names = names_of((event.context for event in found), user)
    by_row: dict[_Row, list[dict[str, Any]]] = {}
    for event in found:
        row = _Row(event.kind, event.key)
        line = event_line(event.at, event.context, names, reader=user)
        by_row.setdefault(row, []).append(line)
    return by_row


def _claims(
    rows: list[_Row],
    start: datetime,
    end: datetime,
    initiative: Initiative,
    user: Reader,
) -> dict[_Row, list[Claim]]:
    """What was decided on the rows, as it stood at the end."""
    kind: Any = Claim
    decided = (
        kind.pgh_event_model.objects.filter(
            pgh_obj=OuterRef("pk"), pgh_created_at__gt=start, pgh_created_at__lte=end
        )
        .exclude(decided_at=None)
        .order_by()
    )
    by_row: dict[_Row, list[Claim]] = {}
    with history.as_of(end):
        about = Claim.objects.visible_to(user).about(initiative)
        claims = ClaimSerializer.shown(about.filter(Exists(decided)), user)
        # The subjects, whose slugs claims show, are read along and as of then.
        claims = claims.select_related(
            *("source", "attributed_to", "initiative", "organization", SECTOR_LINK)
        ).defer("source__text", "attributed_to__text")
        for claim in claims.order_by("pk"):
            arc = claim.subject_type
            model: Any = Claim._meta.get_field(arc).related_model
            row = _Row(model, getattr(claim, f"{arc}_id"))
            if row in rows:
                by_row.setdefault(row, []).append(claim)
    return by_row
