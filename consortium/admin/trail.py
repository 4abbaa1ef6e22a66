"""What changed in a record, in the claims on it and the findings about it, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from consortium.admin.evidence import FINDING_ARCS
from consortium.admin.labels import choice
from consortium.admin.rows import Lines
from consortium.admin.trail_words import (
    Names,
    Words,
    heading,
    is_shown,
    row_at,
    words,
)
from consortium.checks.scope import ROWS
from consortium.codelists import Because
from consortium.models import (
    SUBJECTS,
    Alignment,
    Claim,
    Finding,
    Funding,
    Initiative,
    InitiativeSector,
    Member,
    Observation,
    Record,
)
from consortium.readings import named_in

PAGE = 60
"""Changes on one page; a decision that goes beyond is continued on the next."""

VERBS = {
    "propose": pgettext_lazy("decision", "Proposed"),
    "accept": pgettext_lazy("decision", "Accepted"),
    "dispute": pgettext_lazy("decision", "Disputed"),
    "disputed": pgettext_lazy("decision", "Disputed"),
    "reject": pgettext_lazy("decision", "Rejected"),
    "rejected": pgettext_lazy("decision", "Rejected"),
    "prefer": pgettext_lazy("decision", "Preferred"),
    "grade": pgettext_lazy("decision", "Graded"),
    "submit": pgettext_lazy("decision", "Submitted for review"),
    "publish": pgettext_lazy("decision", "Published"),
    "retract": pgettext_lazy("decision", "Retracted"),
    "waive": pgettext_lazy("decision", "Waived a finding"),
    "reopen": pgettext_lazy("decision", "Reopened a finding"),
    "merge": pgettext_lazy("decision", "Merged organizations"),
    "unmerge": pgettext_lazy("decision", "Undid a merge"),
    "rebuild": pgettext_lazy("decision", "Rebuilt from the claims"),
}
CAUSES: dict[str, Any] = {
    **{code.value: code.label for code in Because},
    "checks": gettext_lazy("a run of the checks"),
    "seed": gettext_lazy("the import of the seed"),
}


JOINED: dict[Any, tuple[str, ...]] = {
    Member: ("organization", "initiative"),
    Funding: ("initiative",),
    Observation: ("indicator",),
    Alignment: ("framework", "initiative"),
    InitiativeSector: ("sector", "initiative"),
}
"""What the name of a row needs besides the row."""

ON_FINDINGS = ("waive", "reopen")
"""The verbs that change nothing but findings."""


@dataclass
class Line:
    """One field of one row: what it said before, and what it says after."""

    name: str
    before: str
    after: str


@dataclass
class Change:
    """What became of one row in one decision."""

    label: str
    kind: str
    title: str
    url: str
    before: Words
    after: Words

    @property
    def lines(self) -> list[Line]:
        names = dict.fromkeys([*self.before, *self.after])
        pairs = ((n, self.before.get(n, ""), self.after.get(n, "")) for n in names)
        return [Line(*pair) for pair in pairs if pair[1] != pair[2]]

    @property
    def done(self) -> str:
        is_found = self.kind == "finding"
        recorded = pgettext("row", "found") if is_found else pgettext("row", "recorded")
        return {
            "insert": recorded,
            "update": pgettext("row", "changed"),
            "delete": pgettext("row", "deleted"),
        }[self.label]


@dataclass
class Decision:
    """All that one person did at one moment for one reason."""

    at: Any
    said: Mapping[str, Any]
    who: str
    changes: dict[Any, Change] = field(default_factory=dict)

    @property
    def told(self) -> list[Change]:
        return [
            change
            for change in self.changes.values()
            if change.lines or change.label != "update"
        ]

    @property
    def verb(self) -> str:
        said = self.said.get("verb", "")
        is_checked = {change.kind for change in self.told} == {"finding"}
        if is_checked and said not in ON_FINDINGS:
            return pgettext("decision", "Checked")  # what was decided is elsewhere
        if verb := VERBS.get(said):
            return str(verb)
        first = self.told[-1] if self.told else None
        labels = {
            "insert": pgettext("decision", "Recorded"),
            "delete": pgettext("decision", "Deleted"),
        }
        changed = pgettext("decision", "Changed")
        return labels.get(first.label, changed) if first else changed

    @property
    def cause(self) -> str:
        code = self.said.get("cause", "")
        return str(CAUSES.get(code, code))

    @property
    def reason(self) -> str:
        return str(self.said.get("reason", ""))


@dataclass
class Kind:
    """Rows of one table that belong to the trail, and how they are found."""

    model: Any
    which: Q
    events: list[Any] = field(default_factory=list)
    before: dict[int, Any] = field(default_factory=dict)

    def read(self, below: int | None) -> None:
        found = self.model.pgh_event_model.objects.filter(self.which)
        if below is not None:
            found = found.filter(pgh_id__lt=below)
        rows = found.select_related("pgh_context").order_by("-pgh_id")
        self.events = list(rows[: PAGE + 1])

    def read_before(self, lowest: int) -> None:
        """The rows as they were before the page begins."""
        self.events = [event for event in self.events if event.pgh_id >= lowest]
        rows = {event.pgh_obj_id for event in self.events}
        found = self.model.pgh_event_model.objects.filter(
            pgh_obj_id__in=rows, pgh_id__lt=lowest
        )
        last = found.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
        self.before = {event.pgh_obj_id: event for event in last}


def kinds(record: Record, lines: Iterable[type[Lines]]) -> list[Kind]:
    """The tables that tell of ``record``: its own, its lines', claims and findings.

    Those of an initiative tell of the rows that it contains as well.
    """
    found = [Kind(type(record), Q(pgh_obj_id=record.pk))]
    for inline in lines:
        model: Any = inline.model
        own = inline.fk_name or record._meta.model_name
        found.append(Kind(model, Q(**{f"{own}_id": record.pk})))
    if isinstance(record, Initiative):
        found += [Kind(model, Q(initiative_id=record.pk)) for model in ROWS]
        claims = Claim.objects.about(record).order_by().values("pk")
        findings = Finding.objects.about(record).order_by().values("pk")
        found.append(Kind(Claim, Q(pgh_obj_id__in=claims)))
        return [*found, Kind(Finding, Q(pgh_obj_id__in=findings))]
    return [*found, *_evidence(record)]


def _evidence(record: Record) -> list[Kind]:
    """The claims on ``record``, and the findings about it and them."""
    found = []
    findings = Q(pk__in=[])
    if type(record) in SUBJECTS.values():
        claims = Claim.objects.filter(**{Claim.arc_of(record): record}).values("pk")
        found.append(Kind(Claim, Q(pgh_obj_id__in=claims)))
        findings |= Q(claim__in=claims)
    if arc := FINDING_ARCS.get(type(record)):
        rows = Finding.objects.filter(findings | Q(**{arc: record})).values("pk")
        found.append(Kind(Finding, Q(pgh_obj_id__in=rows)))
    return found


def decisions(
    record: Record, lines: Iterable[type[Lines]], below: int | None
) -> tuple[list[Decision], int | None]:
    """What happened before event ``below``, newest first, and where that ends."""
    tables = kinds(record, lines)
    for kind in tables:
        kind.read(below)
    numbers = sorted((e.pgh_id for kind in tables for e in kind.events), reverse=True)
    page, more = numbers[:PAGE], len(numbers) > PAGE
    if not page:
        return [], None
    for kind in tables:
        kind.read_before(page[-1])
    moments = _grouped(tables, _names(tables, record), record)
    found = sorted(moments.values(), key=lambda pair: pair[0], reverse=True)
    told = [decision for _number, decision in found if decision.told]
    return told, page[-1] if more else None


def _grouped(
    tables: list[Kind], names: Names, record: Record
) -> dict[Any, tuple[int, Decision]]:
    """Decisions by their context, each with the number of its last event."""
    moments: dict[Any, tuple[int, Decision]] = {}
    events = [(event, kind) for kind in tables for event in kind.events]
    for event, kind in sorted(events, key=lambda pair: pair[0].pgh_id):
        said = _said(event)
        key = event.pgh_context_id or event.pgh_created_at
        who = names.rows.get((User, said.get("user")))
        decision = Decision(event.pgh_created_at, said, str(who or ""))
        _number, decision = moments.get(key, (0, decision))
        moments[key] = (event.pgh_id, decision)
        then = kind.before.get(event.pgh_obj_id)
        kind.before[event.pgh_obj_id] = event
        _add(decision, event, then, kind=kind.model, names=names, record=record)
    return moments


def _said(event: Any) -> Mapping[str, Any]:
    """What the history says of the moment of an event: who, which verb, why."""
    return event.pgh_context.metadata if event.pgh_context_id else {}


def _add(
    decision: Decision,
    event: Any,
    then: Any,
    *,
    kind: Any,
    names: Names,
    record: Record,
) -> None:
    """Add an event to its decision; one row that changed twice there changed once."""
    key = (kind, event.pgh_obj_id)
    now = words(kind, event, record, names)
    if key in decision.changes and event.pgh_label != "delete":
        decision.changes[key].after = now
        return
    is_new = event.pgh_label == "insert" or then is None
    meta = kind._meta
    url = ""
    if kind in (Claim, Finding):
        url = reverse(f"admin:consortium_{meta.model_name}_change", args=[key[1]])
    decision.changes[key] = Change(
        label=event.pgh_label,
        kind=meta.model_name,
        title=heading(kind, event, record, names),
        url=url,
        before={} if is_new else words(kind, then, record, names),
        after={} if event.pgh_label == "delete" else now,
    )


def _names(tables: list[Kind], record: Record) -> Names:
    """The rows that the events name: one query for each model."""
    wanted: dict[Any, set[Any]] = {User: set()}
    for kind in tables:
        columns = [
            column
            for column in kind.model._meta.concrete_fields
            if isinstance(column, models.ForeignKey) and is_shown(kind.model, column)
        ]
        for event in [*kind.events, *kind.before.values()]:
            for arc, model in SUBJECTS.items() if kind.model is Claim else ():
                wanted.setdefault(model, set()).add(getattr(event, f"{arc}_id"))
            for column in columns:
                keys = wanted.setdefault(column.related_model, set())
                keys.add(getattr(event, column.attname))
        for event in kind.events:
            wanted[User].add(_said(event).get("user"))
    rows = {
        (model, row.pk): row
        for model, keys in wanted.items()
        for row in model._base_manager.filter(pk__in=keys - {None}).select_related(
            *JOINED.get(model, ())
        )
    }
    rows[type(record), record.pk] = record
    claims = [
        row_at(Claim, event, rows)
        for kind in tables
        if kind.model is Claim
        for event in [*kind.events, *kind.before.values()]
    ]
    return Names(rows, named_in(claims))


def page(
    request: HttpRequest, record: Record, screen: Any, context: dict[str, Any]
) -> TemplateResponse:
    """The page of a record's trail; ``before`` in the address asks for older pages."""
    before = request.GET.get("before", "")
    below = int(before) if before.isdecimal() and len(before) < 19 else None
    lines = [inline for inline in screen.inlines if issubclass(inline, Lines)]
    told, older = decisions(record, lines, below)
    context |= {
        "title": _("What changed and why"),
        "subtitle": choice(record),
        "opts": screen.opts,
        "original": record,
        "decisions": told,
        "older": older,
        "is_older": below is not None,
    }
    return TemplateResponse(request, "admin/consortium/trail.html", context)
