"""The caller."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from consortium.api.v1.serializers.codelists import CallerSerializer
from consortium.api.views import ReadView


class MeView(ReadView):
    """Who is calling; 401 for those who have not signed in."""

    permission_classes = [IsAuthenticated]

    @extend_schema(operation_id="me_retrieve", responses=CallerSerializer)
    def get(self, request: Request) -> Response:
        """Read who is calling."""
        groups = request.user.groups.order_by("name").values_list("name", flat=True)
        return Response(
            {
                "username": request.user.get_username(),
                "is_staff": request.user.is_staff,
                "groups": list(groups),
            }
        )
