"""A record that changed while its form was open: what became of it, field by field."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from consortium.admin.entry import EntryForm
from consortium.admin.values import value_in_words
from consortium.editorial.desk import locked
from consortium.models.turns import take_turn


class Conflict:
    """Between a form that shows version ``seen`` of a record and the record now.

    Whatever stands in the form counts as different when nobody knows that version.
    """

    def __init__(self, form: forms.ModelForm, current: Any, seen: int | None) -> None:
        self.form, self.current = form, current
        events = type(current).pgh_event_model.objects
        self.then = events.filter(pgh_obj_id=current.pk, version=seen or 0).first()
        columns = [
            column
            for column in current._meta.concrete_fields
            if column.name in form.fields
        ]
        self.changed = [
            column
            for column in columns
            if self.then is None
            or getattr(self.then, column.attname) != getattr(current, column.attname)
        ]

    def told(self) -> SafeString:
        """What the record says now, for somebody whose form shows what it said."""
        opening = _(
            "This record was changed while the form was open. Nothing is saved yet: "
            "look at what it says now, then save again."
        )
        lines = (
            (column.verbose_name, value_in_words(self.current, column.name) or "–")
            for column in self.changed
        )
        return format_html(
            '{}<ul class="now">{}</ul>',
            opening,
            format_html_join("", "<li>{}: {}</li>", lines),
        )

    def settled(self) -> Any:
        """The form's data with what others changed where its author changed nothing."""
        typed: Any = self.form.data
        data = typed.copy()
        for column in self.changed:
            if self.then is not None and not self._is_touched(column):
                value = column.value_from_object(self.current)
                _put(data, self.form, column.name, value)
        data["seen"] = str(self.current.version)
        return data

    def _is_touched(self, column: Any) -> bool:
        field, typed = self.form.fields[column.name], self.form[column.name].data
        return bool(field.has_changed(column.value_from_object(self.then), typed))


class SeenForm(EntryForm):
    """A form that knows which version of its row it shows, and saves over no other.

    ``current`` is the row as it stands, held; nothing for a new one.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = self.instance.version if self.is_change else ""
        self.initial.setdefault("seen", version)
        self.current: Any = None

    @property
    def is_change(self) -> bool:
        return self.instance.pk is not None

    def clean(self) -> Any:
        cleaned = super().clean()
        take_turn()  # before any row is held, as the verbs do
        if self.is_change:
            self.current = locked(self.instance)
            seen = self.cleaned_data.get("seen")
            if seen != self.current.version:
                conflict = Conflict(self, self.current, seen)
                self.add_error(None, conflict.told())
                self.data = conflict.settled()
        return cleaned


def _put(data: Any, form: forms.ModelForm, name: str, value: Any) -> None:
    """Let ``data`` hold ``value`` as a browser would send it."""
    shown = form.fields[name].prepare_value(value)
    if isinstance(shown, list):
        data.setlist(name, [str(each) for each in shown])
    elif isinstance(shown, bool):
        data.setlist(name, ["on"] if shown else [])
    else:
        data[name] = "" if shown is None else str(shown)
