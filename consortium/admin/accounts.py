"""Accounts, as far as those who keep them may go."""

from typing import Any, cast

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.accounts.factors import MAIN, remove_factors
from consortium.accounts.keepers import is_last, would_keep
from consortium.accounts.links import HOURS, one_time_link
from consortium.accounts.recent import need_proof
from consortium.models import SavedFilter

admin.site.unregister(User)

POWERS = ("is_superuser", "user_permissions")


class NewAccountForm(forms.ModelForm):
    """An account without a password: its owner chooses one by a one-time link."""

    class Meta:
        model = User
        fields = ("username", "email")

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return cast(User, super().save(commit))


class AccountForm(UserChangeForm):
    """An account; whoever is the last to keep the accounts goes on doing so."""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not would_keep(self.instance, said) and is_last(self.instance):
            told = _("Nobody else could keep the accounts: let somebody else first.")
            raise ValidationError(told, code="last_keeper")
        return said


class LinkForm(forms.Form):
    """What goes with a one-time link."""

    end_all = forms.BooleanField(
        label=gettext_lazy("End the present password, all sessions and all tokens"),
        help_text=gettext_lazy("If somebody else may have them."),
        required=False,
    )
    end_factors = forms.BooleanField(
        label=gettext_lazy("Take away all second factors"),
        help_text=gettext_lazy("If they are lost: make sure who is asking."),
        required=False,
    )


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Somebody's account.

    Nobody chooses a password for somebody else. Only a superuser makes superusers or
    gives single permissions; nobody changes their own roles.
    """

    about = gettext_lazy(
        "Who may sign in, and in which roles. Passwords are chosen by their owners, by "
        "one-time links that you hand out."
    )
    form = AccountForm
    add_form = NewAccountForm
    add_form_template = None
    add_fieldsets = ((None, {"fields": ("username", "email")}),)
    readonly_fields = ("last_login", "date_joined", "ways_in")
    list_display = ("username", "email", "last_login", "is_staff", "is_active")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        sets = super().get_fieldsets(request, obj)
        if obj is None:
            return sets
        (title, first), *others = sets
        return [(title, first | {"fields": ("username", "ways_in")}), *others]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return fixed
        own = ("groups",) if obj == request.user else ()
        return [*fixed, *POWERS, *own]

    @admin.display(description=gettext_lazy("signing in"))
    def ways_in(self, account: User) -> SafeString:
        """What the account is signed in with, and the way to a one-time link."""
        chosen = account.has_usable_password()
        factors = Authenticator.objects.filter(user=account, type__in=MAIN).count()
        sessions = UserSession.objects.filter(user=account).count()
        return format_html(
            '{}<br>{}<br>{}<br><a href="{}">{}</a>',
            _("Password chosen") if chosen else _("No password chosen yet"),
            _("Second factors: %(number)d") % {"number": factors},
            _("Sessions: %(number)d") % {"number": sessions},
            reverse("admin:auth_user_password_change", args=[account.pk]),
            _("Make a one-time link"),
        )

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002 (Django's own)
        form_url: str = "",
    ) -> HttpResponse:
        """Make a link by which the account's owner chooses a password."""
        account = self.get_object(request, unquote(id))
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        if account is None:
            raise Http404
        asked = request.method == "POST"
        if asked:
            need_proof(request)
        form, link = LinkForm(request.POST if asked else None), ""
        if form.is_valid():
            link = self._link(request, account, form.cleaned_data)
        context = self.admin_site.each_context(request) | {
            "title": _("One-time link"),
            "opts": self.opts,
            "account": account,
            "form": form,
            "link": link,
            "hours": HOURS,
        }
        return TemplateResponse(request, "admin/auth/user/link.html", context)

    def _link(self, request: HttpRequest, account: User, said: dict[str, Any]) -> str:
        told = [_("made a one-time link")]
        if said["end_all"]:
            account.set_unusable_password()
            account.save(update_fields=["password"])
            told.append(_("ended the password, all sessions and all tokens"))
        if said["end_factors"]:
            remove_factors(account)
            told.append(_("took away all second factors"))
        self.log_change(request, account, "; ".join(told))
        return one_time_link(account, f"{request.scheme}://{request.get_host()}")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account is a superuser's to change."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not of the last who keeps the accounts."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj is not None and is_last(obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """An account takes along what is nobody else's."""
        found = super().get_deleted_objects(objs, request)
        for own in (SavedFilter, UserSession, Authenticator):
            found[2].discard(own._meta.verbose_name)
        return found
