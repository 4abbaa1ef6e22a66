"""The newsroom's desk: its name, the order of its shelves, who finds what by typing."""

from collections.abc import Iterator
from typing import Any, cast

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.models import Group, User
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from consortium.admin.home import panels
from consortium.admin.labels import choice
from consortium.admin.own_filters import OwnFilters
from consortium.admin.waiting import PENDING
from consortium.codelists import FindingState, Severity
from consortium.models import (
    Alignment,
    ApiToken,
    Claim,
    ExchangeRate,
    Finding,
    Framework,
    Funding,
    ImportRun,
    Indicator,
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    Observation,
    Organization,
    OrganizationMerge,
    SavedFilter,
    Sector,
    Source,
)

SHELVES: tuple[tuple[Any, tuple[type[models.Model], ...]], ...] = (
    (
        _("Initiatives"),
        (Initiative, Member, Funding, Milestone, InitiativeSector),
    ),
    (_("Sources and evidence"), (Source, Claim, Finding)),
    (_("Organizations"), (Organization,)),
    (_("Figures and context"), (Indicator, Observation)),
    (_("Governance"), (Framework, Alignment)),
    (_("Reference data"), (Sector, ExchangeRate, ImportRun, OrganizationMerge)),
    (_("Accounts"), (User, Group)),
    (_("Yours"), (SavedFilter, ApiToken)),
)


OTHERS = ("account", "knox", "mfa", "socialaccount", "usersessions")
"""Apps whose rows nobody edits at the desk."""


class Choices(AutocompleteJsonView):
    """Answers what is typed into a choice of records, in the reader's language."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": choice(obj)}


def desks(request: HttpRequest) -> Iterator[dict[str, Any]]:
    """What waits for somebody, as far as this person may see it, with a way there."""
    user = cast(User, request.user)
    if user.has_perm("consortium.view_claim"):
        number = PENDING.count()
        text = ngettext("claim waits for review", "claims wait for review", number)
        url = reverse("admin:consortium_claim_review")
        yield {"number": number, "text": text, "url": url}
    if user.has_perm("consortium.view_finding"):
        url = reverse("admin:consortium_finding_changelist")
        tally = {row["severity"]: row["number"] for row in _open_findings()}
        for severity in Severity:
            number = tally.get(severity, 0)
            text = ngettext(
                "open finding: %(severity)s", "open findings: %(severity)s", number
            )
            yield {
                "number": number,
                "text": text % {"severity": severity.label},
                "url": f"{url}?severity__exact={severity}",
            }


def _app_of(models_: Any) -> str:
    first: Any = models_ if isinstance(models_, type) else next(iter(models_))
    return str(first._meta.app_label)


def _open_findings() -> Any:
    unsettled = Finding.objects.filter(state=FindingState.OPEN).order_by()
    return unsettled.values("severity").annotate(number=models.Count("pk"))


class Desk(AdminSite):
    """Django's admin with the models on shelves that policy staff think in.

    The project's settings make it ``django.contrib.admin.site``.
    """

    site_header = _("Investment tracker")
    site_title = _("Investment tracker")
    index_title = _("Records and evidence")

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # A row at a time, so that each one's refusal is read.
        self.disable_action("delete_selected")

    def register(self, model_or_iterable: Any, *args: Any, **options: Any) -> None:
        """Take a screen for models, unless a library brings it along.

        Factors and sessions are people's own; they see them at their accounts.
        """
        if _app_of(model_or_iterable) not in OTHERS:
            super().register(model_or_iterable, *args, **options)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one way to sign in; who has done so without being staff is told."""
        return cast(HttpResponse, secure_admin_login(self.index)(request))

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        return redirect("account_change_password")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().each_context(request) | {
            "own_filters": OwnFilters(request, self)
        }

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        entries = {entry["model"]: entry for app in apps for entry in app["models"]}
        for model, entry in entries.items():
            entry["about"] = getattr(self.get_model_admin(model), "about", "")
        return [
            {
                "name": name,
                "app_label": f"shelf-{number}",
                "app_url": reverse("admin:index"),
                "has_module_perms": True,
                "models": [entries[model] for model in shelf if model in entries],
            }
            for number, (name, shelf) in enumerate(SHELVES)
            if any(model in entries for model in shelf)
        ]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        context = {
            "waiting": list(desks(request)),
            "panels": list(panels(request, OwnFilters(request, self))),
        } | (extra_context or {})
        return super().index(request, context)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, Choices.as_view(admin_site=self)(request))
