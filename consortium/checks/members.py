"""Members that do not add up: their number, their stakes."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consortium.checks.days import today
from consortium.checks.registry import Flag, check
from consortium.checks.scope import countable_claims, standing
from consortium.codelists import MemberStatus, Severity
from consortium.evidence import Span
from consortium.models import Initiative, Member
from consortium.money import bounds, plain


@check("member.count", Severity.WARNING, Initiative)
def members_named_are_not_as_many_as_reported(initiatives: Any) -> Iterator[Flag]:
    """Fewer or more members are named than were reported for the same time."""
    counted = initiatives.filter(reported_member_count__isnull=False)
    times = _times_of_counts(counted)
    members: dict[int, list[Member]] = defaultdict(list)
    for member in standing(Member).filter(initiative__in=counted):
        members[member.initiative_id].append(member)
    for initiative in counted:
        when = times.get(initiative.pk, Span(today(), today()))
        named = len(
            {
                row.organization_id
                for row in members[initiative.pk]
                if is_active(row, when)
            }
        )
        reported = initiative.reported_member_count
        low, high = bounds(
            Decimal(reported), initiative.reported_member_count_qualifier
        )
        details = {"named": named, "reported": reported}
        if low is not None and named < low:
            yield Flag(
                initiative,
                _("%(unnamed)s of %(reported)s reported members are not named."),
                details | {"unnamed": reported - named},
            )
        if high is not None and named > high:
            yield Flag(
                initiative,
                _(
                    "%(named)s members are named but %(reported)s reported: the number "
                    "is outdated, or counts something else."
                ),
                details,
            )


def _times_of_counts(initiatives: Any) -> dict[int | None, Span]:
    """When the preferred count of each initiative was so, where its source says."""
    claims = countable_claims().filter(
        initiative__in=initiatives, field="reported_member_count", preferred=True
    )
    times = {}
    for claim in claims.select_related("source").defer("source__text"):
        if claim.valid is not None:
            times[claim.initiative_id] = Span(claim.valid_from, claim.valid_to)
        elif claim.source.published is not None:
            published = claim.source.published_from, claim.source.published_to
            times[claim.initiative_id] = Span(*published)
    return times


def is_active(member: Member, when: Span) -> bool:
    """Whether the organization may have been a member at some time of ``when``.

    A former member counts for times before it left, if that is known.
    """
    was_one = member.status == MemberStatus.FORMER and member.left is not None
    if member.status != MemberStatus.MEMBER and not was_one:
        return False
    return when.meets(Span(member.joined_from, member.left_to))


@check("ownership.cycle", Severity.ERROR, Initiative)
def stakes_exceed_the_whole(initiatives: Any) -> Iterator[Flag]:
    """The stakes of an initiative's members add up to more than 100 percent."""
    rows = standing(Member).filter(
        Q(joined_to=None) | Q(joined_to__lte=today()),
        Q(left_from=None) | Q(left_from__gt=today()),
        initiative__in=initiatives,
        status=MemberStatus.MEMBER,
        stake__isnull=False,
    )
    stakes: dict[Initiative, dict[int, Decimal]] = defaultdict(dict)
    for member in rows.select_related("initiative").order_by("initiative", "pk"):
        least = bounds(member.stake, member.stake_qualifier).min or Decimal(0)
        stakes[member.initiative][member.organization_id] = least
    for initiative, found in stakes.items():
        total = sum(found.values(), Decimal(0))
        if total > 100:
            yield Flag(
                initiative,
                _("The members' stakes add up to %(total)s percent or more."),
                {"total": plain(total)},
            )
