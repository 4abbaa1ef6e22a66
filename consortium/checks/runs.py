"""Runs of the checks: what they find is kept, and what people decided survives."""

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from consortium.checks.days import day_of
from consortium.checks.registry import CHECKS, Check, Flag
from consortium.checks.scope import (
    ARCS,
    around,
    in_public,
    on_any,
    published,
    standing,
)
from consortium.codelists import FindingState
from consortium.models import Claim, Finding
from consortium.models.turns import take_turn

BATCH = 500
"""Rows that a run over everything looks at in one transaction."""

SHOWN = ("severity", "message", "message_ja", "details")


@dataclass
class Outcome:
    """What runs found, by code: what they opened, closed, and all that stands."""

    opened: Counter[str] = field(default_factory=Counter)
    closed: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Decision:
    """In whose name, and why, what no longer fires is closed."""

    by: User | None = None
    reason: str = ""


@transaction.atomic
def refresh(
    *records: models.Model, by: User | None = None, reason: str = ""
) -> Outcome:
    """Run what concerns ``records``: their initiatives, organizations and sources.

    With ``by`` and ``reason`` the findings that this closes say who closed them.
    """
    take_turn()
    outcome, pks = Outcome(), around(*records)
    rows = {model: _rows(model, pk__in=pks[model]) for model in ARCS if pks.get(model)}
    flags = [
        found
        for model in rows
        for found in _flags(
            [each for each in CHECKS if model in each.models], rows[model]
        )
    ]
    codes = {check.code for check in CHECKS}
    settle(flags, on_any(pks) & Q(code__in=codes), Decision(by, reason), outcome)
    return outcome


def run_all() -> Outcome:
    """Run every check over everything, in steps that let other runs in between."""
    outcome = Outcome()
    with pghistory.context(cause="checks", reason="All checks were run."):
        for code in dict.fromkeys(check.code for check in CHECKS):
            checks = [check for check in CHECKS if check.code == code]
            for model in {model: None for each in checks for model in each.models}:
                these = [check for check in checks if model in check.models]
                for pks in _batches(model):
                    _run(these, model, pks, outcome)
    return outcome


@transaction.atomic
def _run(
    checks: list[Check], model: type[models.Model], pks: list[int], outcome: Outcome
) -> None:
    take_turn()
    rows = _rows(model, pk__range=(pks[0], pks[-1]))
    flags = _flags(checks, rows)
    arc = ARCS[model]
    here = Q(**{f"{arc}__gte": pks[0], f"{arc}__lte": pks[-1]}, code=checks[0].code)
    settle(flags, here, Decision(), outcome)


def _flags(checks: list[Check], rows: models.QuerySet) -> list[tuple[Check, Flag]]:
    """What ``checks`` see in ``rows``: in published ones beside what is published.

    A fault that a draft shares with a published row is told of the draft.
    """
    pks = set(rows.values_list("pk", flat=True))
    shown = published(rows.model, pks)
    flags = []
    for is_public, some in ((True, shown), (False, pks - shown)):
        if some:
            these = rows.model._default_manager.filter(pk__in=some)
            with in_public(is_public):
                found = [(each, flag) for each in checks for flag in each.find(these)]
            flags += _about(found, is_public)
    return flags


def _about(
    found: list[tuple[Check, Flag]], is_public: bool
) -> list[tuple[Check, Flag]]:
    """Those that are about published rows, or about the others."""
    subjects: dict[type[models.Model], set[int]] = defaultdict(set)
    for _check, flag in found:
        subjects[type(flag.subject)].add(flag.subject.pk)
    shown = {kind: published(kind, pks) for kind, pks in subjects.items()}
    return [
        (check, flag)
        for check, flag in found
        if (flag.subject.pk in shown[type(flag.subject)]) == is_public
    ]


def _rows(model: type[models.Model], **which: Any) -> models.QuerySet:
    """The standing rows among these, by key: cheap to ask for again and again."""
    pks = standing(model).filter(**which).order_by().values_list("pk", flat=True)
    return model._default_manager.filter(pk__in=list(pks))


