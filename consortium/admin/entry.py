"""How facts are typed in: amounts, fuzzy dates, roles; and what the form refuses."""

import re
import unicodedata
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import Any

from django import forms
from django.apps import apps
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
)
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.forms.models import ModelChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext as _

from consortium.admin.labels import choice
from consortium.models.fields import FuzzyDateField
from consortium.money import grouped, plain

SCALES = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "quadrillion": 15,
    "万": 4,
    "億": 8,
    "兆": 12,
    "京": 16,
    "垓": 20,
}
_PART = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*"
    rf"(?P<scale>{'|'.join(SCALES)})?\s*"
)


def written_out(text: str) -> str:
    """The digits of a figure as people write it: ``1兆2,500億``, ``61.6 billion``.

    What is no such figure comes back as it is, for the field to refuse.
    """
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    parts = list(_PART.finditer(folded))
    scales = [SCALES.get(part["scale"], 0) for part in parts]
    falling = all(low < high for high, low in pairwise(scales))
    if not parts or not falling or "".join(part[0] for part in parts) != folded:
        return text
    with localcontext(prec=80):
        total = sum(
            Decimal(part["number"].replace(",", "")).scaleb(scale)
            for part, scale in zip(parts, scales, strict=True)
        )
    return plain(Decimal(total)) or ""


class FigureField(forms.DecimalField):
    """A figure that may be typed with commas or scale words, shown with commas."""

    widget = AdminTextInputWidget

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = value.strip() if isinstance(value, str) else value
        return super().to_python(written_out(text) if isinstance(text, str) else text)

    def prepare_value(self, value: Any) -> Any:
        return grouped(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"class": "vFigure", "inputmode": "text", "autocomplete": "off"}


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


class EntryForm(forms.ModelForm):
    """A form that holds every law of the table which one row can break.

    ``refusal`` is what the database said to the same data a moment ago.
    """

    refusal = ""

    def clean(self) -> Any:
        if self.refusal:
            self.add_error(None, self.refusal)
        return super().clean()

    def _post_clean(self) -> None:
        # Django leaves out each law that names a column beyond the form, the state for
        # instance: the rule that memberships do not overlap would go unchecked.
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as broken:
                self.add_error(None, broken.messages)


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

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, ModelChoiceField):
            field.label_from_instance = choice  # type: ignore[assignment,method-assign]
            widget: Any = field.widget
            widget.can_delete_related = False
        return field
