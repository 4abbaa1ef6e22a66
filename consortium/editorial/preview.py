"""What a verb would do, found out by doing it and taking it back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from consortium.codelists import FindingState
from consortium.editorial.desk import Refused
from consortium.models import FINDING_SUBJECTS, Finding


@dataclass(frozen=True)
class Preview:
    """The findings that a verb would open and close, and what it would return.

    The opened ones are stored nowhere. ``refusal`` says why it cannot be done.
    """

    opened: list[Finding] = field(default_factory=list)
    closed: list[Finding] = field(default_factory=list)
    outcome: Any = None
    refusal: str = ""


def preview(
    row: models.Model, verb: Callable[..., Any], *, by: User, **how: Any
) -> Preview:
    """What ``verb``, done to ``row`` by ``by``, would do.

    Everything is rolled back: no event, no version, no finding stays. It waits two
    seconds at most for somebody who is deciding on the same record.
    """
    try:
        inside, touched, outcome = _tried(row, verb, {"by": by, **how})
    except Refused as refusal:
        return Preview(refusal=str(refusal))
    except ValidationError as refusal:
        return Preview(refusal=" ".join(refusal.messages))
    except OperationalError:
        return Preview(refusal=_("Somebody is deciding on this record: look again."))
    outside = _open(touched)
    opened = [finding for pk, finding in inside.items() if pk not in outside]
    closed = [finding for pk, finding in outside.items() if pk not in inside]
    return Preview(opened, closed, outcome)


def _tried(
    row: models.Model, verb: Callable[..., Any], how: dict[str, Any]
) -> tuple[dict[int, Finding], list[int], Any]:
    """The open ones among the findings that ``verb`` touches, the keys of all these,
    and what it returns."""
    tracked: Any = Finding
    events = tracked.pgh_event_model
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
        last = events.objects.aggregate(last=Max("pgh_id"))["last"] or 0
        fresh = type(row)._base_manager.get(pk=row.pk)
        outcome = verb(fresh, reason="Preview", **how)
        new = events.objects.filter(pgh_id__gt=last).order_by()
        touched = list(new.values_list("pgh_obj_id", flat=True).distinct())
        inside = _open(touched)
        transaction.set_rollback(True)
    return inside, touched, outcome


def _open(pks: list[int]) -> dict[int, Finding]:
    found = Finding.objects.filter(pk__in=pks, state=FindingState.OPEN)
    return {
        row.pk: row for row in found.select_related(*FINDING_SUBJECTS).order_by("pk")
    }
