"""The events of the history as answers tell them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser, User

from consortium.changes import said_openly
from consortium.models import Claim
from consortium.models.base import may_view

Reader = User | AnonymousUser


def names_of(contexts: Iterable[Mapping[str, Any]], reader: Reader) -> dict[int, str]:
    """The people in ``contexts`` by key; nobody for those who may not know them."""
    if not may_view(reader, Claim):
        return {}
    keys = {context["user"] for context in contexts if context.get("user")}
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "username"))


def event_line(
    at: Any,
    context: Mapping[str, Any],
    names: Mapping[int, str],
    *,
    reader: Reader,
) -> dict[str, Any]:
    """One event: what was done, why, and for staff by whom."""
    if not may_view(reader, Claim):
        context = said_openly(context)
    return {
        "at": at,
        "verb": context.get("verb"),
        "reason": context.get("reason") or None,
        "cause": context.get("cause"),
        "by": names.get(context.get("user") or 0),
    }
