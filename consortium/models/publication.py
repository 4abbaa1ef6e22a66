"""Whether what a claim or a finding speaks of is public."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL

from consortium.databases import connection

if TYPE_CHECKING:
    from consortium.models.base import Record

ROW, BY = "{row}", "{by}"
"""Where the key of the record, and the instant, stand in the text of a question."""


class SubjectIsPublished(Func):
    """Whether the subject, on whichever arc it is, is one that the public sees.

    ``kinds`` are the kinds of record by arc; it was public ``by`` an instant, if one is
    given: a record is published once, and after all that it stands on. To write so long
    a question takes longer than to answer it, so its text is written once.
    """

    output_field = BooleanField()

    def __init__(self, kinds: Mapping[str, type["Record"]], by: Any = None) -> None:
        given = [] if by is None else [by]
        super().__init__(*(F(f"{arc}_id") for arc in kinds), *given)
        self.kinds, self.is_dated = tuple(kinds.values()), bool(given)

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> Any:
        """One look at the record of each arc."""
        texts: list[str] = []
        values: list[Any] = []
        columns = self.get_source_expressions()
        by = compiler.compile(columns.pop())[0] if self.is_dated else ""
        for kind, column in zip(self.kinds, columns, strict=True):
            row, _none = compiler.compile(column)
            text, params = _is_published(kind, self.is_dated)
            texts.append(text.replace(ROW, row).replace(BY, by))
            values += params
        return f"({' OR '.join(texts)})", values


@cache
def _is_published(kind: type["Record"], is_dated: bool) -> tuple[str, tuple[Any, ...]]:
    """The question whether ``ROW`` is the key of a published record of ``kind``.

    The planner would rather read all records before the first row of a page; the
    ``OFFSET``, which leaves nothing out, keeps it from doing so. The names of tables
    are those of no other query, whatever this becomes a part of.
    """
    rows = kind.objects.published().filter(pk=RawSQL(ROW, ()))  # noqa: S611 (no input)
    if is_dated:
        rows = rows.filter(published_at__lte=RawSQL(BY, ()))  # noqa: S611 (no input)
    query = rows.query.exists()
    names = {alias: f"seen{number}" for number, alias in enumerate(query.alias_map)}
    query.change_aliases(names)
    text, params = query.get_compiler(connection=connection).as_sql()
    return f"EXISTS({text} OFFSET 0)", tuple(params)
