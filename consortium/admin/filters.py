"""Ways to narrow a list beyond a column's codes."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class InUse(admin.AllValuesFieldListFilter):
    """The codes of a long list that occur, under their labels."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        labels: dict[Any, Any] = {
            str(code): label for code, label in self.field.flatchoices
        }
        for choice in super().choices(changelist):
            shown = choice["display"]
            yield {**choice, "display": labels.get(shown, shown)}


def titled(title: Any) -> type[InUse]:
    """A filter on another record's column, under a name that says whose it is."""

    class Titled(InUse):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.title = title

    return Titled


class Unsettled(admin.SimpleListFilter):
    """Records that wait for somebody to look at what the checks found."""

    title = _("findings")
    parameter_name = "findings"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("open", _("Some are open")), ("none", _("None is open"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "open":
            return queryset.filter(open_findings__gt=0)
        if self.value() == "none":
            return queryset.filter(open_findings=0)
        return queryset


class Backed(admin.SimpleListFilter):
    """Records with or without anybody's word for them."""

    title = _("claims")
    parameter_name = "claims"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("some", _("With claims")), ("none", _("Without claims"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "some":
            return queryset.filter(claims_count__gt=0)
        if self.value() == "none":
            return queryset.filter(claims_count=0)
        return queryset
