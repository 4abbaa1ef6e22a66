"""The index of the desk: panels of what is its reader's to do, or to know."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, cast

from django.contrib.auth.models import User
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium import readings
from consortium.admin.cases import readable
from consortium.admin.columns import state, url_of
from consortium.admin.drafts import Pile, drafts, to_publish
from consortium.admin.evidence import GRAVITY, NAMED_BY_FINDINGS, RECORD_OF, severity
from consortium.admin.labels import label
from consortium.admin.own_filters import OwnFilters
from consortium.admin.readings import said, status, titled
from consortium.admin.waiting import for_review, unsettled_of
from consortium.checks.origins import give_sources
from consortium.codelists import FindingState
from consortium.models import Claim, Finding, Record, SavedFilter
from consortium.roles import RECORDS, may

LINES = 7
"""How many of its rows a panel shows."""

IS_DRAFT = Case(
    *(When(**{f"{record}__state": "draft"}, then=True) for record in RECORD_OF),
    default=False,
)
"""What is amiss with drafts comes after what others already read."""


class Way(NamedTuple):
    """A way to a full list."""

    text: str
    url: str


@dataclass(frozen=True)
class Line:
    """One row of a panel; ``notes`` stand below it."""

    text: str
    url: str
    notes: list[Any] = field(default_factory=list)
    since: datetime | None = None

    @property
    def age(self) -> str:
        """For how long it has been so."""
        if self.since is None:
            return ""
        number = (timezone.now() - self.since).days
        if not number:
            return _("since today")
        return ngettext("for %(number)d day", "for %(number)d days", number) % {
            "number": number
        }


@dataclass(frozen=True)
class Panel:
    """Some rows of one sort, how many there are, and ways to all of them."""

    key: str
    title: str
    empty: str
    number: int
    lines: list[Line]
    ways: list[Way]


def panels(request: HttpRequest, own: OwnFilters) -> Iterator[Panel]:
    """What this person may see and do, what is theirs first."""
    user = cast(User, request.user)
    if may(user, "accept", Claim):
        yield _review(user)
    if any(may(user, "publish", kind) for kind in RECORDS):
        yield _publish(user)
    if any(may(user, "submit", kind) for kind in RECORDS):
        yield _drafts(user)
    if may(user, "propose", Claim):
        yield _claims(user)
    if user.has_perm("consortium.view_finding"):
        found = Finding.objects.filter(state=FindingState.OPEN)
        yield _stale(found.filter(code="record.stale", milestone__isnull=False))
        yield _findings(found)
    if user.has_module_perms("consortium"):
        yield _filters(own)


def _review(user: User) -> Panel:
    waiting = for_review(user)
    claims = list(readable(waiting.order_by("created_at", "id"))[:LINES])
    give_sources(claims)
    named = readings.named_in(claims)
    return Panel(
        "review",
        _("Waiting for my review"),
        _("No claim of anybody else waits for a decision."),
        waiting.count(),
        [
            Line(
                titled(claim),
                url_of(claim),
                [said(claim, named), label(claim.source), claim.recorded_by],
                claim.created_at,
            )
            for claim in claims
        ],
        [Way(_("Review queue"), reverse("admin:consortium_claim_review"))],
    )


def _publish(user: User) -> Panel:
    return _records(
        "publish",
        _("Waiting to be published"),
        _("No record of anybody else waits to be published."),
        to_publish(user, LINES),
        "submitted_at",
    )


def _drafts(user: User) -> Panel:
    return _records(
        "drafts",
        _("My drafts"),
        _("Nothing that you made waits to be published."),
        drafts(user, LINES),
        "created_at",
    )


def _records(key: str, title: str, empty: str, pile: Pile, instant: str) -> Panel:
    lines = [
        Line(
            label(record),
            url_of(record),
            [_kind(record), state(record)],
            getattr(record, instant),
        )
        for record in pile.first
    ]
    ways = [
        Way(f"{_plural(kind)} ({number})", f"{_list_of(kind)}?desk={key}")
        for kind, number in pile.numbers.items()
        if number
    ]
    return Panel(key, title, empty, pile.number, lines, ways)


def _claims(user: User) -> Panel:
    own = unsettled_of(Claim.objects.all(), user)
    claims = list(readable(own.order_by("-updated_at", "-id"))[:LINES])
    named = readings.named_in(claims)
    return Panel(
        "claims",
        _("My claims"),
        _("None of your claims waits, and none was turned down of late."),
        own.count(),
        [
            Line(
                titled(claim),
                url_of(claim),
                [said(claim, named), status(claim), claim.decision_reason],
                claim.decided_at or claim.created_at,
            )
            for claim in claims
        ],
        [_all(Claim, "desk=claims")],
    )


def _stale(found: QuerySet[Finding]) -> Panel:
    return Panel(
        "stale",
        _("Milestones out of date"),
        _("The checks found no milestone past its date or long without news."),
        found.count(),
        [
            Line(
                label(finding.subject),
                url_of(finding.subject),
                [label(finding), _of_initiative(finding)],
                finding.first_seen,
            )
            for finding in _gravest(found.select_related("milestone__initiative"))
        ],
        [_all(Finding, "code=record.stale&about=milestone")],
    )


def _findings(found: QuerySet[Finding]) -> Panel:
    return Panel(
        "findings",
        _("Open findings"),
        _("No finding is open."),
        found.count(),
        [
            Line(
                label(finding),
                url_of(finding),
                [severity(finding), _about(finding)],
                finding.first_seen,
            )
            for finding in _gravest(found)
        ],
        [_all(Finding)],
    )


def _filters(own: OwnFilters) -> Panel:
    kept = own.everywhere
    return Panel(
        "filters",
        _("Saved filters"),
        _("Narrow a list, then save it there: it will be one click from here."),
        len(kept),
        [Line(one.name, one.url, [one.listing]) for one in kept[:LINES]],
        [
            Way(
                _("Rename or delete"),
                _list_of(SavedFilter),
            )
        ],
    )


def _gravest(found: QuerySet[Finding]) -> Iterable[Finding]:
    named = found.select_related(*NAMED_BY_FINDINGS)
    return named.order_by(GRAVITY, IS_DRAFT, "first_seen", "id")[:LINES]


def _about(finding: Finding) -> str:
    subject = finding.subject
    return titled(subject) if isinstance(subject, Claim) else label(subject)


def _of_initiative(finding: Finding) -> str:
    return label(cast(Any, finding.subject).initiative)


def _kind(record: Record) -> str:
    return str(record._meta.verbose_name)


def _plural(kind: type[Record]) -> str:
    return capfirst(str(kind._meta.verbose_name_plural))


def _list_of(kind: Any) -> str:
    return reverse(f"admin:consortium_{kind._meta.model_name}_changelist")


def _all(kind: Any, query: str = "") -> Way:
    url = _list_of(kind)
    return Way(_("All of them"), f"{url}?{query}" if query else url)
