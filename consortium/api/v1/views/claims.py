"""Claims, findings and merges: what people decide on, with the verbs for it."""

from typing import Any

from django.conf import settings
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from consortium import editorial, filters
from consortium.api.v1 import proposals
from consortium.api.v1.serializers import claims, merges
from consortium.api.v1.serializers.bodies import (
    AcceptBody,
    ClaimBody,
    DecisionBody,
    GradeBody,
)
from consortium.api.writing import Said, Writing
from consortium.editorial.desk import locked
from consortium.models import Claim


class ClaimViewSet(Writing):
    """What sources say, also what was disputed, rejected or superseded."""

    serializer_class = claims.ClaimSerializer
    filterset_class = filters.ClaimFilter
    verbs = {"create": "propose"}
    bodies = {
        "create": ClaimBody,
        "accept": AcceptBody,
        "dispute": DecisionBody,
        "reject": DecisionBody,
        "prefer": DecisionBody,
        "grade": GradeBody,
    }

    answers = {
        "create": {200: claims.ClaimSerializer},
        **{
            verb: {200: claims.DecidedClaimSerializer}
            for verb in ("accept", "dispute", "reject", "prefer")
        },
    }

    def hold(self, row: Any) -> Any:
        """The record, then the claim: all deciders queue at the record."""
        locked(row.subject)
        return locked(row)

    def create(self, request: Request) -> Response:
        """Propose a value of a field, or a statement; one said before comes as 200."""
        return self.add(self._propose)

    def _propose(self, said: Said) -> tuple[Claim, int]:
        claim, is_new = proposals.claim(said, by=self.person)
        return claim, 201 if is_new else 200

    @action(detail=True, methods=["post"])
    def accept(self, request: Request, **kwargs: Any) -> Response:
        """Let it count; the field takes its value if it is first, finer or newer."""
        return self.change(self._accept)

    def _accept(self, claim: Claim, said: Said) -> Response:
        options = {"because": said.get("because", "")}
        if "standing" in said:
            seen = said["standing"]
            options["standing"] = None if seen is None else Claim(pk=seen)
        decided = editorial.accept(
            claim,
            by=self.person,
            reason=said["reason"],
            alone=settings.ONE_PERSON,
            **options,
        )
        return self.decided(decided.verdict.value)

    @action(detail=True, methods=["post"])
    def dispute(self, request: Request, **kwargs: Any) -> Response:
        """Keep it visible as disputed; it counts no more."""
        return self.decide(editorial.dispute)

    @action(detail=True, methods=["post"])
    def reject(self, request: Request, **kwargs: Any) -> Response:
        """Keep it visible as rejected; it counts no more."""
        return self.decide(editorial.reject)

    @action(detail=True, methods=["post"])
    def prefer(self, request: Request, **kwargs: Any) -> Response:
        """Let the field show this one of its accepted claims."""
        return self.decide(editorial.prefer)

    @action(detail=True, methods=["post"])
    def grade(self, request: Request, **kwargs: Any) -> Response:
        """Say how credible it is, by the Admiralty code."""
        return self.change(self._grade)

    def _grade(self, claim: Claim, said: Said) -> None:
        grade, reason = said["credibility"], said["reason"]
        editorial.grade(claim, grade, by=self.person, reason=reason)

    def decide(self, verb: Any) -> Response:
        """Do one of the verbs that need a second person and a reason."""

        def do(claim: Claim, said: Said) -> Response:
            verb(
                claim, by=self.person, reason=said["reason"], alone=settings.ONE_PERSON
            )
            return self.decided(None)

        return self.change(do)

    def decided(self, verdict: str | None) -> Response:
        """The claim as it is read, and what it did to the one that stood."""
        return Response({**self.shown(), "verdict": verdict})


class FindingViewSet(Writing):
    """What the data-quality checks found in the records."""

    serializer_class = claims.FindingSerializer
    filterset_class = filters.FindingFilter
    bodies = {"waive": DecisionBody, "reopen": DecisionBody}

    @action(detail=True, methods=["post"])
    def waive(self, request: Request, **kwargs: Any) -> Response:
        """Decide that it may stand; no run of the checks undoes that."""
        return self.decide(editorial.waive)

    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, **kwargs: Any) -> Response:
        """Take back that it may stand."""
        return self.decide(editorial.reopen)

    def decide(self, verb: Any) -> Response:
        """Do one of the verbs that need a reason."""
        return self.change(
            lambda finding, said: verb(finding, by=self.person, reason=said["reason"])
        )


class MergeViewSet(Writing):
    """Organizations that were merged, for staff."""

    serializer_class = merges.MergeSerializer
    filterset_class = filters.MergeFilter
    bodies = {"unmerge": DecisionBody}

    @action(detail=True, methods=["post"])
    def unmerge(self, request: Request, **kwargs: Any) -> Response:
        """Give back to the absorbed organization what the merge took from it."""
        return self.change(self._unmerge)

    def _unmerge(self, merge: Any, said: Said) -> None:
        editorial.unmerge(merge, by=self.person, reason=said["reason"])
