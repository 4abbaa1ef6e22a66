"""The code lists, with labels in both languages."""

from typing import Any

from django.utils.translation import override
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from consortium.api.v1.serializers.codelists import (
    CodelistIndexSerializer,
    CodelistSerializer,
)
from consortium.api.views import ReadView
from consortium.codelists import CODELISTS, IATI


class CodelistIndexView(ReadView):
    """The names of all code lists."""

    @extend_schema(operation_id="codelists_list", responses=CodelistIndexSerializer)
    def get(self, request: Request) -> Response:
        """List the code lists."""
        lists = [{"name": name, "url": _address(request, name)} for name in CODELISTS]
        return Response({"next": None, "previous": None, "results": lists})


class CodelistView(ReadView):
    """One code list: codes, labels in English and Japanese, IATI's codes."""

    @extend_schema(
        operation_id="codelists_retrieve",
        responses=CodelistSerializer,
        parameters=[
            OpenApiParameter(
                "name", str, OpenApiParameter.PATH, enum=[*CODELISTS], required=True
            )
        ],
    )
    def get(self, request: Request, name: str) -> Response:
        """Read one code list."""
        if name not in CODELISTS:
            raise NotFound
        codes = [
            {
                "code": str(code.value),
                "label": _labels(code),
                "iati": IATI.get(name, {}).get(str(code.value)),
            }
            for code in CODELISTS[name]
        ]
        url = _address(request, name)
        return Response({"name": name, "url": url, "codes": codes})


def _labels(code: Any) -> dict[str, str]:
    labels = {}
    for language in ("en", "ja"):
        with override(language):
            labels[language] = str(code.label)
    return labels


def _address(request: Request, name: str) -> str:
    address: str = reverse("codelist-detail", kwargs={"name": name}, request=request)
    return address
