"""Which moment an answer speaks of."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from rest_framework.request import Request

from consortium.api.parameters import describe
from consortium.filters.moments import MomentParameters
from consortium.models import Initiative


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
