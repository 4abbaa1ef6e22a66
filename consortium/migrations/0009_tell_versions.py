"""Whoever listens hears of every new version of the data when it is committed."""

from django.db import migrations

TELLING = """
CREATE OR REPLACE FUNCTION written_at() RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
  stamp text := current_setting('tracker.written_at', true);
  version bigint;
BEGIN
  IF stamp IS NULL OR stamp = '' THEN
    PERFORM take_turn();
    UPDATE data_version
    SET number = number + 1,
      written_at = greatest(
        clock_timestamp(), data_version.written_at + interval '1 microsecond')
    RETURNING data_version.written_at, number INTO stamp, version;
    PERFORM set_config('tracker.written_at', stamp, true);
    PERFORM pg_notify('data_version', version::text);
  END IF;
  RETURN stamp::timestamptz;
END
$$;
"""
QUIET = """
CREATE OR REPLACE FUNCTION written_at() RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
  stamp text := current_setting('tracker.written_at', true);
BEGIN
  IF stamp IS NULL OR stamp = '' THEN
    PERFORM take_turn();
    UPDATE data_version
    SET number = number + 1,
      written_at = greatest(
        clock_timestamp(), data_version.written_at + interval '1 microsecond')
    RETURNING data_version.written_at INTO stamp;
    PERFORM set_config('tracker.written_at', stamp, true);
  END IF;
  RETURN stamp::timestamptz;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("consortium", "0008_quick_writes")]
    operations = [migrations.RunSQL(TELLING, QUIET)]