def _batches(model: type[models.Model]) -> Iterator[list[int]]:
    pks = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        yield pks[start : start + BATCH]


def settle(
    flags: Iterable[tuple[Check, Flag]], here: Q, decision: Decision, outcome: Outcome
) -> None:
    """Make the findings say what ``flags`` say.

    ``here`` are the findings that close unless they are among them.
    """
    now = timezone.now()
    fired = {finding.fingerprint: finding for finding in map(_draft, flags)}
    outcome.found.update(finding.code for finding in fired.values())
    known = Finding.objects.filter(Q(fingerprint__in=fired) | here)
    changed = [old.pk for old in known if _update(old, fired, decision, now)]
    new = fired.keys() - {old.fingerprint for old in known}
    if changed:
        _rewrite(changed, fired, decision, now, outcome)
    for fingerprint in new:
        fired[fingerprint].first_seen = fired[fingerprint].last_seen = now
    opened = [fired[fingerprint] for fingerprint in sorted(new)]
    Finding.objects.bulk_create(opened)
    outcome.opened.update(finding.code for finding in opened)


def _rewrite(
    pks: list[int],
    fired: dict[str, Finding],
    decision: Decision,
    now: datetime.datetime,
    outcome: Outcome,
) -> None:
    """Store what changed, except where somebody is deciding at this very moment."""
    held = Finding.objects.select_for_update(skip_locked=True).filter(pk__in=pks)
    rows = []
    for old in held:
        was = old.state
        if _update(old, fired, decision, now):
            rows.append(old)
            if was != old.state:
                tally = outcome.closed if was == FindingState.OPEN else outcome.opened
                tally[old.code] += 1
    fields = ["state", "last_seen", "decided_at", "decided_by", "reason", *SHOWN]
    Finding.objects.bulk_update(rows, fields)


def _update(
    old: Finding, fired: dict[str, Finding], decision: Decision, now: datetime.datetime
) -> bool:
    """Bring a finding up to date in memory; whether that changes it.

    A waived one stays waived. ``last_seen`` moves once a day, so that history keeps
    quiet while nothing happens, and once its subject is public: what the public sees
    of it was seen since.
    """
    new = fired.get(old.fingerprint)
    if new is None:
        return _close(old, decision, now)
    known_since = _public_since(new)
    changed = day_of(old.last_seen) < day_of(now) or (
        known_since is not None and old.last_seen < known_since
    )
    for name in SHOWN:
        if getattr(old, name) != getattr(new, name):
            setattr(old, name, getattr(new, name))
            changed = True
    if old.state == FindingState.RESOLVED:
        old.state = FindingState.OPEN
        old.decided_at, old.decided_by, old.reason = None, None, ""
        changed = True
    if changed:
        old.last_seen = now
    return changed


def _public_since(finding: Finding) -> datetime.datetime | None:
    """When its subject was published or decided on; ``None`` if it is not yet."""
    subject: Any = finding.subject
    since: datetime.datetime | None = (
        subject.decided_at if isinstance(subject, Claim) else subject.published_at
    )
    return since


def _close(old: Finding, decision: Decision, now: datetime.datetime) -> bool:
    if old.state != FindingState.OPEN:
        return False
    old.state, old.reason = FindingState.RESOLVED, decision.reason
    if decision.by is not None:
        old.decided_at, old.decided_by = now, decision.by
    return True


def _draft(fired: tuple[Check, Flag]) -> Finding:
    """The finding that a flag would be, not yet stored."""
    check, flag = fired
    arc = ARCS[type(flag.subject)]
    mark = f"{check.code}|{arc}:{flag.subject.pk}|{flag.key}"
    return Finding(
        code=check.code,
        severity=check.severity_of(flag),
        message=flag.say("en"),
        message_ja=flag.say("ja"),
        details=flag.details,
        fingerprint=hashlib.sha256(mark.encode()).hexdigest(),
        **{arc: flag.subject},
    )
