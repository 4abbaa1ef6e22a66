"""Describes the tables and their laws in Markdown, from the models themselves."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from consortium.models import Record
from consortium.models.base import step_laws

SHARED_COLUMNS = {"id", *(field.name for field in Record._meta.local_fields)}
SHARED_TRIGGERS = {"touch", "insert_insert", "update_update", "delete_delete"}


def tables() -> list[type[models.Model]]:
    """The models of the domain, without their event tables, by name."""
    return sorted(
        (
            model
            for model in apps.get_app_config("consortium").get_models()
            if not hasattr(model, "pgh_tracked_model")
        ),
        key=lambda model: model.__name__,
    )


def describe_all() -> str:
    """One section for each table."""
    return "\n".join("\n".join(_describe(model)) for model in tables())


def _describe(model: type[models.Model]) -> Iterator[str]:
    yield f"### {model.__name__}\n"
    yield f"{(model.__doc__ or '').strip().splitlines()[0]}\n"
    yield "| column | type | may be empty | |"
    yield "| --- | --- | --- | --- |"
    claimable = _claimable_columns(model)
    for field in model._meta.concrete_fields:
        if field.name in SHARED_COLUMNS:
            continue
        notes = [*(["claimable"] if field.name in claimable else []), _target(field)]
        yield (
            f"| `{field.name}` | {_kind(field)} | {'yes' if _optional(field) else ''} "
            f"| {', '.join(note for note in notes if note)} |"
        )
    yield ""
    shared = {law.name % {"class": model._meta.model_name} for law in step_laws()}
    laws = [law.name for law in model._meta.constraints if law.name not in shared]
    triggers = [trigger.name for trigger in getattr(model._meta, "triggers", ())]
    yield _listed("Laws", laws)
    yield _listed("Triggers", [it for it in triggers if it not in SHARED_TRIGGERS])


def _claimable_columns(model: type[models.Model]) -> set[str]:
    if not issubclass(model, Record):
        return set()
    return {column for columns in model.claimable.values() for column in columns}


def _kind(field: models.Field) -> str:
    if isinstance(field, models.GeneratedField):
        return f"{type(field.output_field).__name__}, generated"
    return type(field).__name__


def _optional(field: models.Field) -> bool:
    return not field.generated and (field.null or field.blank) and field.editable


def _target(field: models.Field) -> str:
    related = field.related_model
    if related is None or isinstance(related, str):
        return ""
    return f"→ {related.__name__}"


def _listed(heading: str, names: list[str]) -> str:
    if not names:
        return ""
    return f"{heading}: {', '.join(f'`{name}`' for name in names)}.\n"
