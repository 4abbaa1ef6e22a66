"""Turns entries of the fixtures into rows, driven by what the models declare."""

from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DatabaseError, models, transaction

from consortium.imports.fixtures import BadFixture, Entry
from consortium.models import Record

Row = TypeVar("Row", bound=models.Model)

KEYS = ("slug", "external_id")


def natural_key(model: type[models.Model]) -> str | None:
    """The column that fixtures know rows by; ``None`` for a part of another row."""
    names = {field.name for field in model._meta.concrete_fields}
    return next((key for key in KEYS if key in names), None)


def split(
    model: type[models.Model], entry: Entry
) -> tuple[dict[str, Any], list[models.ManyToOneRel]]:
    """The columns that ``entry`` fills, and the relations it nests rows under."""
    columns: dict[str, Any] = {}
    nested: list[models.ManyToOneRel] = []
    for name, value in entry.data.items():
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            field = None
        if isinstance(field, models.ManyToOneRel):
            nested.append(field)
        elif _is_writable(field):
            columns[name] = value
        else:
            raise entry.wrong(name, f"no such field of {model._meta.verbose_name}")
    return columns, nested


def build(model: type[Row], columns: dict[str, Any], entry: Entry) -> Row:
    """An unsaved row of ``model``; names of other records become those records."""
    row = model()
    for name, value in columns.items():
        field = model._meta.get_field(name)
        if isinstance(value, float):
            raise entry.wrong(name, f"write {value} in quotes, so that it stays exact")
        if unlike := _unlike(field, value):
            raise entry.wrong(name, unlike)
        if isinstance(field, models.ForeignKey) and isinstance(value, str):
            value = referred(field.related_model, value, entry, name)
        try:
            setattr(row, name, value)
        except ValueError as reason:  # a number where a slug belongs
            raise entry.wrong(name, reason) from reason
    return row


def _unlike(field: Any, value: Any) -> str:
    """Why ``value`` is not what its column holds, where Django would make a text of it.

    YAML reads ``no`` as false, be it the name of a language.
    """
    if isinstance(value, bool) and not isinstance(field, models.BooleanField):
        return f"write {'yes' if value else 'no'} in quotes"
    holds = isinstance(field, ArrayField | models.JSONField)
    if isinstance(value, list | dict) and not holds:
        return "expected one value"
    return ""


def referred(model: type[Row], value: str, entry: Entry, field: str) -> Row:
    """The row of ``model`` that a fixture names."""
    key = natural_key(model)
    row = model._default_manager.filter(**{key: value}).first() if key else None
    if row is None:
        raise entry.wrong(field, f"no {model._meta.verbose_name} “{value}”")
    return row


def key_of(row: models.Model, entry: Entry) -> Any:
    """The natural key of ``row``; ``None`` if its model has none."""
    key = natural_key(type(row))
    if key is None:
        return None
    if not getattr(row, key):
        raise entry.wrong(key, "missing")
    return getattr(row, key)


def find(row: models.Model) -> Any:
    """The stored row that has the natural key of ``row``."""
    key = natural_key(type(row))
    if key is None:
        return None
    return type(row)._default_manager.filter(**{key: getattr(row, key)}).first()


def save(row: models.Model, entry: Entry) -> None:
    """Store a new row that the model and the database both accept."""
    try:
        # The database holds the laws; asking each of them first takes three times as
        # long, so they are put into words only when one is broken.
        row.full_clean(validate_constraints=False)
        with transaction.atomic():
            row.save(force_insert=True)
    except ValidationError as reason:
        raise _refused(entry, reason) from reason
    except DatabaseError as reason:
        raise _unlawful(row, entry, reason) from reason


def check_fields(row: models.Model, entry: Entry) -> None:
    """Have the model judge and convert the fields of a row that is stored already."""
    try:
        row.clean_fields()
    except ValidationError as reason:
        raise _refused(entry, reason) from reason


def claimed(model: type[Record], field: str, value: Any, entry: Entry) -> Any:
    """``value`` as a claim on ``field`` holds it, by the rules of the columns it fills.

    A field of several columns takes them by name: amount, qualifier, currency.
    """
    columns = model.claimable[field]
    given = value if isinstance(value, dict) else {columns[0]: value}
    if unknown := given.keys() - set(columns):
        raise entry.wrong("value", f"“{field}” has no {', '.join(sorted(unknown))}")
    row = build(model, given, entry)
    others = {each.name for each in model._meta.fields} - given.keys()
    try:
        row.clean_fields(exclude=others)
    except ValidationError as reason:
        raise entry.wrong("value", " ".join(reason.messages)) from reason
    return row.claim_value(field)


def _refused(entry: Entry, reason: ValidationError) -> BadFixture:
    field, messages = next(iter(reason.message_dict.items()))
    return entry.wrong(field, " ".join(messages))


def _unlawful(row: models.Model, entry: Entry, broken: DatabaseError) -> BadFixture:
    try:
        row.validate_constraints()
    except ValidationError as reason:
        return _refused(entry, reason)
    return entry.wrong("database", broken)


def _is_writable(field: Any) -> bool:
    return (
        isinstance(field, models.Field)
        and field.concrete
        and field.editable
        and not field.many_to_many
        and not field.primary_key
    )
