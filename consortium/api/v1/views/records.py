"""What all records of the newsroom have in common: drafts, changes, their verbs."""

from typing import Any, ClassVar

from django.conf import settings
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from consortium import editorial, roles
from consortium.api.rows import shape_of
from consortium.api.v1 import drafts
from consortium.api.v1.serializers.bodies import DecisionBody
from consortium.api.v1.serializers.claims import (
    ClaimSerializer,
    ProposedSerializer,
)
from consortium.api.v1.serializers.values import Values, change_of, draft_of
from consortium.api.v1.views.expand import Expandable
from consortium.api.views import SluggedResource
from consortium.api.writing import Said, Writing
from consortium.codelists import EditorialState
from consortium.models import Claim


class RecordResource(Expandable, Writing):
    """Records that are drafted, submitted, published and retracted.

    ``values`` says which of their fields a client may write.
    """

    values: ClassVar[type[Values]]
    answers = {"partial_update": {202: ProposedSerializer}}
    bodies = dict.fromkeys(("submit", "publish", "retract"), DecisionBody)

    def body_class(self) -> type[BaseSerializer] | None:
        if self.action == "create":
            return draft_of(self.values)
        if self.action == "partial_update":
            return change_of(self.values)
        return super().body_class()

    def said(self) -> Said:
        said = super().said()
        # What comes with evidence is claimed, a draft's values too.
        if "evidence" in said and not roles.may(self.person, "propose", Claim):
            raise PermissionDenied
        return said

    def create(self, request: Request) -> Response:
        """Make a draft."""
        return self.add(
            lambda said: (drafts.create(self.values, said, by=self.person), 201)
        )

    def partial_update(self, request: Request, **kwargs: Any) -> Response:
        """Change it: at once, or by claims that somebody else accepts (202)."""
        return self.change(self._change)

    def _change(self, record: Any, said: Said) -> Response | None:
        slug = said["values"].get("slug")
        claims = drafts.change(record, self.values, said, by=self.person)
        if slug is not None:
            self.kwargs["slug"] = slug
        waits = claims and record.state != EditorialState.DRAFT
        return self._proposed(claims) if waits else None

    def _proposed(self, claims: list[Claim]) -> Response:
        keys = sorted(claim.pk for claim in claims)
        told = shape_of(ClaimSerializer).of_keys(self.get_serializer_context(), keys)
        return Response({"url": self.shown()["url"], "claims": told}, 202)

    def destroy(self, request: Request, **kwargs: Any) -> Response:
        """Delete a draft."""
        return self.change(self._discard)

    def _discard(self, record: Any, said: Said) -> Response:
        drafts.discard(record)
        return Response(status=204)

    @action(detail=True, methods=["post"])
    def submit(self, request: Request, **kwargs: Any) -> Response:
        """Ask for the review of a draft."""
        return self.decide(editorial.submit)

    @action(detail=True, methods=["post"])
    def publish(self, request: Request, **kwargs: Any) -> Response:
        """Let the public see it; somebody other than who submitted it does this."""
        return self.decide(editorial.publish, alone=settings.ONE_PERSON)

    @action(detail=True, methods=["post"])
    def retract(self, request: Request, **kwargs: Any) -> Response:
        """Take it from the public, for good."""
        return self.decide(editorial.retract)

    def decide(self, verb: Any, **options: Any) -> Response:
        """Do one of the verbs that need a person and a reason."""

        def do(record: Any, said: Said) -> None:
            verb(record, by=self.person, reason=said["reason"], **options)

        return self.change(do)


class SluggedRecordResource(RecordResource, SluggedResource):
    """Records of the newsroom that have a slug."""
