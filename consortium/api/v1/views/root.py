"""The way in: what there is, and how it is described."""

from functools import cache
from typing import Any, ClassVar

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from consortium.api.schema import Generator
from consortium.api.views import ReadView

ADDRESSES = {
    "type": "object",
    "additionalProperties": {"type": "string", "format": "uri"},
    "example": {"initiatives": "https://tracker.example/api/v1/initiatives/"},
}


class RootView(ReadView):
    """Where everything is."""

    places: ClassVar[tuple[str, ...]] = ()

    @extend_schema(
        operation_id="root_retrieve", responses={200: ADDRESSES}, tags=["root"]
    )
    def get(self, request: Request) -> Response:
        """List the resources with their addresses."""
        root = reverse("root", request=request)
        return Response({place: f"{root}{place}/" for place in self.places})


@cache
def document(language: str) -> dict[str, Any]:
    """The OpenAPI document; descriptions of fields are in ``language``."""
    generator: Any = Generator()
    schema: dict[str, Any] = generator.get_schema(public=True)
    return schema


class SchemaView(ReadView):
    """The OpenAPI document."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """Describe the API."""
        return Response(document(get_language() or "en"))


class DocsView(ReadView, SpectacularSwaggerSplitView):
    """The OpenAPI document to read and to try out, without anything from elsewhere."""

    template_name = "api/docs.html"
    takes_parameters = True
