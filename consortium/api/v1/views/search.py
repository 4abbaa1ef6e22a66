"""Search over the names of everything that has a name."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from consortium import history, search
from consortium.api.moments import moment_parameters
from consortium.api.pagination import SizeParameter
from consortium.api.snapshots import in_one_snapshot
from consortium.api.v1.places import RESOURCES
from consortium.api.v1.questions import described
from consortium.api.v1.serializers.fields import address
from consortium.api.v1.serializers.search import SearchSerializer
from consortium.api.views import ReadView
from consortium.filters import Fault, Refused
from consortium.filters.base import StrictParameters
from consortium.filters.moments import MomentParameters
from consortium.filters.parameters import CodesParameter, Parameter
from consortium.models import Initiative

USUAL = 20


class QueryParameter(Parameter):
    """Words to look for."""

    def read(self, text: str) -> search.Query:
        return search.read(text)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 2, "maxLength": self.longest}


class HitsParameter(SizeParameter):
    """How many hits an answer has."""

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"default": USUAL}


class SearchParameters(StrictParameters):
    """What to look for, and where."""

    q = QueryParameter(
        help_text="Needed: words in English or Japanese that all stand in the names of "
        "a record, a slug, or a number of an organization. Full and half width, upper "
        "and lower case are the same.",
        needed=True,
    )
    type = CodesParameter(lambda: search.KINDS, help_text="Hits of these types only.")
    page_size = HitsParameter(help_text="Hits of one answer; there is one page only.")


class SearchView(ReadView):
    """Records by their names and numbers."""

    takes_parameters = True

    @extend_schema(
        operation_id="search_list",
        tags=["search"],
        responses=SearchSerializer,
        parameters=described(SearchParameters, MomentParameters),
    )
    @in_one_snapshot
    def get(self, request: Request) -> Response:
        """Find initiatives, organizations, sources and more, the nearest first."""
        moment = moment_parameters(request, beside=request.query_params)
        asked = SearchParameters(
            request.query_params,
            Initiative.objects.none(),
            user=request.user,
            beside=moment.filters,
        )
        faults = [*asked.faults, *moment.misread()]
        if "q" not in request.query_params:
            faults.append(Fault("q", "required", _("This parameter is needed.")))
        if faults:
            raise Refused(faults)
        read = asked.read
        with history.as_of(moment.read["as_of"]):
            found = search.search(
                read["q"],
                user=request.user,
                types=read["type"] or search.KINDS,
                limit=read["page_size"] or USUAL,
            )
        context = {"root": reverse("root", request=request)}
        hits = [
            {**hit._asdict(), "url": address(context, _resource(hit), hit.slug)}
            for hit in found.hits
        ]
        body = {"results": hits, "facets": found.facets}
        return Response(SearchSerializer(body).data)


def _resource(hit: search.Hit) -> str:
    return RESOURCES[search.KINDS[hit.type].model]
