"""Submit, publish, retract: buttons, confirmation pages and actions of lists."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consortium import checks, editorial
from consortium.admin.columns import link
from consortium.admin.evidence import SUBJECT_NAMES
from consortium.admin.labels import choice, label
from consortium.admin.reasons import ReasonForm
from consortium.admin.screens import Screen
from consortium.codelists import EditorialState
from consortium.models import FINDING_SUBJECTS, Finding, Record
from consortium.roles import may
from consortium.wording import in_reader_language


@dataclass(frozen=True)
class Verb:
    """A verb as its button, its page and its message call it."""

    name: str
    button: Any
    effect: Any
    done: Any
    needs_reason: bool = False


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "submit",
            gettext_lazy("Submit for review"),
            gettext_lazy(
                "It waits for a second person to publish it. From then on, what "
                "sources say of it changes by claims only, and what it belongs to and "
                "its address stay as they are."
            ),
            gettext_lazy("“%(record)s” waits for review."),
        ),
        Verb(
            "publish",
            gettext_lazy("Publish"),
            gettext_lazy(
                "From then on the public sees it, with the accepted claims that it "
                "stands on and their sources."
            ),
            gettext_lazy("“%(record)s” is published."),
        ),
        Verb(
            "retract",
            gettext_lazy("Retract"),
            gettext_lazy(
                "The public sees it no more, and it is not published again. Its "
                "history and its claims are kept, with your reason."
            ),
            gettext_lazy("“%(record)s” is retracted."),
            needs_reason=True,
        ),
    )
}


def offered(user: Any, record: Record) -> list[Verb]:
    """The verbs that ``user`` may do to ``record`` as things stand."""
    alone = settings.ONE_PERSON
    is_second = record.submitted_by_id not in (None, user.pk)
    possible = {
        EditorialState.DRAFT: ["submit", *(["publish"] if alone else [])],
        EditorialState.SUBMITTED: ["publish"] if alone or is_second else [],
        EditorialState.PUBLISHED: ["retract"],
    }.get(EditorialState(record.state), [])
    return [VERBS[name] for name in possible if may(user, name, record)]


def waits_for(user: Any, record: Record) -> str:
    """Why ``user`` cannot publish what waits for it; empty for somebody who can."""
    if record.state != EditorialState.SUBMITTED or VERBS["publish"] in offered(
        user, record
    ):
        return ""
    if may(user, "publish", record):
        return _("You submitted this: another person has to publish it.")
    return _("A reviewer publishes this.")


def do(verb: str, record: Record, *, by: User, reason: str = "") -> None:
    """Let the newsroom do ``verb``; raises what it raises."""
    doing: dict[str, Callable[..., None]] = {
        "submit": editorial.submit,
        "publish": partial(editorial.publish, alone=settings.ONE_PERSON),
        "retract": editorial.retract,
    }
    doing[verb](record, by=by, reason=reason)


class VerbScreen(Screen):
    """A screen of records that people submit, publish and retract."""

    actions = ["submit", "publish"]

    def get_urls(self) -> list[Any]:
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(partial(self.verb_view, verb=verb)),
                name=f"{stem}_{name}",
            )
            for name, verb in VERBS.items()
        ]
        return [*own, *super().get_urls()]

    def buttons(self, user: Any, record: Record) -> list[tuple[Verb, str]]:
        """The verbs that ``user`` is offered, each with the address of its page."""
        stem = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return [
            (verb, reverse(f"{stem}_{verb.name}", args=[record.pk]))
            for verb in offered(user, record)
        ]

    def verb_view(self, request: HttpRequest, object_id: str, verb: Verb) -> Any:
        """The page that says what the verb does and asks for a reason."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self.gone(request, object_id)
        if not may(request.user, verb.name, record):
            raise PermissionDenied
        typed = request.POST if request.method == "POST" else None
        form = ReasonForm(typed, required=verb.needs_reason)
        refusal: editorial.Refused | None = None
        if form.is_valid():
            try:
                self._do(request, verb, record, form.cleaned_data["reason"])
            except editorial.Refused as reason:
                refusal = reason
            else:
                return self._back(request, record)
        elif verb not in offered(request.user, record):
            complaint = _("“%(verb)s” is not possible: %(record)s is “%(state)s”.") % {
                "verb": verb.button,
                "record": label(record),
                "state": record.get_state_display(),
            }
            self.message_user(request, complaint, messages.ERROR)
            return self._back(request, record)
        return self._page(request, verb, record, form=form, refusal=refusal)

    def gone(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Back to the index, with words that the record does not exist."""
        django: Any = self
        answer = django._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return cast(HttpResponse, answer)

    def _do(self, request: HttpRequest, verb: Verb, record: Record, why: str) -> None:
        do(verb.name, record, by=cast(User, request.user), reason=why)
        told = verb.done % {"record": label(record)}
        self.log_change(request, record, told)
        self.message_user(request, told, messages.SUCCESS)

    def _back(self, request: HttpRequest, record: Record) -> HttpResponse:
        stem = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return HttpResponseRedirect(reverse(f"{stem}_change", args=[record.pk]))

    def _page(
        self, request: HttpRequest, verb: Verb, record: Record, **more: Any
    ) -> TemplateResponse:
        blocking: Iterable[Finding] = ()
        if verb.name == "publish":
            named = (*FINDING_SUBJECTS, *SUBJECT_NAMES)
            blocking = checks.errors_blocking(record).select_related(*named)
        context = {
            **self.admin_site.each_context(request),
            "title": verb.button,
            "subtitle": choice(record),
            "opts": self.opts,
            "original": record,
            "verb": verb,
            "blocking": [told(finding) for finding in blocking],
            **more,
        }
        return TemplateResponse(request, "admin/consortium/verb.html", context)

    def has_submit_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "submit", self.model)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "publish", self.model)

    @admin.action(
        description=gettext_lazy("Submit the selected records for review"),
        permissions=["submit"],
    )
    def submit(self, request: HttpRequest, queryset: QuerySet) -> None:
        drafts = [one for one in queryset if one.state == EditorialState.DRAFT]
        refusals = self._do_all(request, "submit", drafts)
        number = len(drafts) - len(refusals)
        done = ngettext(
            "%(number)d record waits for review.",
            "%(number)d records wait for review.",
            number,
        )
        self._tell(request, done, number, refusals)

    @admin.action(
        description=gettext_lazy("Publish the selected records"),
        permissions=["publish"],
    )
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        records = [record for record in queryset if not record.is_published]
        refusals = self._do_all(request, "publish", records)
        number = len(records) - len(refusals)
        done = ngettext(
            "%(number)d record is published.",
            "%(number)d records are published.",
            number,
        )
        self._tell(request, done, number, refusals)

    def _do_all(
        self, request: HttpRequest, verb: str, records: list[Record]
    ) -> dict[Record, editorial.Refused]:
        """Do it to the whole before its parts; what is left has a reason."""
        waiting = records
        while waiting:
            refusals = {}
            for record in waiting:
                try:
                    do(verb, record, by=cast(User, request.user))
                except editorial.Refused as reason:
                    refusals[record] = reason
                else:
                    told = VERBS[verb].done % {"record": label(record)}
                    self.log_change(request, record, told)
            if len(refusals) == len(waiting):
                return refusals
            waiting = list(refusals)
        return {}

    def _tell(
        self,
        request: HttpRequest,
        done: str,
        number: int,
        refusals: dict[Record, editorial.Refused],
    ) -> None:
        if number:
            self.message_user(request, done % {"number": number}, messages.SUCCESS)
        for record, reason in refusals.items():
            complaint = format_html("{}: {}", link(record), str(reason))
            self.message_user(request, complaint, messages.ERROR)


def told(finding: Finding) -> dict[str, Any]:
    """A finding as the page of a verb lists it."""
    return {
        "message": in_reader_language(finding, "message"),
        "subject": link(finding.subject),
        "url": reverse("admin:consortium_finding_change", args=[finding.pk]),
    }
