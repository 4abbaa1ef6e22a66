"""Which moment an answer speaks of."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.filters.base import StrictParameters
from consortium.filters.dates import InstantParameter


class PastParameter(InstantParameter):
    """An instant that has been: nobody knows what will stand at a later one."""

    def read(self, text: str) -> datetime.datetime:
        instant = super().read(text)
        if instant > timezone.now():
            raise ValidationError(_("This instant is yet to come."), code="future")
        return instant


class MomentParameters(StrictParameters):
    """The parameter that every list, every record and every file takes."""

    as_of = PastParameter(
        help_text="The answer as it was at this instant: what was recorded later is "
        "left out, and what was changed later is as it stood."
    )
