"""One's own saved filters: saved at a list, opened, renamed and deleted."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.admin.columns import url_of
from consortium.admin.listings import Listing, Unfit, canonical, listings
from consortium.admin.own_filters import keep
from consortium.admin.screens import Screen
from consortium.models import SavedFilter


@admin.register(SavedFilter)
class SavedFilterAdmin(Screen):
    """The filters that a person saved; nobody sees those of others."""

    about = gettext_lazy(
        "Lists as you narrowed and ordered them. Only you see them; save one where "
        "the list is."
    )
    list_display: Any = ("way", "list_title", "keeping")
    list_display_links = None
    fields = ("name",)
    ordering = ("position",)
    actions = None

    @admin.display(description=gettext_lazy("name"), ordering="name")
    def way(self, kept: SavedFilter) -> SafeString:
        url = reverse("admin:consortium_savedfilter_open", args=[kept.pk])
        return format_html('<a href="{}">{}</a>', url, kept.name)

    @admin.display(description=gettext_lazy("list"), ordering="listing")
    def list_title(self, kept: SavedFilter) -> str:
        listing = listings(self.admin_site).get(kept.listing)
        return listing.title if listing else ""

    @admin.display(description=gettext_lazy("change"))
    def keeping(self, kept: SavedFilter) -> SafeString:
        way = '<a href="{}" aria-label="{}">{}</a>'
        text = _("Rename or delete")
        return format_html(way, url_of(kept), f"{text}: {kept.name}", text)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(owner=cast(User, request.user))

    def get_urls(self) -> list[Any]:
        screen = self.admin_site.admin_view
        return [
            path("save/", screen(self.save_view), name="consortium_savedfilter_save"),
            path(
                "<int:pk>/open/",
                screen(self.open_view),
                name="consortium_savedfilter_open",
            ),
            *super().get_urls(),
        ]

    def save_view(self, request: HttpRequest) -> HttpResponse:
        """Save what a list was asked for, and go back to it."""
        listing = listings(self.admin_site).get(request.POST.get("listing", ""))
        if listing is None:
            raise Http404
        if not listing.may_open(request):
            raise PermissionDenied
        name, back = request.POST.get("name", ""), listing.url
        try:
            asked = QueryDict(request.POST.get("query", ""))
            query = listing.to_keep(request, asked)
            back += f"?{canonical(asked)}"
            kept = keep(cast(User, request.user), listing, query, name)
        except Unfit as why:
            messages.error(request, _("Not saved: %(why)s") % {"why": why})
        else:
            told = _("Saved as “%(name)s”.")
            messages.success(request, told % {"name": kept.name})
        return HttpResponseRedirect(back)

    def open_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The list as it was saved; where that cannot be, the words why."""
        kept = get_object_or_404(self.get_queryset(request), pk=pk)
        listing = listings(self.admin_site).get(kept.listing)
        if listing is None or not listing.may_open(request):
            return self._unfit(request, kept, _("You cannot see this list."))
        try:
            query = listing.to_ask(request, kept.query)
            listing.check(request, QueryDict(query))
        except Unfit as why:
            return self._unfit(request, kept, str(why), listing)
        return HttpResponseRedirect(f"{listing.url}?{query}")

    def _unfit(
        self,
        request: HttpRequest,
        kept: SavedFilter,
        why: str,
        listing: Listing | None = None,
    ) -> HttpResponse:
        told = _("The saved filter “%(name)s” does not fit any more: %(why)s")
        messages.error(request, told % {"name": kept.name, "why": why})
        here = reverse("admin:consortium_savedfilter_changelist")
        return HttpResponseRedirect(listing.url if listing else here)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_module_perms("consortium")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One's own, whatever one's role: a superuser needs nobody else's either."""
        return obj is None or obj.owner_id == request.user.pk

    has_view_permission = has_delete_permission = has_change_permission
