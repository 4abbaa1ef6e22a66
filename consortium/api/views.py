"""What all views of the API do alike."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.permissions import SAFE_METHODS, AllowAny
from rest_framework.request import Request
from rest_framework.reverse import reverse
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from consortium import history
from consortium.api.filtering import refuse_parameters
from consortium.api.moments import moment_parameters
from consortium.filters import Refused
from consortium.filters.base import StrictParameters
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

    The serializer says which rows it can show to whom.
    """

    takes_parameters = True

    asks_beside: ClassVar[tuple[type[StrictParameters], ...]] = ()
    """What a query may say beside filters, paging and the moment."""

    detail_serializer_class: ClassVar[type[BaseSerializer] | None] = None
    lookup_field = "pk"
    lookup_url_kwarg = "id"
    lookup_value_regex = "[0-9]{1,18}"

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        asked = moment_parameters(request, beside=request.query_params)
        # What is wrong with it, the filters refuse together with their own faults.
        with history.as_of(None if asked.faults else asked.read["as_of"]):
            return super().list(request, *args, **kwargs)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        beside = self.beside()
        names = [name for each in beside for name in each.filters]
        moment = moment_parameters(request, beside=names)
        if faults := [*moment.faults, *(f for each in beside for f in each.misread())]:
            raise Refused(faults)
        with history.as_of(moment.read["as_of"]):
            return super().retrieve(request, *args, **kwargs)

    def beside(self) -> tuple[StrictParameters, ...]:
        """What the query says by ``asks_beside``."""
        query, nothing = self.request.query_params, Initiative.objects.none()
        user: Any = self.request.user
        return tuple(each(query, nothing, user=user) for each in self.asks_beside)

    def get_queryset(self) -> QuerySet:
        serializer: Any = self.get_serializer_class()
        rows: QuerySet = serializer.rows(self.request.user)
        return rows

    def get_serializer_class(self) -> type[BaseSerializer]:
        if self.detail and self.detail_serializer_class:
            return self.detail_serializer_class
        return super().get_serializer_class()

    def get_serializer_context(self) -> dict[str, Any]:
        context = super().get_serializer_context()
        root = reverse("root", request=self.request)
        return {**context, "user": self.request.user, "root": root}


class SluggedResource(Resource):
    """Records that have a slug."""

    lookup_field = "slug"
    lookup_url_kwarg = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]{1,100}"
