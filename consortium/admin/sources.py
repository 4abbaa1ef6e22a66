"""Where we read things."""

from hashlib import sha256
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from consortium.admin import columns
from consortium.admin.columns import fuzzy, related
from consortium.admin.filters import InUse
from consortium.admin.labels import choice
from consortium.admin.records import RecordScreen
from consortium.admin.source_claims import SourceClaims
from consortium.models import Source


@admin.register(Source)
class SourceAdmin(RecordScreen):
    """A publication that we hold, or that another only cites."""

    about = _(
        "Publications that say something about an initiative: those we have read, and "
        "those that others credit without our having read them."
    )
    list_display = (
        columns.both_titles,
        related(Source, "publisher"),
        "kind",
        fuzzy(Source, "published"),
        "language",
        "reliability",
        "held",
    )
    list_filter = ("state", "held", ("kind", InUse), "reliability", ("language", InUse))
    list_select_related = ("publisher", "origin")
    search_fields = (
        "search_text__contains",
        "publisher__search_text__contains",
        "url__icontains",
        "slug__contains",
    )
    autocomplete_fields = ("publisher", "origin")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("text_sha256",)
    fieldsets = (
        (None, {"fields": ("title", "title_ja", "slug")}),
        (
            _("Publication"),
            {
                "fields": (
                    ("publisher", "kind"),
                    ("published", "accessed_on", "language"),
                    "url",
                    "archive_url",
                ),
                "description": _(
                    "Leave the date empty when the source prints none: the day we read "
                    "it is not the day it was published."
                ),
            },
        ),
        (
            _("How far to trust it"),
            {"fields": (("reliability", "held"), "origin")},
        ),
        (
            _("Private copy"),
            {
                "fields": ("text", "text_sha256"),
                "classes": ("collapse",),
                "description": _(
                    "Kept as evidence with its digest, which is computed on saving."
                ),
            },
        ),
    )

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.claims_view)
        name = "consortium_source_claims"
        return [path("<int:pk>/claims/", page, name=name), *super().get_urls()]

    def claims_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """All that the source says, record by record, with its own words."""
        source = self.get_object(request, str(pk))
        if source is None:
            return self.gone(request, str(pk))
        may_read = request.user.has_perm("consortium.view_claim")
        if not (may_read and self.has_view_or_change_permission(request, source)):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": _("What this source says"),
            "subtitle": choice(source),
            "opts": self.opts,
            "original": source,
            "said": SourceClaims(source, request),
        }
        template = "admin/consortium/source/claims.html"
        return TemplateResponse(request, template, context)

    def save_model(
        self, request: HttpRequest, obj: Source, form: Any, change: bool
    ) -> None:
        if "text" in form.changed_data:
            digest = sha256(obj.text.encode()).hexdigest()
            obj.text_sha256 = digest if obj.text else ""
        super().save_model(request, obj, form, change)
