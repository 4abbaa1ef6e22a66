"""What all screens share: search, names, and refusals that a person can read."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst

from consortium.admin.entry import Entry, in_words
from consortium.admin.labels import choice
from consortium.admin.search import folded
from consortium.editorial import Refused

REFUSAL = "consortium.refusal"
BACK = "_back"
"""Names the parent that a row's form leads back to; see ``edit_inline/rows.html``."""


class Screen(Entry, admin.ModelAdmin):
    """A list and a form. ``about`` says in a sentence what the rows are."""

    about: Any = ""
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        # Django joins these for its lists only; our labels need them in choices too.
        rows = super().get_queryset(request)
        if isinstance(self.list_select_related, bool):
            return rows
        return rows.select_related(*self.list_select_related)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, folded(search_term))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        context = {"title": title, "about": self.about} | (extra_context or {})
        return super().changelist_view(request, context)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A slug follows the name only until it is saved: it is an address."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form; what the database or a verb refuses on saving, it says as well."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (IntegrityError, ValidationError, Refused) as refusal:
            request.META[REFUSAL] = in_words(refusal)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"refusal": request.META.get(REFUSAL, "")})

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        context |= {"about": self.about, "subtitle": choice(obj) if obj else None}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_post_save_change(
        self, request: HttpRequest, obj: Any
    ) -> HttpResponseRedirect:
        """Back to the form of the record whose rows led here, if one did."""
        parent = getattr(obj, request.GET.get(BACK, ""), None)
        if not isinstance(parent, Model):
            return super().response_post_save_change(request, obj)
        meta = parent._meta
        where = f"admin:{meta.app_label}_{meta.model_name}_change"
        return HttpResponseRedirect(reverse(where, args=[parent.pk]))


class ReadOnlyScreen(Screen):
    """A list and a view of rows that nobody edits by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
