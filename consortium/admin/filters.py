"""Ways to narrow a list beyond a column's codes."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from consortium.admin.labels import label
from consortium.codelists import FindingState
from consortium.models import FINDING_SUBJECTS, Finding, Initiative
from consortium.readings import field_label


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


class OnMyDesk(admin.SimpleListFilter):
    """What the index of the desk counts as its reader's to go on with."""

    title = _("my desk")
    parameter_name = "desk"
    offered: ClassVar[dict[str, tuple[Any, Callable[..., QuerySet]]]] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(code, name) for code, (name, _narrow) in self.offered.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in self.offered:
            return queryset
        _name, narrow = self.offered[self.value() or ""]
        return narrow(queryset, request.user)


class OpenFirst(admin.SimpleListFilter):
    """Findings by their state: those that wait, unless others are asked for."""

    title = _("state")
    parameter_name = "state__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [*FindingState.choices, ("all", _("All"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        for code, name in self.lookup_choices:
            yield {
                "selected": code == (self.value() or FindingState.OPEN),
                "query_string": changelist.get_query_string(
                    {self.parameter_name: code}
                ),
                "display": name,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        wanted = self.value() or FindingState.OPEN
        return queryset if wanted == "all" else queryset.filter(state=wanted)


class KindOfRecord(admin.SimpleListFilter):
    """Findings by what sort of record they are about."""

    title = _("kind of record")
    parameter_name = "about"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(arc, capfirst(field_label(Finding, arc))) for arc in FINDING_SUBJECTS]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in FINDING_SUBJECTS:
            return queryset
        return queryset.filter(**{f"{self.value()}__isnull": False})


class OfInitiative(admin.SimpleListFilter):
    """Findings about an initiative, its records and the claims on them."""

    title = _("initiative")
    parameter_name = "within"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(str(one.pk), label(one)) for one in Initiative.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value() or ""
        found = Initiative.objects.filter(pk=value) if value.isdecimal() else None
        initiative = found.first() if found is not None else None
        if initiative is None:
            return queryset
        return queryset.filter(pk__in=Finding.objects.about(initiative))
