"""Tokens of the API: one's own, and those of others for who keeps accounts."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.accounts.recent import need_proof
from consortium.admin.screens import Screen
from consortium.models import ApiToken
from consortium.models.tokens import DAYS, MOST_DAYS, Scope

REVOKE = "consortium.delete_apitoken"


class NewTokenForm(forms.ModelForm):
    """A token that is asked for."""

    owner: User

    days = forms.IntegerField(
        label=capfirst(gettext_lazy("days")),
        help_text=gettext_lazy("After how many days it expires."),
        initial=DAYS,
        min_value=1,
        max_value=MOST_DAYS,
    )

    class Meta:
        model = ApiToken
        fields = ("name", "scope")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if ApiToken.objects.filter(user=self.owner, name=name).exists():
            raise ValidationError(_("You have a token of this name."), code="unique")
        return name

    def _post_clean(self) -> None:
        """The row is made with its secret, by its manager, when all is well."""


@admin.register(ApiToken)
class ApiTokenAdmin(Screen):
    """Tokens are made here and revoked, and never changed."""

    about = gettext_lazy(
        "Keys by which programs read or write for you. A secret is shown once, when "
        "its token is made."
    )
    list_display: Any = ("name", "user", "scope", "created", "expiry", "last_used")
    search_fields = ("name", "user__username")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        tokens = super().get_queryset(request).select_related("user")
        everybodys = request.user.has_perm(REVOKE)
        return tokens if everybodys else tokens.filter(user=cast(User, request.user))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.list_display if obj else ("name", "scope", "days")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.list_display if obj else ()

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,
        **options: Any,
    ) -> Any:
        if obj is not None:
            return super().get_form(request, obj, change, **options)
        return type("OwnTokenForm", (NewTokenForm,), {"owner": request.user})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> Any:
        need_proof(request)
        # To go on from there would hide the secret for ever.
        context = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, context | (extra_context or {}))

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        return {"scope": Scope.READ} | super().get_changeform_initial_data(request)

    def save_model(self, request: Any, obj: Any, form: Any, change: Any) -> None:
        said = form.cleaned_data
        made, secret = ApiToken.objects.create(
            request.user,
            timedelta(days=said["days"]),
            name=said["name"],
            scope=said["scope"],
        )
        obj.pk, request.new_secret = made.pk, secret

    def response_add(
        self, request: Any, obj: Any, post_url_continue: Any = None
    ) -> HttpResponse:
        """The only page that shows the secret."""
        context = self.admin_site.each_context(request) | {
            "title": _("Your new token"),
            "opts": self.opts,
            "secret": request.new_secret,
        }
        answer = TemplateResponse(
            request, "admin/consortium/apitoken/made.html", context
        )
        answer["Cache-Control"] = "no-store"
        return answer

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_module_perms("consortium")

    has_add_permission = has_module_permission

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One's own; anybody's for who keeps accounts."""
        own = obj is None or obj.user_id == request.user.pk
        return own or request.user.has_perm(REVOKE)
