"""The caller's own tokens."""

from datetime import timedelta
from typing import Any, cast

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from consortium.accounts.recent import has_proved_lately
from consortium.api.errors import BadBody, BadHeader, BodyFault
from consortium.api.parsing import StrictJSONParser, check_envelope
from consortium.api.v1.serializers.tokens import (
    NewTokenSerializer,
    TokenBody,
    TokenListSerializer,
    TokenSerializer,
)
from consortium.api.views import ReadView
from consortium.api.writing import faults_of
from consortium.models import ApiToken

SESSION: Any = [{"session": []}]


class OwnTokens(ReadView):
    """Tokens are their owner's, who makes and revokes them in a session of the desk.

    Nothing here is conditional or repeatable: a token never changes, and an answer that
    were kept for whoever repeats a request would hold the secret.
    """

    permission_classes = [IsAuthenticated]
    parser_classes = [StrictJSONParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in SAFE_METHODS:
            check_envelope(request)
            _refuse_guards(request)
            if request.auth is not None:
                detail = _("Tokens are made and revoked by people who are signed in.")
                raise PermissionDenied(detail)
            if not has_proved_lately(request._request):
                detail = _("Sign in again first: your session is some minutes old.")
                raise PermissionDenied(detail)

    @property
    def owner(self) -> User:
        return cast(User, self.request.user)

    def own(self) -> Any:
        return ApiToken.objects.filter(user=self.owner)

    def shown(self, tokens: Any, **options: Any) -> Any:
        return TokenSerializer(tokens, context={"request": self.request}, **options)


def _refuse_guards(request: Request) -> None:
    """Refuse the headers that guard other writes, rather than pass them over."""
    for header in ("If-Match", "Idempotency-Key"):
        if header in request.headers:
            detail = _("Tokens never change, and their secret is told once only.")
            raise BadHeader(header, "not_here", detail)


class TokensView(OwnTokens):
    """All tokens of the caller."""

    http_method_names = ["get", "post", "head", "options"]

    @extend_schema(operation_id="tokens_list", responses=TokenListSerializer)
    def get(self, request: Request) -> Response:
        """List your own tokens."""
        results = self.shown(self.own(), many=True).data
        return Response({"next": None, "previous": None, "results": results})

    @extend_schema(
        operation_id="tokens_create",
        request=TokenBody,
        auth=SESSION,
        responses={201: NewTokenSerializer},
    )
    def post(self, request: Request) -> Response:
        """Make a token; its secret is shown this once."""
        body = TokenBody(data=request.data)
        if not body.is_valid():
            raise BadBody(faults_of(body.errors))
        said: Any = body.validated_data
        expiry = timedelta(days=said["days"])
        try:
            with transaction.atomic():
                made, secret = ApiToken.objects.create(
                    self.owner, expiry, name=said["name"], scope=said["scope"]
                )
        except IntegrityError:
            detail = _("You have a token of this name.")
            raise BadBody([BodyFault("/name", "unique", detail)]) from None
        made.token = secret
        shown = NewTokenSerializer(made, context={"request": request}).data
        return Response(shown, 201, headers={"Location": shown["url"]})


class TokenView(OwnTokens):
    """One token of the caller."""

    http_method_names = ["get", "delete", "head", "options"]

    @extend_schema(operation_id="tokens_retrieve", responses=TokenSerializer)
    def get(self, request: Request, id: Any) -> Response:  # noqa: A002
        """Read what is known of one of your tokens."""
        return Response(self.shown(self.named(id)).data)

    @extend_schema(operation_id="tokens_destroy", auth=SESSION, responses={204: None})
    def delete(self, request: Request, id: Any) -> Response:  # noqa: A002
        """Revoke a token: the next request that brings it is refused."""
        self.named(id).delete()
        return Response(status=204)

    def named(self, key: Any) -> ApiToken:
        found: ApiToken = get_object_or_404(self.own(), id=key)
        return found
