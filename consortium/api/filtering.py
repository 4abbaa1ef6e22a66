"""Lists narrowed by the filter set of their view, strictly."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from consortium.api.pagination import PageParameters
from consortium.api.parameters import describe
from consortium.filters import Fault, Refused
from consortium.filters.moments import MomentParameters


class StrictFilterBackend(BaseFilterBackend):
    """Refuses a query with all that is wrong with it, the paging included."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> Any:
        if view.detail:
            return queryset
        query = request.query_params
        asked = [PageParameters, MomentParameters, *view.asks_beside()]
        others = [view.asked(each) for each in asked]
        beside = {name for each in others for name in each.filters}
        rows = view.filterset_class(query, queryset, user=request.user, beside=beside)
        misread = [fault for each in others for fault in each.misread()]
        if faults := [*rows.faults, *misread]:
            raise Refused(faults)
        return rows.qs

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return describe(view.filterset_class)


def refuse_parameters(request: Request) -> None:
    """Refuse every query parameter, where there are none to give."""
    detail = _("There are no parameters here.")
    if faults := [
        Fault(name, "unknown_parameter", detail) for name in request.query_params
    ]:
        raise Refused(faults)
