"""What the records of an initiative were at one instant and not at another."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from consortium import history
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
from consortium.changes.differences import (
    PATHS,
    Difference,
    Row,
    Shown,
    compare,
    decided,
    done,
    subject_of,
)
from consortium.models import Claim, Initiative

SHAPES: list[type[RecordSerializer]] = [
    InitiativeSerializer,
    MemberSerializer,
    FundingSerializer,
    MilestoneSerializer,
    ObservationSerializer,
    AlignmentSerializer,
    InitiativeSectorSerializer,
]
"""How each kind of record is read."""

COUNTED = {"id", "url", "claims", "findings", "reported_conversions", *STAMPS}
"""What follows from other rows, or always differs."""

Context = Mapping[str, Any]


def differences(
    start: datetime, end: datetime, initiative: Initiative, context: Context
) -> list[dict[str, Any]]:
    """Every record that the reader saw otherwise at ``end`` than at ``start``."""
    before = _read(start, initiative, context)
    after = _read(end, initiative, context)
    found = compare(before, after, without=COUNTED)
    rows = [difference.row for difference in found]
    events = _events(rows, start, end, context["user"])
    claims = _claims(rows, start, end, initiative, context["user"])
    return [
        {
            **_place(difference, initiative, context),
            "change": difference.change,
            "fields": {
                name: {"before": old, "after": new}
                for name, (old, new) in difference.fields.items()
            },
            "events": events.get(difference.row, []),
            "claims": claims.get(difference.row, []),
        }
        for difference in found
    ]


def _read(
    when: datetime, initiative: Initiative, context: Context
) -> dict[Row, dict[str, Any]]:
    """The records as they were read at ``when``."""
    found = {}
    with history.as_of(when):
        for shape in SHAPES:
            kind: Any = shape.Meta
            own = {PATHS[kind.model]: initiative.pk}
            rows = shape.seen(context["user"]).filter(**own)
            keys = list(rows.order_by("pk").values_list("pk", flat=True))
            then = {**context, "as_of": when}
            for key, shown in zip(
                keys, shape_of(shape).of_keys(then, keys), strict=True
            ):
                found[Row(kind.model, key)] = shown
    return found


def _place(
    difference: Difference, initiative: Initiative, context: Context
) -> dict[str, Any]:
    row = difference.row
    shown: Shown = difference.after or difference.before or {}
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
    rows: list[Row], start: datetime, end: datetime, user: Reader
) -> dict[Row, list[dict[str, Any]]]:
    found = done(rows, start, end, user)
    contexts = (event.context for events in found.values() for event in events)
    names = names_of(contexts, user)
    return {
        row: [
            event_line(event.at, event.context, names, reader=user) for event in events
        ]
        for row, events in found.items()
    }


def _claims(
    rows: list[Row],
    start: datetime,
    end: datetime,
    initiative: Initiative,
    user: Reader,
) -> dict[Row, list[Claim]]:
    """What was decided on the rows, as it stood at the end."""
    by_row: dict[Row, list[Claim]] = {}
    with history.as_of(end):
        claims = ClaimSerializer.shown(decided(initiative, start, end, user), user)
        # The subjects, whose slugs claims show, are read along and as of then.
        claims = claims.select_related(
            *("source", "attributed_to", "initiative", "organization", SECTOR_LINK)
        ).defer("source__text", "attributed_to__text")
        for claim in claims:
            row = subject_of(claim)
            if row in rows:
                by_row.setdefault(row, []).append(claim)
    return by_row
