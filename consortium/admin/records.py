"""What the screens of records share: the editorial state, the evidence, the trail."""

from typing import Any, ClassVar, cast

import pghistory
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.admin import columns, evidence, outcomes, trail
from consortium.admin.disputes import disputed
from consortium.admin.drafts import RecordsOnMyDesk
from consortium.admin.proposals import Outcome, RecordForm, enter
from consortium.admin.verbs import VerbScreen, waits_for
from consortium.codelists import EditorialState
from consortium.models import Claim, Finding, Record
from consortium.readings import field_label
from consortium.roles import may, may_amend

OUTCOME = "consortium.outcome"

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
            "Changed by submitting, publishing and retracting only, never by hand."
        ),
    },
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
NOTICES = {
    EditorialState.SUBMITTED: gettext_lazy(
        "Submitted for review. What sources say changes by a claim that a second "
        "person accepts; notes and translations change at once."
    ),
    EditorialState.PUBLISHED: gettext_lazy(
        "Published. What sources say changes by a claim that a second person accepts; "
        "all the rest is changed by a reviewer, and at once."
    ),
    EditorialState.RETRACTED: gettext_lazy(
        "Retracted. What sources said of it stays as it was."
    ),
}


class RecordScreen(VerbScreen):
    """A list and a form of records."""

    form: Any = RecordForm
    list_filter: ClassVar[Any] = ("state",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return evidence.with_counts(super().get_queryset(request))

    def get_list_display(self, request: HttpRequest) -> Any:
        return [*self.list_display, *evidence.columns_of(self.model), columns.state]

    def get_list_filter(self, request: HttpRequest) -> Any:
        about = evidence.filters_of(self.model)
        return [*self.list_filter, *about, RecordsOnMyDesk]

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
        proposes = self.takes_claims(request, obj)
        said = {"request": request, "desk": self, "has_basis": proposes}
        form = cast(Any, type(form.__name__, (form,), said))
        if obj:
            held = locked_fields(obj, by=request.user, proposes=proposes)
            for name in held & {*form.base_fields}:
                lock(form.base_fields[name])
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was retracted stays as it was."""
        if obj and obj.state == EditorialState.RETRACTED:
            return False
        return bool(super().has_change_permission(request, obj))

    def takes_claims(self, request: HttpRequest, obj: Any) -> bool:
        """Whether the form asks what it is based on: claims can come of it."""
        kinds = (self.model, *(inline.model for inline in self.inlines))
        allowed = (
            self.has_change_permission(request, obj)
            if obj
            else self.has_add_permission(request)
        )
        return (
            allowed
            and any(getattr(kind, "claimable", {}) for kind in kinds)
            and may(request.user, "propose", Claim)
        )

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        basis = context["adminform"].form.basis
        if basis is not None:
            for form in basis.parts():
                context["errors"].extend(form.errors.values())
        context |= {"basis": basis, "is_draft": not obj or obj.state == "draft"}
        if obj:
            # What was typed stands in the form; the heading names what is saved.
            kwargs["obj"] = context["adminform"].form.current or obj
            context["verbs"] = self.buttons(request.user, obj)
            context["waits_for"] = waits_for(request.user, obj)
            if not self.has_change_permission(request, obj):
                context["disputes"] = [
                    (field_label(obj, name), words)
                    for name, words in disputed(obj).items()
                ]
            if obj.state == EditorialState.RETRACTED:
                context["notice"] = NOTICES[EditorialState.RETRACTED]
            elif self.has_change_permission(request, obj):
                context |= self._told(request, obj)
        return super().render_change_form(request, context, *args, **kwargs)

    def _told(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """What somebody who edits the record is told of its state."""
        if self.model.claimable:
            return {"notice": NOTICES.get(EditorialState(obj.state))}
        if may_amend(request.user, obj):
            return {}
        buttons = ("save", "save_and_continue", "save_and_add_another")
        hidden = {f"show_{button}": False for button in buttons}
        return hidden | {"notice": _("Published: a reviewer changes this.")}

    def save_model(
        self, request: HttpRequest, obj: Any, form: RecordForm, change: bool
    ) -> None:
        form.hold_back()
        if form.basis is not None and form.basis.reason:
            pghistory.context(reason=form.basis.reason)
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: RecordForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        request.META[OUTCOME] = enter(form, formsets)

    def message_user(
        self, request: HttpRequest, message: Any, *args: Any, **kw: Any
    ) -> None:
        """Django says that a save changed the record; ours says what became of it."""
        outcome: Outcome | None = request.META.pop(OUTCOME, None)
        if outcome is None:
            super().message_user(request, message, *args, **kw)
            return
        for level, told in outcomes.in_words(outcome):
            messages.add_message(request, level, told)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """What changed and why, in place of Django's own log."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self.gone(request, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | (extra_context or {})
        return trail.page(request, cast(Record, record), self, context)

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


def lock(field: Any) -> None:
    """Show a field of a form without letting anybody change it or add a choice."""
    field.disabled = True
    field.widget.can_add_related = False


def locked_fields(record: Record, *, by: Any, proposes: bool) -> set[str]:
    """What ``by`` cannot change once the record has left the draft state.

    What it is about; what claims speak of, unless the form ``proposes`` claims; and the
    rest of a published record, but for those who may amend it.
    """
    if record.state == EditorialState.DRAFT:
        return set()
    said = {name for names in record.claimable.values() for name in names}
    locked = {*record.settled_fields()}
    if not proposes:
        locked |= said
    if not may_amend(by, record):
        locked |= {column.name for column in record._meta.fields} - said
    return locked
