"""What the shapes of all records have in common."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django_countries.fields import CountryField as CountryColumn
from rest_framework import serializers

from consortium.api.v1.serializers import fields
from consortium.codelists import CODELISTS
from consortium.models.fields import FuzzyDateField as FuzzyDateColumn

Reader = User | AnonymousUser
STAMPS = ["version", "created_at", "updated_at"]
BY_CODES = {tuple(codes.values): codes for codes in CODELISTS.values()}

COLUMNS: dict[type[models.Field], type[serializers.Field]] = {
    models.DecimalField: fields.DecimalField,
    FuzzyDateColumn: fields.FuzzyDateField,
    CountryColumn: fields.CountryField,
    models.DateTimeField: fields.InstantField,
    models.CharField: fields.TextField,
    models.TextField: fields.TextField,
}
"""How a column is shown; the first that fits."""


class RecordSerializer(serializers.ModelSerializer):
    """A record as it is read: unknown is null, codes stay codes, figures are text.

    ``rows(user)`` of one gives what the user may see, read with all that it shows.
    With ``evidence`` in the context, by key, the records asked for bring theirs along.
    """

    def to_representation(self, instance: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        evidence = self.context.get("evidence")
        if evidence is not None and self.root in (self, self.parent):
            shown["evidence"] = evidence[instance.pk]
        return shown

    def build_standard_field(
        self, field_name: str, model_field: models.Field
    ) -> tuple[Any, dict[str, Any]]:
        options: dict[str, Any] = {"read_only": True}
        if model_field.help_text:
            options["help_text"] = model_field.help_text
        if model_field.null or model_field.blank:
            options["allow_null"] = True
        codes = BY_CODES.get(tuple(code for code, _label in model_field.choices or ()))
        if codes:
            return fields.CodeField, {"codes": codes, **options}
        for column, shown in COLUMNS.items():
            if isinstance(model_field, column):
                return shown, options
        return super().build_standard_field(field_name, model_field)
