"""The review of claims: the queue, and one screen for each claim."""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium import editorial
from consortium.admin.cases import Case, cases, lineage, readable
from consortium.admin.columns import url_of
from consortium.admin.decisions import (
    DONE,
    DecisionForm,
    decide,
    now_stands,
    obstacle,
    offered,
)
from consortium.admin.labels import label
from consortium.admin.readings import titled
from consortium.admin.screens import ReadOnlyScreen
from consortium.admin.several import TickedForm, accept_ticked
from consortium.admin.waiting import PENDING, Waiting
from consortium.codelists import ClaimStatus, FindingState
from consortium.models import Claim

PREVIEWED: dict[str, Callable[..., Any]] = {
    "accept": editorial.accept,
    "prefer": editorial.prefer,
}
"""The decisions of which the findings are foretold."""


class Entry(NamedTuple):
    """One line of the queue; ``obstacle`` is why this person cannot decide on it."""

    case: Case
    obstacle: str
    group: str

    @property
    def title(self) -> str:
        return titled(self.case.claim)

    @property
    def source(self) -> str:
        return label(self.case.claim.source)

    @property
    def can_be_ticked(self) -> bool:
        return self.case.is_safe and not self.obstacle


class ReviewScreen(ReadOnlyScreen):
    """The list of claims with their queue, and a screen to decide on each."""

    def get_urls(self) -> list[Any]:
        screen = self.admin_site.admin_view
        return [
            path("review/", screen(self.queue_view), name="consortium_claim_review"),
            path(
                "<int:pk>/decide/",
                screen(self.decide_view),
                name="consortium_claim_decide",
            ),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"number_waiting": PENDING.count()} | (extra_context or {})
        return super().changelist_view(request, context)

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        """All that waits for review; a POST accepts what is ticked."""
        user, waiting = cast(User, request.user), Waiting(request.GET)
        page = waiting.page(request.GET.get("page", "1"))
        rows = {row.pk: row for row in readable(Claim.objects.filter(pk__in=[*page]))}
        entries = [
            Entry(case, obstacle(case.claim, user), waiting.group(case))
            for case in cases([rows[pk] for pk in page if pk in rows])
        ]
        context = self._context(
            request,
            title=_("Review queue"),
            waiting=waiting,
            page=page,
            entries=entries,
            can_tick=any(entry.can_be_ticked for entry in entries),
            form=TickedForm(),
        )
        if request.method == "POST":
            context["form"] = TickedForm(request.POST)
            if context["form"].is_valid():
                accept_ticked(request, context["form"], by=user)
                return HttpResponseRedirect(request.get_full_path())
        return TemplateResponse(request, "admin/consortium/claim/review.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One claim with all that a reviewer needs to decide on it."""
        if request.method == "POST":
            raise PermissionDenied
        claim = self.get_object(request, object_id)
        if claim is None:  # Django's own answer to that
            return super().change_view(request, object_id, form_url, extra_context)
        return self._screen(request, self._case(request, claim.pk))

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the form says; what cannot be done is said above the form."""
        case = self._case(request, pk)
        if request.method != "POST":
            return self._redirect("change", request, pk)
        user = cast(User, request.user)
        if obstacle(case.claim, user):
            raise PermissionDenied
        form = DecisionForm(case, request.POST)
        if not form.is_valid():
            return self._screen(request, case, form)
        waiting = Waiting(request.GET)
        ahead = waiting.next_for(user, case.claim)
        try:
            decide(case.claim, form.cleaned_data, by=user)
        except (editorial.Refused, ValidationError) as refusal:
            return self._refused(request, pk, form, refusal)
        return self._decided(request, case, form.cleaned_data, ahead)

    def _refused(
        self,
        request: HttpRequest,
        pk: int,
        form: DecisionForm,
        refusal: editorial.Refused | ValidationError,
    ) -> HttpResponse:
        """The form as it was typed, beside what stands by now."""
        said = getattr(refusal, "messages", [str(refusal)])
        case = self._case(request, pk)
        changed = now_stands(form.cleaned_data["standing"], case)
        messages.error(request, " ".join(filter(None, [*said, changed])))
        again = DecisionForm(case, request.POST)
        again.now_seen(case)
        return self._screen(request, case, again)

    def _decided(
        self,
        request: HttpRequest,
        case: Case,
        said: dict[str, Any],
        ahead: tuple[int | None, int],
    ) -> HttpResponse:
        done = str(DONE[said["verb"]]) % {"claim": titled(case.claim)}
        self.log_change(request, case.claim, f"{done} – {said['reason']}")
        if case.claim.status != ClaimStatus.PENDING:
            messages.success(request, done)
            return self._redirect("change", request, case.claim.pk)
        following, left = ahead
        number = ngettext("%(number)d left", "%(number)d left", left) % {"number": left}
        messages.success(request, f"{done} · {number}")
        if following is None:
            return self._redirect("review", request)
        return self._redirect("change", request, following)

    def _case(self, request: HttpRequest, pk: int) -> Case:
        if not self.has_view_permission(request):
            raise PermissionDenied
        claim = readable(Claim.objects.filter(pk=pk)).first()
        if claim is None:
            raise Http404
        return cases([claim])[0]

    def _screen(
        self, request: HttpRequest, case: Case, form: DecisionForm | None = None
    ) -> HttpResponse:
        claim, user = case.claim, cast(User, request.user)
        why_not = obstacle(claim, user)
        verbs = offered(claim)
        foretold = next((verb for verb in verbs if verb in PREVIEWED), "")
        waiting = Waiting(request.GET)
        context = self._context(
            request,
            title=_("Claim"),
            subtitle=titled(claim),
            original=claim,
            record_url=url_of(case.subject),
            case=case,
            others=self._others(claim),
            findings=claim.findings.filter(state=FindingState.OPEN),
            origins=lineage(claim.source),
            credited=lineage(claim.attributed_to),
            obstacle=why_not,
            is_own=claim.recorded_by_id == user.pk,
            one_person=settings.ONE_PERSON,
            form=None if why_not else form or DecisionForm(case),
            foretold=foretold,
            preview=None,
            waiting=waiting,
            previous=waiting.step(claim, -1),
            following=waiting.step(claim, 1),
        )
        if foretold and not why_not:
            verb = PREVIEWED[foretold]
            context["preview"] = editorial.preview(claim, verb, by=user, alone=True)
        return TemplateResponse(
            request, "admin/consortium/claim/change_form.html", context
        )

    def _others(self, claim: Claim) -> list[Case]:
        if not claim.field:
            return []
        arc = {claim.subject_type: claim.subject, "field": claim.field}
        rows = readable(Claim.objects.filter(**arc).exclude(pk=claim.pk))
        return cases(list(rows.order_by("-preferred", "-pk")))

    def _context(self, request: HttpRequest, **more: Any) -> dict[str, Any]:
        if not self.has_view_permission(request):
            raise PermissionDenied
        shared = self.admin_site.each_context(request)
        return shared | {"opts": self.opts, "media": self.media} | more

    def _redirect(
        self, page: str, request: HttpRequest, *args: Any
    ) -> HttpResponseRedirect:
        """To a screen of claims, under the filters of the queue."""
        url = reverse(f"admin:consortium_claim_{page}", args=args)
        query = Waiting(request.GET).query
        return HttpResponseRedirect(f"{url}?{query}" if query else url)
