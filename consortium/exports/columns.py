"""The columns of a dataset: what each holds, in words and for the database.

Unknown is empty, never an empty text. A record that the reader may not see is empty
too, like one that nobody named. Labels and names of other records are in the language
of the moment.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Func, Q, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from consortium.codelists import EditorialState
from consortium.models import Record
from consortium.models.base import may_view

Reader = User | AnonymousUser
Words = str | Promise
Labels = Callable[[], Mapping[Any, Any]]

KINDS: dict[type[models.Field], str] = {
    models.BooleanField: "boolean",
    models.IntegerField: "integer",
    models.DecimalField: "decimal",
    models.DateTimeField: "instant",
    models.DateField: "date",
    models.JSONField: "json",
}
"""The kind of a column by the field it shows, the first that fits; else ``text``."""


@dataclass(frozen=True)
class Column:
    """One column: its kind, what it says, and where its value is from.

    ``read`` is a path or an expression, or gives one for a reader. ``derived`` is SQL
    over the other columns of the row instead, and over what is ``gathered`` for it.
    """

    name: str
    kind: str
    title: Words
    description: Words = ""
    read: Any = ""
    derived: str = ""
    gathered: "Gathered | None" = None
    unit: Words = ""
    codes: Labels | None = None
    places: int = 4

    def expression(self, reader: Reader) -> Any:
        """What the database reads for ``reader``, in the language of the moment."""
        read = self.read(reader) if callable(self.read) else self.read
        if isinstance(read, str):
            read = F(read)
        is_text = self.kind == "text" and isinstance(read, F)
        return known(read) if is_text else read


@dataclass(frozen=True, eq=False)
class Gathered:
    """What other rows come to for each row.

    ``arc`` leads from the other rows to the row; ``values`` are aggregates by the names
    under which columns are derived from them.
    """

    arc: str
    rows: Callable[[Reader], models.QuerySet]
    values: Mapping[str, Any]

    def of(self, reader: Reader, **key: Any) -> models.QuerySet:
        """The values by the key of each row; of one row, if ``key`` narrows the arc."""
        wanted = {f"{self.arc}__{name}": value for name, value in key.items()}
        rows = self.rows(reader).order_by().filter(**wanted).values_list(self.arc)
        found: models.QuerySet = rows.annotate(**self.values)
        return found


def known(text: Any) -> NullIf:
    """``text``, or null where it is empty."""
    return NullIf(text, Value(""), output_field=TextField())


def own(model: type[models.Model], *names: str) -> list[Column]:
    """Fields of the row itself, as they stand."""
    return [_own(model._meta.get_field(name)) for name in names]


def _own(field: Any) -> Column:
    kind = next((kind for of, kind in KINDS.items() if isinstance(field, of)), "text")
    return Column(field.name, kind, field.verbose_name, field.help_text, field.name)


def labels_of(model: type[models.Model], name: str) -> Labels:
    """The codes of a field with their labels."""
    field: Any = model._meta.get_field(name)
    of = field.base_field if isinstance(field, ArrayField) else field
    return lambda: dict(of.flatchoices)


def coded(
    model: type[models.Model], name: str, labels: Labels | None = None
) -> list[Column]:
    """A code, and beside it what it means."""
    field: Any = model._meta.get_field(name)
    words = labels or labels_of(model, name)
    kind = "integer" if isinstance(field, models.IntegerField) else "code"
    code = known(F(name)) if kind == "code" else F(name)
    title = field.verbose_name
    return [
        Column(name, kind, title, field.help_text, code, codes=words),
        label(name, title, lambda _reader: labelled(F(name), words())),
    ]


def label(name: str, title: Words, read: Any) -> Column:
    """The column of the label of the code called ``name``."""
    return Column(
        f"{name}_label",
        "text",
        format_lazy("{}: {}", title, _("label")),
        _("What the code means, in the language asked for."),
        read,
    )


def labelled(code: Any, labels: Mapping[Any, Any]) -> Func:
    """The label of ``code``; nothing for one that is not in ``labels``."""
    return Func(
        _as_json(labels),
        Cast(code, TextField()),
        template="(%(expressions)s)",
        arg_joiner="::jsonb ->> ",
        output_field=TextField(),
    )


def each_labelled(codes: Any, labels: Mapping[Any, Any]) -> Func:
    """The labels of an array of codes, with commas between them."""
    return Func(
        _as_json(labels),
        codes,
        template="(SELECT string_agg(%(expressions)s)"
        " WITH ORDINALITY AS one (code, place))",
        arg_joiner="::jsonb ->> code, ', ' ORDER BY place) FROM unnest(",
        output_field=TextField(),
    )


def _as_json(labels: Mapping[Any, Any]) -> Value:
    words = {str(code): str(label) for code, label in labels.items()}
    return Value(json.dumps(words, ensure_ascii=False))


def fuzzy(model: type[models.Model], name: str) -> list[Column]:
    """A fuzzy date as written, with the days that it may mean."""
    field: Any = model._meta.get_field(name)
    title = field.verbose_name
    return [
        Column(
            name,
            "text",
            title,
            field.help_text
            or _("As precise as the source: 2026, 2026-06, 2026~, FY2026, 2026/2028."),
            Cast(F(name), TextField()),
        ),
        Column(
            f"{name}_from",
            "date",
            format_lazy("{}: {}", title, _("first day")),
            _("The first day that the date may mean; empty where it is open."),
            f"{name}_from",
        ),
        Column(
            f"{name}_to",
            "date",
            format_lazy("{}: {}", title, _("last day")),
            _("The last day that the date may mean; empty where it is open."),
            f"{name}_to",
        ),
    ]


def named(
    model: type[models.Model], path: str, *, shows: str = "name", hideable: bool = True
) -> list[Column]:
    """Another record by its slug, and by its name or title."""
    field: Any = model._meta.get_field(path)
    record: type[Record] = field.related_model
    shown: Any = record._meta.get_field(shows)
    title = field.verbose_name

    def slug(reader: Reader) -> Any:
        return seen(path, record, reader, F(f"{path}__slug"), hideable=hideable)

    def words(reader: Reader) -> Any:
        name = in_language(path, shows)
        return seen(path, record, reader, name, hideable=hideable)

    return [
        Column(path, "text", title, field.help_text or _("By its slug."), slug),
        Column(
            f"{path}_{shows}",
            "text",
            format_lazy("{}: {}", title, shown.verbose_name),
            _("In the language asked for, if it has one in it."),
            words,
        ),
    ]


def seen(
    path: str, record: type[Record], reader: Reader, value: Any, *, hideable: bool
) -> Any:
    """``value``, unless the record at ``path`` is one that ``reader`` does not see."""
    if not hideable or may_view(reader, record):
        return value
    steps = [path, *(f"{path}__{parent}" for parent in record.stands_on)]
    public = Q(**{f"{step}__state": EditorialState.PUBLISHED for step in steps})
    return Case(When(public, then=value))


def in_language(path: str, name: str) -> Any:
    """The text ``name`` at ``path`` in the reader's language, else the other one."""
    text = F(f"{path}__{name}")
    if (get_language() or "en").startswith("ja"):
        japanese = known(F(f"{path}__{name}_ja"))
        return Coalesce(japanese, text, output_field=TextField())
    return text
