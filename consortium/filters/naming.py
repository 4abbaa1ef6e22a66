"""Parameters that name other records: by slug, by id, or by words in their names."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from consortium.filters.faults import not_one_of
from consortium.filters.parameters import Parameter
from consortium.folding import fold
from consortium.models import Sector
from consortium.models.base import visible
from consortium.models.texts import holding

SLUG = re.compile("[-a-zA-Z0-9_]{1,100}")
NUMBER = re.compile(r"\d{1,18}", re.ASCII)


def has_slug(model: type[Model]) -> bool:
    return any(field.name == "slug" for field in model._meta.fields)


class RecordParameter(Parameter):
    """A record by its slug, or by its id if it has none.

    One that the reader may not see is unknown, like one that does not exist.
    """

    def __init__(
        self, record: type[Model], column: str | None = None, **options: Any
    ) -> None:
        super().__init__(column, **options)
        self.record = record

    def read(self, text: str) -> Any:
        return self.find(text).pk

    def find(self, text: str) -> Any:
        return find(self.record, text, self.parent.user)

    def filter(self, qs: QuerySet, value: int | None) -> QuerySet:
        return qs if value is None else qs.filter(**{self.field_name: value})

    def schema(self) -> dict[str, Any]:
        if has_slug(self.record):
            return {"type": "string", "pattern": f"^{SLUG.pattern}$"}
        return {"type": "integer", "minimum": 1}


def find(model: type[Model], text: str, user: User | AnonymousUser) -> Any:
    """The record that ``text`` names; ``ValidationError`` if ``user`` sees none."""
    by_slug = has_slug(model)
    if (SLUG if by_slug else NUMBER).fullmatch(text):
        rows = visible(model, user).order_by()
        record = rows.filter(**{"slug" if by_slug else "pk": text}).first()
        if record is not None:
            return record
    raise ValidationError(
        _("There is no %(kind)s “%(key)s”.")
        % {"kind": model._meta.verbose_name, "key": text},
        code="unknown_record",
    )


class SectorParameter(RecordParameter):
    """A sector by its slug: it and all the sectors below it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Sector, **options)

    def read(self, text: str) -> list[int]:
        sector: Sector = self.find(text)
        return sector.with_below()


class Subject(NamedTuple):
    """A record that claims or findings are about, on its arc."""

    arc: str
    key: int


class SubjectParameter(Parameter):
    """What a claim or a finding is about, with its kind: ``funding:12``."""

    def __init__(self, subjects: Mapping[str, type[Model]], **options: Any) -> None:
        super().__init__(**options)
        self.subjects = subjects

    def read(self, text: str) -> Subject:
        arc, colon, key = text.partition(":")
        if arc not in self.subjects or not colon:
            raise ValidationError(
                not_one_of([text], [f"{name}:…" for name in self.subjects]),
                code="invalid",
            )
        return Subject(arc, find(self.subjects[arc], key, self.parent.user).pk)

    def filter(self, qs: QuerySet, value: Subject | None) -> QuerySet:
        return qs if value is None else qs.filter(**{value.arc: value.key})

    def schema(self) -> dict[str, Any]:
        kinds = "|".join(self.subjects)
        return {"type": "string", "pattern": f"^({kinds}):{SLUG.pattern}$"}


class SearchParameter(Parameter):
    """Words in the names of a record, or of the records it names.

    ``named`` gives the records whose names count too, as far as the reader may see
    them.
    """

    def __init__(
        self, *columns: str, named: Mapping[str, type[Model]] | None = None
    ) -> None:
        super().__init__(
            help_text="Words that all stand in a name, in English or Japanese; "
            "full and half width, upper and lower case are the same."
        )
        self.columns, self.named = columns, named or {}

    def read(self, text: str) -> list[str]:
        if words := fold(text).split():
            return words
        raise ValidationError(_("There is no word in it."), code="empty")

    def filter(self, qs: QuerySet, value: list[str] | None) -> QuerySet:
        if value is None:
            return qs
        found = holding(value, *self.columns) if self.columns else Q(pk__in=[])
        for path, model in self.named.items():
            names = visible(model, self.parent.user)
            found |= Q(**{f"{path}__in": names.filter(holding(value, "search_text"))})
        return qs.filter(found)
