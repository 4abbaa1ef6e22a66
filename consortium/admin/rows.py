"""Rows of other tables within a record's form."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.functional import cached_property

from consortium.admin.columns import Column, plain
from consortium.admin.entry import Entry
from consortium.roles import may_amend


class Rows(Entry, admin.StackedInline):
    """Rows that are read in a table, changed on their own screen and added here.

    ``shown`` is read, ``entry`` (fields, or tuples of fields on one line) is filled
    in for a new row.
    """

    template = "admin/edit_inline/rows.html"
    extra = 0
    can_delete = False
    shown: ClassVar[Any] = ()
    entry: ClassVar[Any] = ()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What is shown; by its name a field would be read only in new rows as well."""
        return tuple(
            plain(self.model, column) if isinstance(column, str) else column
            for column in self.shown
        )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [
            (None, {"fields": self.columns, "classes": ["row"]}),
            (None, {"fields": self.entry}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.columns

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyRows(Rows):
    """Rows that are read only, wherever they come from; many of them are folded."""

    classes = ("collapse",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Lines(Entry, admin.TabularInline):
    """Short rows that belong to one record only and are edited in its form."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_amend(request.user, obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and may_amend(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and may_amend(request.user, obj)
