"""What the shapes of all records have in common."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Prefetch, QuerySet
from django_countries.fields import CountryField as CountryColumn
from rest_framework import serializers

from consortium.api.v1.serializers import fields
from consortium.codelists import CODELISTS
from consortium.models.base import visible
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

    Answers are not made of instances but of columns (``consortium.api.rows``), which
    the fields say; DRF's own way with an instance gives the same.
    """

    parts: ClassVar[Mapping[str, str]] = {}
    """The relation behind each field that is a list."""

    @classmethod
    def seen(cls, user: Reader) -> QuerySet:
        """The rows that ``user`` may see."""
        meta: Any = cls.Meta
        rows: QuerySet = visible(meta.model, user)
        return rows

    @classmethod
    def shown(cls, rows: QuerySet, user: Reader) -> Any:
        """``rows`` with what they show to ``user`` beside their columns."""
        return rows

    @classmethod
    def rows(cls, user: Reader) -> QuerySet:
        """What ``user`` may see as instances, with all that they show."""
        declared: Any = cls._declared_fields
        rows: QuerySet = cls.shown(cls.seen(user), user)
        return rows.prefetch_related(
            *(
                Prefetch(
                    relation,
                    declared[name].child.rows(user),
                    to_attr=declared[name].source,
                )
                for name, relation in cls.parts.items()
            )
        )

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
