"""Extensions, and what the tables stand on: SQL functions and the history's numbers.

``fuzzy_from`` and ``fuzzy_to`` read the same texts as ``consortium.periods``, and
``count_words`` counts as ``consortium.excerpts`` does. Bodies
are SQL-standard ones, bound when they are created: a restored dump fills generated
columns with an empty search path, where a body kept as a string would not be found.
"""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

FUZZY_DATES = r"""
CREATE FUNCTION fuzzy_start(part text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
    WHEN part ~ '^\d{4}$' THEN make_date(part::int, 1, 1)
    WHEN part ~ '^\d{4}-(0[1-9]|1[0-2])$'
      THEN make_date(left(part, 4)::int, right(part, 2)::int, 1)
    WHEN part ~ '^\d{4}-\d{2}-\d{2}$'
      THEN make_date(left(part, 4)::int, substr(part, 6, 2)::int, right(part, 2)::int)
    WHEN part ~ '^FY\d{4}$' THEN make_date(right(part, 4)::int, 4, 1)
    WHEN part ~ '^\d{4}-3[3-6]$'
      THEN make_date(left(part, 4)::int, (right(part, 2)::int - 33) * 3 + 1, 1)
    WHEN part ~ '^\d{4}-4[01]$'
      THEN make_date(left(part, 4)::int, (right(part, 2)::int - 40) * 6 + 1, 1)
    WHEN part ~ '^\d{3}X$' THEN make_date(left(part, 3)::int * 10, 1, 1)
END;

CREATE FUNCTION fuzzy_length(part text) RETURNS interval
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
    WHEN part ~ '^(\d{4}|FY\d{4})$' THEN interval '1 year'
    WHEN part ~ '^\d{4}-\d{2}-\d{2}$' THEN interval '1 day'
    WHEN part ~ '^\d{4}-3[3-6]$' THEN interval '3 months'
    WHEN part ~ '^\d{4}-4[01]$' THEN interval '6 months'
    WHEN part ~ '^\d{4}-\d{2}$' THEN interval '1 month'
    WHEN part ~ '^\d{3}X$' THEN interval '10 years'
END;

CREATE FUNCTION fuzzy_from(value text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN fuzzy_start(rtrim(split_part(value, '/', 1), '~?%'));

CREATE FUNCTION fuzzy_last(part text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (fuzzy_start(part) + fuzzy_length(part) - interval '1 day')::date;

CREATE FUNCTION fuzzy_to(value text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN fuzzy_last(rtrim(split_part(value, '/', -1), '~?%'));
"""

IS_FUZZY_DATE = r"""
CREATE FUNCTION is_fuzzy_part(part text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN part = '..' OR (
  part ~ '^([0-9]{3}X|FY[0-9]{4}|[0-9]{4}(-[0-9]{2}){0,2})[~?%]?$'
  AND coalesce(
    extract(year FROM fuzzy_start(rtrim(part, '~?%'))) BETWEEN 1800 AND 2200, false));

CREATE FUNCTION is_fuzzy_date(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN value NOT IN ('..', '../..')
  AND value !~ '/.*/'
  AND is_fuzzy_part(split_part(value, '/', 1))
  AND is_fuzzy_part(split_part(value, '/', -1))
  AND coalesce(fuzzy_from(value) <= fuzzy_to(value), true);
"""

FOLD_TEXT = """
CREATE FUNCTION fold_text(VARIADIC parts text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(normalize(array_to_string(array_remove(parts, ''), ' '), NFKC));
"""

COUNT_WORDS = r"""
CREATE FUNCTION count_words(excerpt text) RETURNS int
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  length(regexp_replace(excerpt, '[^\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]', '', 'g')) + 1
) / 2 + coalesce(array_length(string_to_array(btrim(regexp_replace(excerpt,
  '[\s\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]+', ' ', 'g')), ' '), 1), 0);
"""

REFUSE_CYCLE = """
CREATE FUNCTION refuse_cycle(
  child_table regclass, child_column text, parent_column text,
  child bigint, parent bigint, law text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  found boolean;
BEGIN
  PERFORM pg_advisory_xact_lock('pg_class'::regclass::int, child_table::int);
  EXECUTE format(
    'WITH RECURSIVE above(id) AS (
       SELECT $2
       UNION
       SELECT t.%1$I FROM %2$s t JOIN above ON t.%3$I = above.id
       WHERE t.%1$I IS NOT NULL
     )
     SELECT EXISTS (SELECT 1 FROM above WHERE id = $1)',
    parent_column, child_table, child_column)
  INTO found USING child, parent;
  IF found THEN
    RAISE EXCEPTION 'the hierarchy of % would have a circle', child_table
      USING ERRCODE = 'check_violation', CONSTRAINT = law;
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(
            FUZZY_DATES,
            "DROP FUNCTION fuzzy_to, fuzzy_last, fuzzy_from, fuzzy_length, fuzzy_start",
        ),
        migrations.RunSQL(
            IS_FUZZY_DATE, "DROP FUNCTION is_fuzzy_date, is_fuzzy_part"
        ),
        migrations.RunSQL("CREATE SEQUENCE history_id", "DROP SEQUENCE history_id"),
        migrations.RunSQL(FOLD_TEXT, "DROP FUNCTION fold_text"),
        migrations.RunSQL(COUNT_WORDS, "DROP FUNCTION count_words"),
        migrations.RunSQL(REFUSE_CYCLE, "DROP FUNCTION refuse_cycle"),
    ]
