"""Writing does not plan the same expressions anew for every row.

The functions behind fuzzy dates say what they said, but in PL/pgSQL: an SQL function that
calls others is parsed and planned at every call, and the event of every row is a
statement of its own. Calls name the schema, since restoring a dump has no search path.

The libraries' two functions that every trigger calls caught an error, for each row, when
their setting was not there. PostgreSQL looks through all checks still to be made for
every error caught, so that the time grew with the square of the rows. Each migration of
triggers brings the library's own ``_pgtrigger_should_ignore`` back; it then needs
``QUICK_IGNORE`` again (tests/models/test_quick_writes.py sees to that).
"""

from django.db import migrations

QUICK_DATES = r"""
CREATE OR REPLACE FUNCTION fuzzy_start(part text) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN CASE
    WHEN part ~ '^\d{4}-\d{2}-\d{2}$'
      THEN make_date(left(part, 4)::int, substr(part, 6, 2)::int, right(part, 2)::int)
    WHEN part ~ '^\d{4}$' THEN make_date(part::int, 1, 1)
    WHEN part ~ '^\d{4}-(0[1-9]|1[0-2])$'
      THEN make_date(left(part, 4)::int, right(part, 2)::int, 1)
    WHEN part ~ '^FY\d{4}$' THEN make_date(right(part, 4)::int, 4, 1)
    WHEN part ~ '^\d{4}-3[3-6]$'
      THEN make_date(left(part, 4)::int, (right(part, 2)::int - 33) * 3 + 1, 1)
    WHEN part ~ '^\d{4}-4[01]$'
      THEN make_date(left(part, 4)::int, (right(part, 2)::int - 40) * 6 + 1, 1)
    WHEN part ~ '^\d{3}X$' THEN make_date(left(part, 3)::int * 10, 1, 1)
  END;
END $$;

CREATE OR REPLACE FUNCTION fuzzy_length(part text) RETURNS interval
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN CASE
    WHEN part ~ '^(\d{4}|FY\d{4})$' THEN interval '1 year'
    WHEN part ~ '^\d{4}-\d{2}-\d{2}$' THEN interval '1 day'
    WHEN part ~ '^\d{4}-3[3-6]$' THEN interval '3 months'
    WHEN part ~ '^\d{4}-4[01]$' THEN interval '6 months'
    WHEN part ~ '^\d{4}-\d{2}$' THEN interval '1 month'
    WHEN part ~ '^\d{3}X$' THEN interval '10 years'
  END;
END $$;

CREATE OR REPLACE FUNCTION fuzzy_from(value text) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN public.fuzzy_start(rtrim(split_part(value, '/', 1), '~?%'));
END $$;

CREATE OR REPLACE FUNCTION fuzzy_last(part text) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN (
    public.fuzzy_start(part) + public.fuzzy_length(part) - interval '1 day')::date;
END $$;

CREATE OR REPLACE FUNCTION fuzzy_to(value text) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN public.fuzzy_last(rtrim(split_part(value, '/', -1), '~?%'));
END $$;

CREATE OR REPLACE FUNCTION is_fuzzy_part(part text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN part = '..' OR (
    part ~ '^([0-9]{3}X|FY[0-9]{4}|[0-9]{4}(-[0-9]{2}){0,2})[~?%]?$'
    AND coalesce(
      extract(year FROM public.fuzzy_start(rtrim(part, '~?%')))
      BETWEEN 1800 AND 2200,
      false));
END $$;

CREATE OR REPLACE FUNCTION is_fuzzy_date(value text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN value NOT IN ('..', '../..')
    AND value !~ '/.*/'
    AND public.is_fuzzy_part(split_part(value, '/', 1))
    AND public.is_fuzzy_part(split_part(value, '/', -1))
    AND coalesce(public.fuzzy_from(value) <= public.fuzzy_to(value), true);
END $$;
"""

QUICK_CONTEXT = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  context_id uuid := nullif(current_setting('pghistory.context_id', true), '');
  said jsonb := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
  IF context_id IS NULL OR said IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
  VALUES (context_id, said, now(), now())
  ON CONFLICT (id) DO UPDATE
    SET metadata = excluded.metadata, updated_at = excluded.updated_at
    WHERE pghistory_context.metadata <> excluded.metadata;
  RETURN context_id;
END $$;
"""

QUICK_IGNORE = """
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce(
    trigger_name = ANY(nullif(current_setting('pgtrigger.ignore', true), '')::text[]),
    false);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("consortium", "0007_past_reads"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        migrations.RunSQL(statements, migrations.RunSQL.noop)
        for statements in (QUICK_DATES, QUICK_CONTEXT, QUICK_IGNORE)
    ]
