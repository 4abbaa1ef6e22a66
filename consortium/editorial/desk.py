"""What all verbs share: one transaction, one lock, one line in the history."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pghistory
from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext as _
from pghistory import runtime

from consortium import checks
from consortium.codelists import EditorialState
from consortium.models import (
    SUBJECTS,
    Claim,
    Finding,
    Initiative,
    Record,
    Source,
)
from consortium.models.turns import take_turn
from consortium.wording import in_reader_language

_Row = TypeVar("_Row", bound=models.Model)


class Refused(Exception):
    """The verb cannot be done as things stand; the message tells a person why."""


class Conflict(Refused):
    """Somebody else decided meanwhile on what this decision was based on."""


class NotAlone(Refused):
    """A second person has to do this."""


class NotPublishable(Refused):
    """The record cannot be published as it stands; ``findings`` keep it from that."""

    def __init__(
        self, message: str, record: Record, findings: Iterable[Finding] = ()
    ) -> None:
        super().__init__(message)
        self.record, self.findings = record, list(findings)


@dataclass
class Waiting:
    """What ``together`` has still to check, and what of it is to pass the gate."""

    records: list[models.Model] = field(default_factory=list)
    published: list[Record] = field(default_factory=list)


_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


@contextmanager
def decision(verb: str, *, by: User, reason: str = "", **more: Any) -> Iterator[None]:
    """One transaction in its turn, whose every event says who did what, and why."""
    said = {"verb": verb, "user": by.pk, **more}
    if reason:
        said["reason"] = reason  # else one given for all verbs, if any, stays
    with transaction.atomic(), _context(said):
        take_turn()
        yield


@contextmanager
def _context(said: dict[str, Any]) -> Iterator[None]:
    """A context of its own: two verbs of one request have two reasons.

    A context of pghistory within another one would write into the outer one's row.
    """
    outer = getattr(runtime._tracker, "value", None)
    if outer is None:
        with pghistory.context(**said):
            yield
        return
    runtime._tracker.value = runtime.Context(uuid.uuid4(), {**outer.metadata, **said})
    try:
        yield
    finally:
        runtime._tracker.value = outer


def recheck(*records: models.Model, by: User, reason: str = "") -> None:
    """Run the checks that ``records`` concern, now or when ``together`` ends."""
    waiting = _waiting.get()
    if waiting is None:
        checks.refresh(*records, by=by, reason=reason)
    else:
        waiting.records.extend(records)


def pass_gate(record: Record, *, by: User, reason: str = "") -> None:
    """Refuse to publish ``record`` while it has an error or hidden evidence.

    Raises ``NotPublishable`` with the findings, now or when ``together`` ends.
    """
    waiting = _waiting.get()
    if waiting is None or isinstance(record, Source):
        # A source goes public with one claim among several: each is refused by itself.
        checks.refresh(record, by=by, reason=reason)
        _refuse_faults(record)
    else:
        waiting.records.append(record)
        waiting.published.append(record)


def _refuse_faults(record: Record) -> None:
    if hidden := unpublished_sources(shown_by(record)):
        names = {"records": ", ".join(hidden)}
        raise NotPublishable(_("Publish first: %(records)s.") % names, record)
    if findings := list(checks.errors_blocking(record)):
        messages = [in_reader_language(finding, "message").text for finding in findings]
        raise NotPublishable(" ".join(dict.fromkeys(messages)), record, findings)


@contextmanager
def together(*, by: User, reason: str = "") -> Iterator[None]:
    """Several verbs in one transaction; what they touched is checked at its end."""
    with transaction.atomic():
        waiting = Waiting()
        token = _waiting.set(waiting)
        try:
            yield
        finally:
            _waiting.reset(token)
        if waiting.records:
            checks.refresh(*waiting.records, by=by, reason=reason)
        # An initiative answers for its rows: the row itself is told first.
        for record in sorted(
            waiting.published, key=lambda r: isinstance(r, Initiative)
        ):
            _refuse_faults(record)


def locked(row: _Row) -> _Row:
    """The row as it is now, held until the transaction ends; the turn comes first."""
    take_turn()
    # No key: a foreign key to the row may be written meanwhile, as the checks do.
    return type(row)._base_manager.select_for_update(no_key=True).get(pk=row.pk)


def refuse_hidden(names: Iterable[str]) -> None:
    """Refuse what would show the public these records, which it does not see."""
    if hidden := ", ".join(names):
        raise Refused(_("Publish first: %(records)s.") % {"records": hidden})


def need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Give a reason."))


def need_second_person(author: User | None, by: User, *, alone: bool) -> bool:
    """Whether one person did both; refused unless ``alone`` allows it."""
    if author is not None and author != by:
        return False
    if not alone:
        raise NotAlone(_("Somebody other than the author has to do this."))
    return True


def shown_by(record: Record) -> Iterable[Claim]:
    """The claims that the fields of ``record`` show."""
    if type(record) not in SUBJECTS.values():
        return ()
    shown = Claim.objects.filter(**{Claim.arc_of(record): record}, preferred=True)
    return shown.select_related("source", "attributed_to")


def claimed_only(record: Record) -> set[str]:
    """The fields that only claims change: others read them, or one stands there."""
    if record.state != EditorialState.DRAFT or not record.claimable:
        return {*record.claimable}
    claims = Claim.objects.filter(**{Claim.arc_of(record): record}, preferred=True)
    return {*claims.values_list("field", flat=True)}


def unpublished_sources(claims: Iterable[Claim]) -> list[str]:
    """The sources of ``claims`` that the public does not see; held as they are.

    What is published can be traced to the words of a source.
    """
    pks = {
        key
        for claim in claims
        for key in (claim.source_id, claim.attributed_to_id)
        if key is not None
    }
    sources = Source.objects.select_for_update(no_key=True).filter(pk__in=pks)
    return [
        f"{source._meta.verbose_name} “{source}”"
        for source in sources.order_by("pk")
        if not source.is_published
    ]


def unpublished(record: Record) -> list[str]:
    """The records that ``record`` names and the public does not see.

    They are held as they are: nobody retracts one while ``record`` is published.
    """
    hidden = []
    for column in record._meta.concrete_fields:
        if not isinstance(column, models.ForeignKey):
            continue
        if not issubclass(column.related_model, Record):
            continue
        rows = column.related_model._base_manager.select_for_update()
        other = rows.filter(pk=getattr(record, column.attname)).first()
        if other is not None and not other.is_published:
            hidden.append(f"{other._meta.verbose_name} “{other}”")
    return hidden
