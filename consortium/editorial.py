"""The newsroom's verbs: what people do to records on purpose.

Nothing else changes a record's editorial state.
"""

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.codelists import EditorialState
from consortium.models import Record


class NotPublishable(Exception):
    """The record cannot be published as it stands; the message says why."""


@transaction.atomic
def publish(record: Record, *, by: User) -> None:
    """Let the public see ``record``; a published one stays as it is.

    Who may publish is for the door to ask. Raises ``NotPublishable`` for a retracted
    record and for one that names a record which the public does not see.
    """
    current = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if not current.is_published:
        if current.state == EditorialState.RETRACTED:
            raise NotPublishable(_("A retracted record stays retracted."))
        if hidden := _unpublished(current):
            raise NotPublishable(
                _("Publish first: %(records)s.") % {"records": ", ".join(hidden)}
            )
        current.state = EditorialState.PUBLISHED
        current.published_at, current.published_by = timezone.now(), by
        if current.submitted_at is None:
            current.submitted_at = current.published_at
            current.submitted_by = by
        current.save()
    record.refresh_from_db()


def _unpublished(record: Record) -> list[str]:
    """The records that ``record`` names and the public does not see."""
    named = (
        getattr(record, field.name)
        for field in record._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
    )
    return [
        f"{other._meta.verbose_name} “{other}”"
        for other in named
        if isinstance(other, Record) and not other.is_published
    ]
