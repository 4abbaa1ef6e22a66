"""Who takes part: the named beside the reported number, nobody invented."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.codelists import Identity, MemberRole, MemberStatus
from consortium.models import Claim, Initiative, Member
from consortium.pages.citations import Citation, Citations
from consortium.pages.names import FormerName, former_names
from consortium.pages.reports import ByField, Reports, on_fields, reports
from consortium.periods import FuzzyDate
from consortium.wording import (
    Words,
    figure,
    fuzzy_date,
    in_reader_language,
    untranslated,
)

LONG_AGO = datetime.date.min

PICTURED = 40
"""Up to so many members a row of dots shows who is named."""


@dataclass(frozen=True)
class Headcount:
    """How many members are named, and how many are reported to exist."""

    named: int
    reported: int | None
    qualifier: str

    @property
    def unnamed(self) -> int:
        return max(0, (self.reported or 0) - self.named)

    @property
    def short(self) -> str:
        """For instance “4 of 9 reported are named”."""
        if self.reported is None:
            return ngettext("%(count)s named", "%(count)s named", self.named) % {
                "count": self.named
            }
        return _("%(named)s of %(reported)s reported are named") % {
            "named": self.named,
            "reported": self._in_words(self.reported),
        }

    @property
    def not_named(self) -> str:
        """For instance “5 are not named in any source”; empty when all are."""
        if not self.unnamed:
            return ""
        return ngettext(
            "%(count)s is not named in any source.",
            "%(count)s are not named in any source.",
            self.unnamed,
        ) % {"count": self._in_words(self.unnamed)}

    @property
    def dots(self) -> list[bool]:
        """A dot for each reported member, true for a named one."""
        if self.reported is None or not self.named <= self.reported <= PICTURED:
            return []
        return [number < self.named for number in range(self.reported)]

    def _in_words(self, count: int) -> str:
        return figure(Decimal(count), "", self.qualifier)


@dataclass(frozen=True)
class MemberRow:
    """One participation, with what is reported on each of its facts."""

    member: Member
    marks: list[Citation]
    said: ByField

    @property
    def name(self) -> Words:
        return in_reader_language(self.member.organization, "name")

    @property
    def former_names(self) -> list[FormerName]:
        return former_names(self.member.organization)

    @property
    def roles(self) -> str:
        return ", ".join(str(MemberRole(role).label) for role in self.member.roles)

    @property
    def status(self) -> str:
        return str(MemberStatus(self.member.status).label)

    @property
    def joined(self) -> str:
        return fuzzy_date(self.member.joined)

    @property
    def left(self) -> str:
        return fuzzy_date(self.member.left)

    @property
    def stake(self) -> str:
        return figure(self.member.stake, "percent", self.member.stake_qualifier)

    @property
    def is_ambiguous(self) -> bool:
        """Whether the sources leave open which legal person this is."""
        return self.member.organization.identity == Identity.AMBIGUOUS

    @property
    def note(self) -> Words:
        return untranslated(self.member.note)

    @property
    def identity_note(self) -> Words:
        return untranslated(self.member.organization.identity_note)


@dataclass(frozen=True)
class Move:
    """That somebody joined, or left, and when: as vaguely as a source says it."""

    row: MemberRow
    on: FuzzyDate
    has_left: bool

    @property
    def claim(self) -> Claim | None:
        """What it rests on."""
        return self.row.said["left" if self.has_left else "joined"].claim

    @property
    def when(self) -> str:
        return fuzzy_date(self.on)

    @property
    def name(self) -> Words:
        return self.row.name


@dataclass(frozen=True)
class Membership:
    """The members and, apart from them, others who are linked to the initiative."""

    count: Headcount
    reported: Reports
    meaning: Words
    members: list[MemberRow]
    others: list[MemberRow]
    has_stakes: bool
    moves: list[Move]

    @property
    def undated(self) -> int:
        """Of how many members no source says when they joined."""
        return sum(row.member.joined is None for row in self.members)


def headcount(initiative: Initiative, members: Iterable[Member]) -> Headcount:
    """The named members: organizations, so that one with two periods counts once."""
    named = {one.organization_id for one in members if is_member(one)}
    return Headcount(
        len(named),
        initiative.reported_member_count,
        initiative.reported_member_count_qualifier or "exact",
    )


def membership(
    initiative: Initiative, members: Iterable[Member], citations: Citations
) -> Membership:
    """Leading members first, then by name; their other names are read here."""
    members = list(members)
    prefetch_related_objects(members, "organization__names")
    ordered = sorted(members, key=lambda one: MemberRole.LEAD not in one.roles)
    rows = [
        MemberRow(member, citations.whole(member), on_fields(citations, member))
        for member in ordered
    ]
    return Membership(
        count=headcount(initiative, ordered),
        reported=reports(citations, initiative, "reported_member_count"),
        meaning=in_reader_language(initiative, "member_count_meaning"),
        members=[row for row in rows if is_member(row.member)],
        others=[row for row in rows if not is_member(row.member)],
        has_stakes=any(
            row.member.stake is not None or row.said["stake"].values for row in rows
        ),
        moves=_moves(rows),
    )


def _moves(rows: Iterable[MemberRow]) -> list[Move]:
    """Who joined and who left, in order; of two at one time who joined comes first."""
    moves = [
        Move(one, date, has_left)
        for one in rows
        for date, has_left in ((one.member.joined, False), (one.member.left, True))
        if date is not None
    ]
    return sorted(moves, key=lambda move: (move.on.earliest or LONG_AGO, move.has_left))


def is_member(member: Member) -> bool:
    return member.status == MemberStatus.MEMBER
