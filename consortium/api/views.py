"""What all views of the API do alike."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.permissions import SAFE_METHODS, AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from consortium import history
from consortium.api.conditional import tag_of
from consortium.api.filtering import refuse_parameters
from consortium.api.moments import moment_parameters
from consortium.api.parameters import fields_parameters, unsaid
from consortium.api.rows import shape_of
from consortium.api.snapshots import in_one_snapshot
from consortium.api.v1.serializers.fields import context_of
from consortium.filters import Refused
from consortium.filters.base import StrictParameters
from consortium.filters.moments import MomentParameters
from consortium.models import Initiative


class ReadView(APIView):
    """A view that reads: everybody may, and nothing else is a method of it."""

    permission_classes = [AllowAny]
    http_method_names = ["get", "head", "options"]
    takes_parameters: ClassVar[bool] = False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before DRF asks who is calling: a session without a CSRF token would be 403.
        if request.method not in self.allowed_methods:
            raise MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)
        if not self.takes_parameters or request.method not in SAFE_METHODS:
            refuse_parameters(request)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The methods, in the ``Allow`` header that every answer has."""
        return HttpResponse(status=204)


class Resource(ReadView, ReadOnlyModelViewSet):
    """Records of one kind, as far as the caller may see them, now or in the past.

    The serializer says which rows it can show to whom, and what they show.
    """

    takes_parameters = True

    detail_serializer_class: ClassVar[type[BaseSerializer] | None] = None
    lookup_field = "pk"
    lookup_url_kwarg = "id"
    lookup_value_regex = "[0-9]{1,18}"
    row_tag = ""
    """Which version of which row is shown; see ``conditional``."""

    @in_one_snapshot
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        # What is wrong with it, the filters refuse together with their own faults.
        moment = self.asked(MomentParameters)
        with history.as_of(None if moment.misread() else self.moment):
            found = self.filter_queryset(self.get_queryset())
            keys: Any = self.paginate_queryset(found)
            return self.get_paginated_response(self.read(keys))

    @in_one_snapshot
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        others = [self.asked(each) for each in self.asks_beside()]
        names = [name for each in others for name in each.filters]
        moment = moment_parameters(request, beside=names)
        if faults := [*moment.faults, *(f for each in others for f in each.misread())]:
            raise Refused(faults)
        with history.as_of(self.moment):
            return Response(self.shown())

    def asks_beside(self) -> tuple[type[StrictParameters], ...]:
        """What a query may say beside filters, paging and the moment."""
        return (self.fields_parameters,)

    def asked(self, parameters: type[StrictParameters]) -> StrictParameters:
        """What the query says by these ``parameters``; others are left to others."""
        query, kind = self.request.query_params, cast(Any, parameters)
        if query.keys().isdisjoint(kind.base_filters):
            return unsaid(kind)
        user: Any = self.request.user
        return parameters(query, Initiative.objects.none(), user=user, beside=query)

    @property
    def moment(self) -> datetime | None:
        """The instant that is asked for; nothing for now."""
        moment: datetime | None = self.asked(MomentParameters).read["as_of"]
        return moment

    @property
    def fields_parameters(self) -> type[StrictParameters]:
        """The parameter that chooses among the fields of the answer."""
        serializer: Any = self.get_serializer_class()
        return fields_parameters(serializer)

    @property
    def fields(self) -> frozenset[str] | None:
        """The fields that are asked for; nothing for all."""
        names = self.asked(self.fields_parameters).read["fields"]
        return None if names is None else frozenset(names)

    def read(self, keys: Sequence[int]) -> builtins.list[dict[str, Any]]:
        """What the rows with ``keys``, which the caller may see, show."""
        shape = shape_of(self.serializer_class, self.fields)
        return shape.of_keys(self.get_serializer_context(), keys)

    def shown(self) -> dict[str, Any]:
        """What the row that the address names shows now; 404 for one not to be seen."""
        named = {self.lookup_field: self.kwargs[self.lookup_url_kwarg]}
        rows = self.get_queryset().order_by().filter(**named)
        found = rows.values_list("pk", "version").first()
        if found is None:
            raise Http404
        self.row_tag = tag_of(rows.model, *found)
        (shown,) = self.read([found[0]])
        return shown

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Any:
        answer: Any = super().finalize_response(request, response, *args, **kwargs)
        answer.row_tag = self.row_tag
        return answer

    def get_queryset(self) -> QuerySet:
        serializer: Any = self.get_serializer_class()
        rows: QuerySet = serializer.seen(self.request.user)
        return rows

    def get_serializer_class(self) -> type[BaseSerializer]:
        if self.detail and self.detail_serializer_class:
            return self.detail_serializer_class
        return super().get_serializer_class()

    def get_serializer_context(self) -> dict[str, Any]:
        root = reverse("root", request=self.request)
        return context_of(self.request.user, root, as_of=self.moment)


class SluggedResource(Resource):
    """Records that have a slug."""

    lookup_field = "slug"
    lookup_url_kwarg = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]{1,100}"
