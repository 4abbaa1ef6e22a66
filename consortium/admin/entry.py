"""How facts are typed in: lists, prose, fuzzy dates; and what the form refuses."""

import re
from typing import Any

from django import forms
from django.apps import apps
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AutocompleteSelect,
)
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import Q
from django.forms.models import ModelChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext as _

from consortium.admin.figures import CodeField, FigureField, read
from consortium.admin.labels import choice
from consortium.checks.dates import HAPPENED, is_after
from consortium.checks.days import today
from consortium.models.fields import CurrencyField, FuzzyDateField

KEY = re.compile(r"[0-9]{1,18}", re.ASCII)


class SeveralField(forms.MultipleChoiceField):
    """Some of the codes of a list, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self, *, base_field: forms.ChoiceField, max_length: int | None, **kwargs: Any
    ) -> None:
        choices: Any = base_field.choices
        super().__init__(choices=[pair for pair in choices if pair[0]], **kwargs)


class ProseField(forms.CharField):
    """Text of several lines, kept as it is but for the line ends that browsers send."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"strip": False})

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class RecordSelect(AutocompleteSelect):
    """A record to be searched for; what was sent instead of a key is not looked up."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        keys = [each for each in map(str, value) if KEY.fullmatch(each)]
        return super().optgroups(name, keys, attrs)


class EntryForm(forms.ModelForm):
    """A form that holds every law of the table which one row can break.

    ``refusal`` is what the database said to the same data a moment ago.
    """

    refusal = ""

    def clean(self) -> Any:
        if self.refusal:
            self.add_error(None, self.refusal)
        cleaned: Any = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, FigureField) and not field.disabled:
                self._settle_currency(name)
        return cleaned

    def _settle_currency(self, name: str) -> None:
        """Let a figure that was typed with a sign have the currency of that sign."""
        typed, currency = str(self[name].data or ""), self.cleaned_data.get("currency")
        possible = read(typed).currencies
        if not possible or currency in possible:
            return
        if currency:
            words = {"typed": typed, "currency": currency}
            complaint = _("“%(typed)s” is not in %(currency)s: change one of the two.")
            self.add_error(name, complaint % words)
        elif "currency" not in self.fields:
            self.add_error(name, _("This is no amount of money: leave the sign away."))
        elif "currency" not in self.errors:
            self.cleaned_data["currency"] = possible[0]

    def _post_clean(self) -> None:
        # Django leaves out each law that names a column beyond the form, the state for
        # instance: the rule that memberships do not overlap would go unchecked.
        super()._post_clean()  # type: ignore[misc]
        self._refuse_future()
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as broken:
                self.add_error(None, broken.messages)

    def _refuse_future(self) -> None:
        """Refuse to say that something happened on a day that is still to come."""
        for name, where in HAPPENED.get(self._meta.model, {}).items():
            is_typed = name in self.changed_data and name not in self.errors
            date = getattr(self.instance, name)
            if where == Q() and is_typed and is_after(date, today()):
                self.add_error(name, _("This day is still to come."))


def in_words(refusal: Exception) -> str:
    """What a verb or a field says, or the law that the database found broken."""
    if isinstance(refusal, ValidationError):
        return " ".join(refusal.messages)
    if not isinstance(refusal, IntegrityError):
        return str(refusal)
    law = getattr(getattr(refusal.__cause__, "diag", None), "constraint_name", None)
    if str(law).endswith("_no_circle"):
        return _("This would make a circle.")
    laws = {
        constraint.name: constraint
        for model in apps.get_app_config("consortium").get_models()
        for constraint in model._meta.constraints
    }
    if law in laws:
        return str(laws[law].get_violation_error_message())
    return _("The database refuses this (%(law)s).") % {"law": law}


class Entry(BaseModelAdmin):
    """How the fields of all forms are typed in."""

    form: Any = EntryForm
    formfield_overrides = {
        models.DecimalField: {"form_class": FigureField},
        CurrencyField: {"form_class": CodeField},
        models.TextField: {
            "form_class": ProseField,
            "widget": AdminTextareaWidget(attrs={"rows": 4}),
        },
        ArrayField: {"form_class": SeveralField},
        FuzzyDateField: {
            "widget": AdminTextInputWidget(
                attrs={"class": "vFuzzyDate", "autocomplete": "off"}
            )
        },
    }

    def formfield_for_foreignkey(
        self, db_field: Any, request: Any, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, ModelChoiceField):
            field.label_from_instance = choice  # type: ignore[assignment,method-assign]
            widget: Any = field.widget
            widget.can_delete_related = False
        return field
