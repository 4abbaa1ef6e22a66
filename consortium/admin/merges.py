"""Organizations that turn out to be one: merged here, and parted again."""

from copy import copy
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium import editorial, roles
from consortium.admin.labels import choice, label
from consortium.admin.reasons import ReasonForm
from consortium.admin.screens import ReadOnlyScreen
from consortium.models import Organization, OrganizationMerge


class PairForm(forms.Form):
    """Which two organizations; read from the address."""

    one = forms.ModelChoiceField(
        Organization.objects.all(), label=gettext_lazy("One organization")
    )
    other = forms.ModelChoiceField(
        Organization.objects.all(), label=gettext_lazy("The other one")
    )

    def __init__(self, data: Any, site: Any) -> None:
        super().__init__(data)
        named: Any = OrganizationMerge._meta.get_field("keep")
        for name in ("one", "other"):
            field: Any = self.fields[name]
            field.widget = AutocompleteSelect(named, site)
            field.widget.choices = field.choices
            field.label_from_instance = choice

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("one") and said.get("one") == said.get("other"):
            raise forms.ValidationError(_("Choose two different organizations."))
        return said


class MergeForm(ReasonForm):
    """Which of the two is kept, and why they are one."""

    keep = forms.TypedChoiceField(
        label=gettext_lazy("Keep"), coerce=int, widget=forms.RadioSelect
    )
    field_order = ("keep", "reason")

    def __init__(self, sides: "list[Side]", data: Any = None) -> None:
        super().__init__(data)
        keep: Any = self.fields["keep"]
        keep.choices = [(side.keep.pk, choice(side.keep)) for side in sides]


@dataclass(frozen=True)
class Side:
    """One way to merge: what is kept, what is absorbed, and what that would do."""

    keep: Organization
    absorb: Organization
    preview: editorial.Preview

    @property
    def name(self) -> str:
        return choice(self.keep)

    @property
    def moves(self) -> list[tuple[str, int]]:
        """What would name the kept one from then on, and how much of it."""
        merge = self.preview.outcome
        return moved(merge) if merge else []


def moved(merge: OrganizationMerge) -> list[tuple[str, int]]:
    """How many rows of each kind a merge moves."""
    found: dict[str, int] = {}
    for place, keys in merge.moved.items():
        model, column = place.split(".")
        kind = apps.get_model("consortium", model)._meta
        name = capfirst(str(kind.verbose_name_plural))
        if column != "organization":
            name = f"{name} ({kind.get_field(column).verbose_name})"
        found[name] = found.get(name, 0) + len(keys)
    return list(found.items())


@admin.display(description=gettext_lazy("what moved"))
def what_moved(merge: OrganizationMerge) -> str:
    lines = [f"{name}: {number}" for name, number in moved(merge)]
    return ", ".join(lines) or _("nothing")


@admin.register(OrganizationMerge)
class OrganizationMergeAdmin(ReadOnlyScreen):
    """One merge, and whether it was undone."""

    about = gettext_lazy(
        "Organizations that turned out to be one, by whose decision, and why."
    )
    list_display = ("absorbed", "keep", "merged_at", "merged_by", "undone_at")
    list_select_related = ("absorbed", "keep", "merged_by", "undone_by")
    search_fields = (
        "absorbed__search_text__contains",
        "keep__search_text__contains",
    )
    fields: ClassVar[Any] = (
        ("absorbed", "keep"),
        ("merged_at", "merged_by"),
        "reason",
        what_moved,
        ("undone_at", "undone_by"),
        "undone_reason",
    )

    def get_urls(self) -> list[Any]:
        unmerge = self.admin_site.admin_view(self.unmerge_view)
        name = "consortium_organizationmerge_unmerge"
        return [path("<int:pk>/unmerge/", unmerge, name=name), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return roles.may(cast(User, request.user), "merge", OrganizationMerge)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """First which two, then which is kept, with what would move either way."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        pair = PairForm(request.GET or None, self.admin_site)
        if pair.is_bound and not pair.is_valid():
            for complaint in pair.errors.values():
                messages.error(request, " ".join(map(str, complaint)))
            pair = PairForm(None, self.admin_site)  # the widget breaks on what is odd
        context = self.admin_site.each_context(request) | {
            "title": _("Merge two organizations"),
            "opts": self.opts,
            "media": self.media + pair.media,
            "pair": pair,
        }
        if pair.is_valid():
            sides = self._sides(request, **pair.cleaned_data)
            form = MergeForm(sides, request.POST or None)
            merge = None
            if request.method == "POST" and form.is_valid():
                merge = self._merge(request, sides, form.cleaned_data)
            if merge:
                return self._to(merge)
            context |= {"sides": sides, "form": form}
        return TemplateResponse(
            request, "admin/consortium/organizationmerge/add_form.html", context
        )

    def _sides(
        self, request: HttpRequest, one: Organization, other: Organization
    ) -> list[Side]:
        by = cast(User, request.user)
        merge = editorial.merge_organizations
        return [
            Side(kept, gone, editorial.preview(kept, merge, by=by, absorb=copy(gone)))
            for kept, gone in ((one, other), (other, one))
        ]

    def _merge(
        self, request: HttpRequest, sides: list[Side], said: dict[str, Any]
    ) -> OrganizationMerge | None:
        side = next(side for side in sides if side.keep.pk == said["keep"])
        try:
            merge = editorial.merge_organizations(
                side.keep,
                absorb=side.absorb,
                by=cast(User, request.user),
                reason=said["reason"],
            )
        except editorial.Refused as refusal:
            messages.error(request, str(refusal))
            return None
        self.log_addition(request, merge, said["reason"])
        names = {"absorbed": label(side.absorb), "keep": label(side.keep)}
        messages.success(request, _("%(absorbed)s is now %(keep)s.") % names)
        return merge

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        merge = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if merge and not merge.undone_at and self.has_add_permission(request):
            context.setdefault("reason_form", ReasonForm())
        return super().change_view(request, object_id, form_url, context)

    def unmerge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Part the two again, with the reason given."""
        merge = get_object_or_404(OrganizationMerge, pk=pk)
        if request.method != "POST":
            return self._to(merge)
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ReasonForm(request.POST)
        if not form.is_valid():
            request.method = "GET"  # Django's screen takes a POST for a change
            return self.change_view(request, str(pk), "", {"reason_form": form})
        reason = form.cleaned_data["reason"]
        try:
            editorial.unmerge(merge, by=cast(User, request.user), reason=reason)
        except editorial.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            done = _("Undone.")
            self.log_change(request, merge, f"{done} {reason}")
            messages.success(request, _("They are two again."))
        return self._to(merge)

    def _to(self, merge: OrganizationMerge) -> HttpResponseRedirect:
        where = "admin:consortium_organizationmerge_change"
        return HttpResponseRedirect(reverse(where, args=[merge.pk]))
