"""The newsroom's desk: its name, the order of its shelves, who finds what by typing."""

from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.models import Group, User
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consortium.admin.labels import choice
from consortium.models import (
    Alignment,
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
)


class Choices(AutocompleteJsonView):
    """Answers what is typed into a choice of records, in the reader's language."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": choice(obj)}


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

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, Choices.as_view(admin_site=self)(request))
