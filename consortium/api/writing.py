"""How everything is written through the API: who may, in one transaction, and why.

All writes go through ``Writing.change`` and ``Writing.add``: one transaction, the row
held, the reason in the history. What guards writes in general belongs there.
"""

import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, ClassVar, cast

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError, transaction
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework.permissions import SAFE_METHODS, AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from consortium import roles
from consortium.api.conditional import named_tags, need_match, tag_of
from consortium.api.errors import BadBody, BodyFault
from consortium.api.idempotency import Attempt, replayed
from consortium.api.parsing import StrictJSONParser, check_envelope, escaped
from consortium.api.views import Resource
from consortium.editorial.desk import locked
from consortium.models.turns import take_turn
from consortium.problems import COLLIDED, state_of

ACTIONS = {"partial_update": "update", "destroy": "delete"}
"""What the matrix of roles calls those ways of writing that DRF calls otherwise."""

RETRIES = 3
PAUSE = 0.05
"""Seconds that the first retry waits at most; each later one twice as long."""

Said = dict[str, Any]


class MayWrite(BasePermission):
    """Whoever has the permission that the verb, or the way of writing, asks for."""

    def has_permission(self, request: Request, view: Any) -> bool:
        action = ACTIONS.get(view.action, view.action)
        return roles.may(request.user, view.verbs.get(action, action), view.model)


class Writing(Resource):
    """A resource that is also written.

    ``bodies`` says what the request of each action says; ``verbs`` names the verb of
    an action where it is not called like it.
    """

    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    parser_classes = [StrictJSONParser]
    bodies: ClassVar[dict[str, type[BaseSerializer]]] = {}
    verbs: ClassVar[dict[str, str]] = {}
    tags: list[str]
    """The versions of the row that the request was made for."""

    answers: ClassVar[dict[str, dict[int, type[BaseSerializer]]]] = {}
    """What actions answer beside, or instead of, what reading the row does."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in SAFE_METHODS:
            check_envelope(request)
            self.tags = named_tags(request) if self.detail else []

    def get_permissions(self) -> Any:
        reads = self.request.method in SAFE_METHODS
        return [AllowAny() if reads else MayWrite()]

    def get_serializer_class(self) -> type[BaseSerializer]:
        if self.action == "create" and self.detail_serializer_class:
            return self.detail_serializer_class
        return super().get_serializer_class()

    @property
    def model(self) -> type[Model]:
        """What the rows of the resource are."""
        serializer: Any = self.serializer_class
        return cast(type[Model], serializer.Meta.model)

    @property
    def person(self) -> User:
        """Who writes; nobody gets here without having signed in."""
        return cast(User, self.request.user)

    def body_class(self) -> type[BaseSerializer] | None:
        """What the request of this action says; ``None`` where it says nothing."""
        return self.bodies.get(self.action)

    def said(self) -> Said:
        """The body of the request."""
        body: Any = self.body_class()
        if body is None:
            return {}
        read = body(data=self.request.data, context={"user": self.person})
        if not read.is_valid():
            raise BadBody(faults_of(read.errors))
        said: Said = read.validated_data
        return said

    def hold(self, row: Any) -> Any:
        """The row as it is now, held until the transaction ends."""
        return locked(row)

    def change(self, do: Callable[[Any, Said], Response | None]) -> Response:
        """Do to the row what the body says; answers as reading the row would."""
        return self.write(lambda said: do(self.held(), said) or Response(self.shown()))

    def add(self, make: Callable[[Said], tuple[Any, int]]) -> Response:
        """Make a row of what the body says; answers as reading the row would."""

        def write(said: Said) -> Response:
            row, status = make(said)
            shown = self.shown(row)
            return Response(shown, status, headers={"Location": shown["url"]})

        return self.write(write)

    def write(self, do: Callable[[Said], Response]) -> Response:
        """Do what the body says, once; again where others came between."""
        attempt, named = Attempt.of(self.request), dict(self.kwargs)
        for turn in range(RETRIES + 1):
            try:
                return self.once(attempt, do)
            except OperationalError as collision:
                if turn == RETRIES or state_of(collision) not in COLLIDED:
                    raise
            self.kwargs = dict(named)
            time.sleep(random.uniform(0, PAUSE * 2**turn))  # noqa: S311 (no secret)
        raise AssertionError

    def once(self, attempt: Attempt | None, do: Callable[[Said], Response]) -> Response:
        """One transaction in its turn; the answer to a request that came before."""
        with transaction.atomic():
            if attempt is not None:
                attempt.hold()
                if known := attempt.known():
                    self.row_tag = known.row_tag
                    return cast(Response, replayed(known))  # its bytes are made
            said = self.said()
            with because(said.get("reason", "")):
                take_turn()
                response = do(said)
            if attempt is not None:
                attempt.keep(response, self.row_tag)
            return response

    def held(self) -> Any:
        """The row that the address names, held; 404 for one not to be seen.

        412 when it is no longer what the request says that it read.
        """
        key = self.kwargs[self.lookup_url_kwarg or self.lookup_field]
        row = get_object_or_404(self.get_queryset(), **{self.lookup_field: key})
        try:
            held = self.hold(row)
        except ObjectDoesNotExist:
            raise Http404 from None
        need_match(self.tags, tag_of(type(held), held.pk, held.version))
        return held

    def shown(self, row: Any = None) -> dict[str, Any]:
        """What reading the row that the address names, or ``row``, gives now."""
        if row is not None:
            name = self.lookup_url_kwarg or self.lookup_field
            self.kwargs[name] = getattr(row, self.lookup_field)
        return super().shown()


def because(reason: str) -> AbstractContextManager:
    """Let every event say why."""
    context: AbstractContextManager = pghistory.context(
        **({"reason": reason} if reason else {})
    )
    return context


def faults_of(detail: Any, pointer: str = "") -> list[BodyFault]:
    """What a serializer found wrong, each with its place in the body."""
    if isinstance(detail, dict):
        return [
            fault
            for key, inner in detail.items()
            for fault in faults_of(inner, _inside(pointer, key))
        ]
    if isinstance(detail, list):
        return [fault for inner in detail for fault in faults_of(inner, pointer)]
    return [BodyFault(pointer, detail.code, str(detail))]


def _inside(pointer: str, key: Any) -> str:
    if key == "non_field_errors":
        return pointer
    return f"{pointer}/{escaped(str(key))}"
