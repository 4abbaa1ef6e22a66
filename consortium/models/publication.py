"""Whether what a claim or a finding speaks of is public."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL

from consortium.databases import connection

if TYPE_CHECKING:
    from consortium.models.base import Record

ROW = "{row}"
"""Where the key of the record stands in the text of a question."""


class SubjectIsPublished(Func):
    """Whether the subject, on whichever arc it is, is one that the public sees.

    ``kinds`` are the kinds of record by arc. To write so long a question takes longer
    than to answer it, so its text is written once.
    """

    output_field = BooleanField()

    def __init__(self, kinds: Mapping[str, type["Record"]]) -> None:
        super().__init__(*(F(f"{arc}_id") for arc in kinds))
        self.kinds = tuple(kinds.values())

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> Any:
        """One look at the record of each arc."""
        texts: list[str] = []
        values: list[Any] = []
        for kind, column in zip(self.kinds, self.get_source_expressions(), strict=True):
            row, _none = compiler.compile(column)
            text, params = _is_published(kind)
            texts.append(text.replace(ROW, row))
            values += params
        return f"({' OR '.join(texts)})", values


@cache
def _is_published(kind: type["Record"]) -> tuple[str, tuple[Any, ...]]:
    """The question whether ``ROW`` is the key of a published record of ``kind``.

    The planner would rather read all records before the first row of a page; the
    ``OFFSET``, which leaves nothing out, keeps it from doing so. The names of tables
    are those of no other query, whatever this becomes a part of.
    """
    query = kind.objects.published().filter(pk=RawSQL(ROW, ())).query.exists()  # noqa: S611 (no input)
    names = {alias: f"seen{number}" for number, alias in enumerate(query.alias_map)}
    query.change_aliases(names)
    text, params = query.get_compiler(connection=connection).as_sql()
    return f"EXISTS({text} OFFSET 0)", tuple(params)
