"""Names of organizations: which ones are so alike that they may mean one."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection

ALIKE = 0.85
"""The least share of trigrams in common for two names to be taken for one."""

NEAR = "0.8"
"""The same for the index, where the forms of companies are still in the text."""

FORMS = (
    "incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|plc|pte|pty"
    "|gmbh|ag|kg|se|sa|sas|srl|spa|nv|bv|ab|oy|kk|kabushiki kaisha"
)
"""Legal forms at the end of a name in Latin letters. “Group” is none: it is another
company than the one without it."""

JAPANESE_FORMS = (
    r"株式会社|有限会社|合同会社|合資会社|(一般|公益)(社団|財団)法人"
    r"|\((株|有|同|資|一社|公財|一財|公社)\)"
)

BARE = rf"""
    btrim(regexp_replace(regexp_replace(
      regexp_replace(fold_text(each.name), '{JAPANESE_FORMS}', ' ', 'g'),
      '[.,''"·・]', '', 'g'), '((\s|&)+({FORMS}))+\s*$', ''))
"""

# All names of organization ``o``.
NAMES = """
    SELECT o.name UNION SELECT o.name_ja UNION
    SELECT alias.name FROM consortium_organizationname alias
    WHERE alias.organization_id = o.id
"""

SIGNIFICANT = r"(\mgroup\M|\mholdings?\M|グループ|ホールディングス|[0-9]+)"
"""What must be the same in both names, however alike the rest is."""

# Nothing but the constants above goes into these two statements.
PAIRS = rf"""
WITH mine AS MATERIALIZED (
  SELECT o.id, o.parent_id, each.name, {BARE} AS bare
  FROM consortium_organization o, LATERAL ({NAMES}) each
  WHERE o.id = ANY(%(pks)s) AND each.name <> ''
), near AS MATERIALIZED (
  SELECT mine.*, other.id AS other
  FROM mine, LATERAL (
    SELECT id FROM consortium_organization WHERE search_text %%> mine.bare
    UNION
    -- Nothing parts a Japanese name from its legal form, so trigrams differ there.
    SELECT id FROM consortium_organization
    WHERE mine.bare ~ '[^\x01-\x7f]' AND length(mine.bare) > 2 AND search_text LIKE
      '%%' || regexp_replace(mine.bare, '([\\%%_])', '\\\1', 'g') || '%%'
  ) other
  WHERE mine.bare <> '' AND other.id <> mine.id
), theirs AS MATERIALIZED (
  SELECT near.*, o.parent_id AS other_parent, each.name AS other_name,
    {BARE} AS other_bare
  FROM near, LATERAL (
    SELECT * FROM consortium_organization
    WHERE id = near.other AND state <> 'retracted'
    OFFSET 0  -- one look into the index for each, whatever the planner expects
  ) o, LATERAL ({NAMES}) each
  WHERE each.name <> ''
)
SELECT DISTINCT ON (older, newer)
  least(id, other) AS older, greatest(id, other) AS newer, name, other_name
FROM theirs
WHERE (parent_id = other OR other_parent = id OR parent_id = other_parent) IS NOT TRUE
  AND (bare = other_bare OR similarity(bare, other_bare) >= %(alike)s)
  AND ARRAY(SELECT regexp_matches(bare, '{SIGNIFICANT}', 'g'))
    = ARRAY(SELECT regexp_matches(other_bare, '{SIGNIFICANT}', 'g'))
ORDER BY older, newer, similarity(bare, other_bare) DESC, bare, other_bare,
  name, other_name
"""  # noqa: S608

SHARED = rf"""
WITH family AS (
  SELECT child.id AS child, parent.id AS parent
  FROM consortium_organization child
  JOIN consortium_organization parent ON parent.id = child.parent_id
  WHERE (child.id = ANY(%(pks)s) OR parent.id = ANY(%(pks)s))
    AND child.state <> 'retracted' AND parent.state <> 'retracted'
), named AS (
  SELECT o.id, each.name, {BARE} AS bare
  FROM consortium_organization o, LATERAL ({NAMES}) each
  WHERE o.id IN (SELECT child FROM family UNION SELECT parent FROM family)
)
SELECT DISTINCT ON (parent, child) parent, child, lower.name, upper.name
FROM family
JOIN named lower ON lower.id = child
JOIN named upper ON upper.id = parent AND upper.bare = lower.bare
WHERE lower.bare <> ''
ORDER BY parent, child, lower.bare, lower.name, upper.name
"""  # noqa: S608


class Pair(NamedTuple):
    """Two organizations by their keys, and their names that are most alike."""

    other: int
    one: int
    name: str
    other_name: str


def alike(pks: Iterable[int]) -> list[Pair]:
    """The pairs of organizations, one of them in ``pks``, that may be the same.

    Members of one family, a parent and what it owns, are different on purpose. Each
    organization is looked up in the trigram index, not compared with all the others.
    """
    pairs = _rows(PAIRS, {"pks": list(pks), "alike": ALIKE})
    return [Pair(*row) for row in pairs]


def shared_with_parent(pks: Iterable[int]) -> list[Pair]:
    """Subsidiaries and parents, one of them in ``pks``, that share a name."""
    return [Pair(*row) for row in _rows(SHARED, {"pks": list(pks)})]


def _rows(sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        # Until the transaction ends; without one the index finds some more, no fewer.
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true),"
            " set_config('jit', 'off', true)",
            [NEAR],
        )
        cursor.execute(sql, params)
        return list(cursor.fetchall())
