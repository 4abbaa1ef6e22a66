"""What the checks found amiss: to read here, and to waive with a reason."""

from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consortium import editorial, roles
from consortium.admin.details import details_of, other_organization
from consortium.admin.evidence import (
    FINDING_ARCS,
    GRAVITY,
    NAMED_BY_FINDINGS,
    finding_state,
    findings_on,
    message,
    severity,
    subject,
)
from consortium.admin.filters import KindOfRecord, OfInitiative, OpenFirst
from consortium.admin.labels import label
from consortium.admin.reasons import ReasonForm
from consortium.admin.screens import ReadOnlyScreen
from consortium.checks import CHECKS
from consortium.codelists import FindingState
from consortium.models import Finding, OrganizationMerge

VERBS = {
    FindingState.OPEN: ("waive", editorial.waive),
    FindingState.WAIVED: ("reopen", editorial.reopen),
}
"""What a person can do to a finding of each state."""


@admin.display(description=gettext_lazy("days"), ordering=F("first_seen").desc())
def age(finding: Finding) -> int:
    """For how many days it has been known."""
    return (timezone.now() - finding.first_seen).days


@admin.display(description=gettext_lazy("details"))
def details(finding: Finding) -> str:
    return details_of(finding)


@admin.display(description=gettext_lazy("what the check looks for"))
def looked_for(finding: Finding) -> str:
    """What the checks of this code and kind of record say of themselves."""
    kind = type(finding.subject)
    found = [one for one in CHECKS if one.code == finding.code and kind in one.models]
    return (
        format_html_join(SafeString("<br>"), "{}", ((one.about,) for one in found))
        or "–"
    )


class OfRecord(admin.SimpleListFilter):
    """Findings about one record and the claims on it; shown where one was asked for."""

    title = gettext_lazy("record")
    parameter_name = "record"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        if self.value() is None:
            return []
        record = self._record
        return [(self.value(), label(record) if record else _("not there"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        record = self._record
        if record is None:
            return queryset.none()
        return queryset.filter(pk__in=findings_on(record))

    @property
    def _record(self) -> Any:
        arc, _hyphen, key = str(self.value()).partition("-")
        kinds = {name: kind for kind, name in FINDING_ARCS.items()}
        if arc not in kinds or not key.isdecimal():
            return None
        return kinds[arc]._base_manager.filter(pk=key).first()


@admin.register(Finding)
class FindingAdmin(ReadOnlyScreen):
    """Something a check found amiss."""

    about = gettext_lazy(
        "What the checks found amiss. An error keeps a record from being published "
        "until it is resolved or waived with a reason."
    )
    actions = ["waive"]
    list_display: Any = (
        message,
        severity,
        subject,
        finding_state,
        "code",
        age,
    )
    list_filter = (
        OpenFirst,
        "severity",
        KindOfRecord,
        OfInitiative,
        OfRecord,
        ("code", admin.AllValuesFieldListFilter),
    )
    list_select_related = NAMED_BY_FINDINGS
    ordering = (GRAVITY, "first_seen", "id")
    search_fields = (
        "message__folded__contains",
        "message_ja__folded__contains",
        "code__folded__contains",
        "initiative__search_text__contains",
        "organization__search_text__contains",
    )
    fieldsets: ClassVar[Any] = (
        (None, {"fields": (severity, subject, details)}),
        (
            gettext_lazy("Decision"),
            {"fields": (finding_state, ("decided_at", "decided_by"), "reason")},
        ),
        (gettext_lazy("Check"), {"fields": ("code", looked_for)}),
        (gettext_lazy("Seen"), {"fields": (("first_seen", "last_seen", age),)}),
    )

    def get_urls(self) -> list[Any]:
        decide = self.admin_site.admin_view(self.decide_view)
        name = "consortium_finding_decide"
        return [path("<int:pk>/decide/", decide, name=name), *super().get_urls()]

    def has_waive_permission(self, request: HttpRequest) -> bool:
        return roles.may(cast(User, request.user), "waive", Finding)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = self._choices(request, object_id) | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)

    def _choices(self, request: HttpRequest, key: str) -> dict[str, Any]:
        """What can be done to the finding, and the form to do it with."""
        finding = self.get_object(request, key)
        if finding is None:
            return {}
        choices: dict[str, Any] = {"merge_with": None}
        if roles.may(cast(User, request.user), "merge", OrganizationMerge):
            choices["merge_with"] = other_organization(finding)
        is_open = finding.state == FindingState.OPEN
        if is_open and finding.code in editorial.NEVER_WAIVED:
            return choices
        if finding.state in VERBS and self.has_waive_permission(request):
            verb, _do = VERBS[FindingState(finding.state)]
            choices |= {"verb": verb, "reason_form": ReasonForm()}
        return choices

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Waive an open finding, or take a waiver back, with the reason given."""
        finding = get_object_or_404(Finding, pk=pk)
        here = reverse("admin:consortium_finding_change", args=[pk])
        if request.method != "POST":
            return HttpResponseRedirect(here)
        if not self.has_waive_permission(request):
            raise PermissionDenied
        verb, do = VERBS.get(FindingState(finding.state), ("", editorial.waive))
        if verb != request.POST.get("verb"):
            messages.error(request, _("This finding changed meanwhile: look again."))
            return HttpResponseRedirect(here)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            request.method = "GET"  # Django's screen takes a POST for a change
            return self.change_view(request, str(pk), "", {"reason_form": form})
        reason = form.cleaned_data["reason"]
        try:
            do(finding, by=cast(User, request.user), reason=reason)
        except editorial.Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(here)
        done = _("Waived.") if verb == "waive" else _("Open again.")
        self.log_change(request, finding, f"{done} {reason}")
        messages.success(request, done)
        return HttpResponseRedirect(here)

    @admin.action(
        description=gettext_lazy("Waive the selected findings"), permissions=["waive"]
    )
    def waive(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Ask for one reason, then waive all that are selected, open and can be."""
        never = {*editorial.NEVER_WAIVED}
        is_open = queryset.filter(state=FindingState.OPEN)
        for finding in is_open.filter(code__in=never):
            why = editorial.NEVER_WAIVED[finding.code]
            messages.error(request, f"{finding.message} {why}")
        findings = list(is_open.exclude(code__in=never))
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        if not form.is_valid():
            context = self.admin_site.each_context(request) | {
                "title": _("Waive the selected findings"),
                "opts": self.opts,
                "findings": findings,
                "reason_form": form,
                "selected": request.POST.getlist("_selected_action"),
                "across": request.POST.get("select_across", "0"),
            }
            return TemplateResponse(
                request, "admin/consortium/finding/waive.html", context
            )
        user, reason = cast(User, request.user), form.cleaned_data["reason"]
        waived = _("Waived.")
        with editorial.together(by=user, reason=reason):
            for finding in findings:
                editorial.waive(finding, by=user, reason=reason)
                self.log_change(request, finding, f"{waived} {reason}")
        done = ngettext(
            "%(number)d finding is waived.",
            "%(number)d findings are waived.",
            len(findings),
        )
        messages.success(request, done % {"number": len(findings)})
        return None
