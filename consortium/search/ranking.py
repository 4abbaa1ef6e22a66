"""Which rows are found, and how near they are, as the database sees it.

The database looks at ``CAP`` rows of a type and at no more, before it puts them in
order: a frequent word does not hold up the answer, and no order tempts the planner to
walk through a whole table. What is named in full is looked for by itself, so that it
is never among the rows left out.
"""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.postgres.lookups import TrigramWordSimilar
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.lookups import Contains

from consortium.codelists import IdentifierScheme
from consortium.databases import atomic, connection
from consortium.models import OrganizationIdentifier, OrganizationName, Record
from consortium.models.base import visible
from consortium.models.texts import holding
from consortium.search.kinds import KINDS, Kind, Query

CAP = 1000
SHORTEST_SIMILAR = 4
SIMILAR = "similar"
MATCHES = ("exact", "prefix", "word", "substring", SIMILAR)
"""How near a record is, the nearest first."""

SETTINGS = """
SELECT set_config('pg_trgm.word_similarity_threshold', '0.5', true),
  set_config('jit', 'off', true),
  set_config('max_parallel_workers_per_gather', '0', true)
"""
"""One wrong letter in a short name leaves half of its trigrams. An answer takes less
time than it takes to start a compiler or a worker."""

RANKED = """
WITH hits (type, id, slug, title, title_ja, state, code, text, exact) AS MATERIALIZED (
  {hits}
), asked (phrase, spelt_alike, types, most) AS (
  VALUES (%s::text, %s::boolean, %s::text[], %s::int)
), near AS (
  SELECT type, id, slug, title, title_ja, state, code,
    CASE
      WHEN spelt_alike THEN 4
      WHEN exact THEN 0
      WHEN starts_with(text, phrase) OR starts_with(slug, phrase) THEN 1
      WHEN strpos(' ' || text, ' ' || phrase) > 0 THEN 2
      ELSE 3
    END AS rank,
    CASE WHEN spelt_alike THEN word_similarity(phrase, text) ELSE 0 END AS alike
  FROM hits, asked
), placed AS (
  SELECT *,
    row_number() OVER (
      PARTITION BY type ORDER BY rank, alike DESC, length(title), slug
    ) AS place,
    count(*) OVER (PARTITION BY type) AS count
  FROM near
)
SELECT type, id, slug, title, title_ja, state, code, rank, alike, count
FROM placed, asked
WHERE place <= CASE WHEN type = ANY(types) THEN most ELSE 1 END
"""


class Row(NamedTuple):
    """A record that was found; ``total`` says how many of its type were."""

    type: str
    key: int
    slug: str
    title: str
    title_ja: str
    state: str
    code: str
    rank: int
    alike: float
    total: int

    @property
    def match(self) -> str:
        return MATCHES[self.rank]

    @property
    def place(self) -> tuple[Any, ...]:
        position = list(KINDS).index(self.type)
        return self.rank, -self.alike, len(self.title), position, self.slug


def ranked(
    asked: Query, user: User | AnonymousUser, types: Collection[str], limit: int
) -> list[Row]:
    """The nearest ``limit`` rows of each of ``types``, in order; one of each other."""
    with atomic():
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
        return _ranked(asked, user, types, limit)


def _ranked(
    asked: Query, user: User | AnonymousUser, types: Collection[str], limit: int
) -> list[Row]:
    rows = {type_: visible(kind.model, user) for type_, kind in KINDS.items()}
    wanted = [list(types), limit]
    known = _known(asked, rows)
    branches = []
    for type_, kind in KINDS.items():
        holding_all = holding(asked.words, *kind.columns)
        # By itself: among alternatives, each row would be looked at once more.
        beside = rows[type_].exclude(pk__in=known[type_])
        branches.append(_branch(type_, beside.filter(holding_all), []))
        if known[type_]:
            exact = [key for key, whole in known[type_].items() if whole]
            of_them = rows[type_].filter(pk__in=known[type_])
            branches.append(_branch(type_, of_them, exact))
    found = _placed(branches, [asked.phrase, False, *wanted])
    if not found and len(asked.phrase) >= SHORTEST_SIMILAR:
        branches = [
            _branch(
                type_,
                rows[type_].filter(Q(TrigramWordSimilar(kind.text, asked.phrase))),
                [],
            )
            for type_, kind in KINDS.items()
        ]
        found = _placed(branches, [asked.phrase, True, *wanted])
    return sorted(found, key=lambda row: row.place)


def _branch(type_: str, rows: QuerySet, exact: list[int]) -> QuerySet:
    kind, is_exact = KINDS[type_], ExpressionWrapper(Q(pk__in=exact), BooleanField())
    return rows.order_by().values_list(
        Value(type_),
        *("pk", "slug", *kind.titles),
        F("state") if issubclass(kind.model, Record) else Value(""),
        F(kind.code) if kind.code else Value(""),
        kind.text,
        is_exact if exact else Value(False),
    )[: CAP + 1]


def _together(branches: list[QuerySet]) -> QuerySet:
    first, *others = branches
    return first.union(*others, all=True)


def _placed(branches: list[QuerySet], asked: list[Any]) -> list[Row]:
    """The nearest of what ``branches`` hold, each type by itself."""
    hits, params = _together(branches).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(RANKED.format(hits=hits), [*params, *asked])
        return [Row(*row) for row in cursor]


def _known(asked: Query, rows: Mapping[str, QuerySet]) -> dict[str, dict[int, bool]]:
    """The rows whose slug begins so or that are named so in full, which is ``True``.

    By type and key; each condition has an index.
    """
    branches = []
    for type_, kind in KINDS.items():
        whole = reduce(or_, [Q(slug=asked.phrase), *_called(asked, kind)])
        known = rows[type_].filter(Q(slug__startswith=asked.phrase) | whole)
        exact = ExpressionWrapper(whole, BooleanField())
        branches.append(known.order_by().values_list(Value(type_), "pk", exact)[:CAP])
    names = OrganizationName.objects.filter(_is_called(asked, "name"))
    for others in (names, identifiers(asked)):
        keys = others.order_by().values_list(
            Value("organization"), "organization", Value(True)
        )
        branches.append(keys[:CAP])
    found: dict[str, dict[int, bool]] = {type_: {} for type_ in KINDS}
    for type_, key, exact in _together(branches):
        found[type_][key] = exact or found[type_].get(key, False)
    return found


def _called(asked: Query, kind: Kind) -> list[Q]:
    # Where a table is too small for its indexes, fold only names that may be the one.
    likely = Q(Contains(kind.text, asked.phrase))
    return [likely & _is_called(asked, column) for column in kind.names]


def _is_called(asked: Query, column: str) -> Q:
    return ~Q(**{column: ""}) & Q(**{f"{column}__folded": asked.phrase})


def identifiers(asked: Query) -> QuerySet[OrganizationIdentifier]:
    """The identifiers that are the number asked for."""
    # The schemes are all there are: the index begins with them.
    return OrganizationIdentifier.objects.filter(
        scheme__in=IdentifierScheme.values, value=asked.number
    )
