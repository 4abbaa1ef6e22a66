"""Accounts, as far as those who keep them may go."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

from consortium.models import SavedFilter

admin.site.unregister(User)

POWERS = ("is_superuser", "user_permissions")


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Somebody's account.

    Only a superuser makes superusers or gives single permissions; nobody changes their
    own roles.
    """

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return fixed
        own = ("groups",) if obj == request.user else ()
        return [*fixed, *POWERS, *own]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account is a superuser's to change."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """An account takes its saved filters along, which are nobody else's."""
        found = super().get_deleted_objects(objs, request)
        found[2].discard(SavedFilter._meta.verbose_name)
        return found
