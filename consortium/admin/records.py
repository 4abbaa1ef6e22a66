"""What the screens of records share: the editorial state, the evidence, publishing."""

from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consortium import editorial
from consortium.admin import columns, evidence
from consortium.admin.labels import label
from consortium.admin.screens import Screen
from consortium.codelists import EditorialState
from consortium.models import Finding, Record

EDITORIAL = (
    gettext_lazy("Editorial state and version"),
    {
        "fields": (
            "state",
            columns.submitted,
            columns.published,
            columns.retracted,
            ("version", "created_at", "updated_at"),
        ),
        "classes": ("collapse",),
        "description": gettext_lazy(
            "Changed by publishing and retracting only, never by hand."
        ),
    },
)
LOCKED = gettext_lazy(
    "State: %(state)s. What claims speak of, what the record belongs to and its "
    "address are locked; a superuser can change them."
)
AT_ONCE = gettext_lazy(
    "State: %(state)s. As a superuser you can change every field; the change takes "
    "effect at once, without a claim behind it."
)
READ_ONLY = (
    "state",
    columns.submitted,
    columns.published,
    columns.retracted,
    "version",
    "created_at",
    "updated_at",
)


class RecordScreen(Screen):
    """A list and a form of records."""

    actions = ["publish"]
    list_filter: ClassVar[Any] = ("state",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return evidence.with_counts(super().get_queryset(request))

    def get_list_display(self, request: HttpRequest) -> Any:
        return [*self.list_display, *evidence.columns_of(self.model), columns.state]

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [*self.list_filter, *evidence.filters_of(self.model)]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [*self.inlines, *(evidence.rows_of(self.model) if obj else ())]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets, EDITORIAL] if obj else fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), *READ_ONLY]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj and not request.user.is_superuser:
            for name in locked_fields(obj) & {*form.base_fields}:
                lock(form.base_fields[name])
        return form

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj and locked_fields(obj) and self.has_change_permission(request, obj):
            context["notice"] = (AT_ONCE if request.user.is_superuser else LOCKED) % {
                "state": obj.get_state_display()
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Drafts only: what was once published is retracted, never deleted."""
        if obj and obj.state != EditorialState.DRAFT:
            return False
        return super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A draft takes the findings about it along, which nobody deletes by hand."""
        found = super().get_deleted_objects(objs, request)
        found[2].discard(Finding._meta.verbose_name)
        return found

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    @admin.action(
        description=gettext_lazy("Publish the selected records"),
        permissions=["publish"],
    )
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        records = [record for record in queryset if not record.is_published]
        refusals = self._publish_all(request, records)
        if number := len(records) - len(refusals):
            done = ngettext(
                "%(number)d record is published.",
                "%(number)d records are published.",
                number,
            )
            self.message_user(request, done % {"number": number}, messages.SUCCESS)
        for record, reason in refusals.items():
            self.message_user(request, f"{label(record)}: {reason}", messages.ERROR)

    def _publish_all(
        self, request: HttpRequest, records: list[Record]
    ) -> dict[Record, editorial.NotPublishable]:
        """Publish the whole before its parts; what is left has a reason."""
        waiting = records
        while waiting:
            refusals = {}
            for record in waiting:
                try:
                    editorial.publish(record, by=cast(User, request.user))
                except editorial.NotPublishable as reason:
                    refusals[record] = reason
                else:
                    self.log_change(request, record, _("Published."))
            if len(refusals) == len(waiting):
                return refusals
            waiting = list(refusals)
        return {}


def lock(field: Any) -> None:
    """Show a field of a form without letting anybody change it or add a choice."""
    field.disabled = True
    field.widget.can_add_related = False


def locked_fields(record: Record) -> set[str]:
    """What nobody but a superuser changes once the record has left the draft state.

    The fields that claims speak of, what the record belongs to, and its address.
    """
    if record.state == EditorialState.DRAFT:
        return set()
    claimable = {name for names in record.claimable.values() for name in names}
    return claimable | {*record.stands_on, "part_of", "slug"}
