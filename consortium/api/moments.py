"""Which moment an answer speaks of."""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request

from consortium.api.parameters import describe
from consortium.filters.base import StrictParameters
from consortium.filters.dates import InstantParameter
from consortium.models import Initiative


class PastParameter(InstantParameter):
    """An instant that has been: nobody knows what will stand at a later one."""

    def read(self, text: str) -> datetime.datetime:
        instant = super().read(text)
        if instant > timezone.now():
            raise ValidationError(_("This instant is yet to come."), code="future")
        return instant


class MomentParameters(StrictParameters):
    """The parameter that every list and every record of the API takes."""

    as_of = PastParameter(
        help_text="The answer as it was at this instant: what was recorded later is "
        "left out, and what was changed later is as it stood."
    )


def moment_parameters(request: Request, *, beside: Any = ()) -> MomentParameters:
    """What ``request`` says of the moment; ``beside`` are its other parameters."""
    return MomentParameters(
        request.query_params,
        Initiative.objects.none(),
        user=AnonymousUser(),
        beside=beside,
    )


def described() -> list[dict[str, Any]]:
    """The parameter as the OpenAPI document describes it."""
    return describe(MomentParameters)
