"""Verbs on records: submit, publish, retract."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.codelists import EditorialState
from consortium.editorial.desk import (
    NotPublishable,
    Refused,
    decision,
    locked,
    need_reason,
    need_second_person,
    pass_gate,
    recheck,
    shown_by,
    unpublished,
)
from consortium.models import SUBJECTS, Claim, Record, Source


def submit(record: Record, *, by: User, reason: str = "") -> None:
    """Ask for the review of a draft."""
    with decision("submit", by=by, reason=reason):
        current = locked(record)
        if current.state == EditorialState.DRAFT:
            current.state = EditorialState.SUBMITTED
            current.submitted_at, current.submitted_by = timezone.now(), by
            current.save()
            recheck(current, by=by, reason=reason)
        elif current.state != EditorialState.SUBMITTED:
            raise Refused(_("Only a draft is submitted."))
    record.refresh_from_db()


def publish(record: Record, *, by: User, reason: str = "", alone: bool = False) -> None:
    """Let the public see a submitted ``record``; a published one stays as it is.

    ``alone`` lets one person submit and publish at once. Raises ``NotAlone`` when the
    one who submitted it publishes it, and ``NotPublishable`` for one that names a
    record which the public does not see, and while the checks find an error in it: a
    value without an accepted claim, for instance. Sources of its values that wait for
    review are published with it.
    """
    with decision("publish", by=by, reason=reason, alone=alone):
        current = locked(record)
        if not current.is_published:
            if current.state == EditorialState.RETRACTED:
                raise NotPublishable(_("A retracted record stays retracted."), current)
            if current.state == EditorialState.DRAFT and not alone:
                raise NotPublishable(_("Submit it for review first."), current)
            need_second_person(current.submitted_by, by, alone=alone)
            if hidden := unpublished(current):
                names = {"records": ", ".join(hidden)}
                raise NotPublishable(_("Publish first: %(records)s.") % names, current)
            current.state = EditorialState.PUBLISHED
            current.published_at, current.published_by = timezone.now(), by
            if current.submitted_at is None:
                current.submitted_at = current.published_at
                current.submitted_by = by
            current.save()
            publish_sources(shown_by(current), by=by, reason=reason, alone=alone)
            pass_gate(current, by=by, reason=reason)
    record.refresh_from_db()


def publish_sources(
    claims: Iterable[Claim], *, by: User, reason: str, alone: bool
) -> None:
    """Publish the sources that wait for review with what they are the evidence of.

    The author of a claim has read its sources: who submitted them is not alone.
    """
    for claim in claims:
        for source in (claim.source, claim.attributed_to):
            if source is not None and source.state == EditorialState.SUBMITTED:
                second = source.submitted_by_id != claim.recorded_by_id
                publish(source, by=by, reason=reason, alone=alone or second)


def retract(record: Record, *, by: User, reason: str) -> None:
    """Take ``record`` from the public, for good, with the reason."""
    need_reason(reason)
    with decision("retract", by=by, reason=reason):
        current = locked(record)
        if current.state == EditorialState.RETRACTED:
            return
        if not current.is_published:
            raise Refused(_("Only a published record is retracted; delete a draft."))
        if named := [*_published_that_name(current)]:
            raise Refused(
                _("Published records name it: %(records)s.")
                % {"records": ", ".join(named)}
            )
        current.state = EditorialState.RETRACTED
        current.retracted_at, current.retracted_by = timezone.now(), by
        current.retraction_reason = reason
        current.save()
        recheck(current, by=by, reason=reason)
    record.refresh_from_db()


def _published_that_name(record: Record) -> Iterator[str]:
    """Published rows that would go on showing ``record`` to the public."""
    if isinstance(record, Source):
        shown = Q(source=record) | Q(attributed_to=record)
        public = reduce(
            or_, (Q(**{f"{arc}__state": EditorialState.PUBLISHED}) for arc in SUBJECTS)
        )
        for claim in Claim.objects.filter(shown, public, preferred=True)[:50]:
            yield f"{claim.subject._meta.verbose_name} “{claim.subject}”"
    for relation in record._meta.related_objects:
        other = relation.related_model
        if not issubclass(other, Record) or relation.field.name in other.stands_on:
            continue
        rows = other._default_manager.filter(
            **{relation.field.name: record}, state=EditorialState.PUBLISHED
        )
        for row in rows[:5]:
            yield f"{row._meta.verbose_name} “{row}”"
