"""The database keeps subtotals of all published sums, for totals that nobody narrows.

``addend`` has each published sum as it enters such a total: in or left out, public or
not, when, for what. ``addends`` is the definition; ``recount`` lets the table follow it
for the sums that changed and for all that lie below them, and only that. ``subtotal``
adds the addends up by what is never added together and by one split (instrument, time
in months, sector); it follows every row that enters or leaves ``addend``.

Triggers on all that the definition reads call ``recount`` in the writing transaction.
Writers take turns, so no two of them count at once. A change to the definition, to the
public kinds or to the rule of ``consortium.totals`` needs a migration that replaces
``addends`` and recounts everything.
"""

from django.db import migrations

TABLES = """
CREATE TABLE addend (
  funding_id bigint PRIMARY KEY,
  left_out text NOT NULL,
  stage text NOT NULL,
  public boolean,
  currency text NOT NULL,
  qualifier text NOT NULL,
  instrument text NOT NULL,
  month_first int,
  month_last int,
  sectors bigint[] NOT NULL,
  shares numeric[] NOT NULL,
  nowhere text NOT NULL,
  amount numeric,
  amount_high numeric);
CREATE INDEX addend_left_out ON addend (left_out, funding_id) WHERE left_out <> '';

CREATE TABLE subtotal (
  split text NOT NULL,
  left_out text NOT NULL,
  stage text NOT NULL,
  public boolean,
  currency text NOT NULL,
  qualifier text NOT NULL,
  instrument text,
  month_first int,
  month_last int,
  sector bigint,
  nowhere text,
  number bigint NOT NULL,
  total numeric,
  total_high numeric,
  CONSTRAINT subtotal_once UNIQUE NULLS NOT DISTINCT (
    split, left_out, stage, public, currency, qualifier,
    instrument, month_first, month_last, sector, nowhere));
"""

ADDENDS = """
CREATE FUNCTION is_part_of_counted(part bigint) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT AS $$
BEGIN
  RETURN EXISTS (
    WITH RECURSIVE above (stage, part_of_id) AS (
      SELECT stage, part_of_id FROM public.consortium_funding WHERE id = part
      UNION ALL
      SELECT above.stage, whole.part_of_id
      FROM above JOIN public.consortium_funding whole ON whole.id = above.part_of_id)
    SELECT FROM above
    JOIN public.consortium_funding whole
      ON whole.id = above.part_of_id AND whole.stage = above.stage
    JOIN public.consortium_initiative i ON i.id = whole.initiative_id
    WHERE whole.amount IS NOT NULL
      AND whole.state = 'published' AND i.state = 'published');
END $$;

CREATE FUNCTION month_number(day date) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN date_part('year', day) * 12 + date_part('month', day) - 1;
END $$;

CREATE FUNCTION addends(keys bigint[]) RETURNS SETOF addend
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT f.id,
    CASE
      WHEN f.stage = 'cancelled' THEN 'cancelled'
      WHEN f.amount IS NULL THEN 'amount_unknown'
      WHEN f.part_of_id IS NOT NULL AND public.is_part_of_counted(f.id)
        THEN 'part_of_counted'
      ELSE ''
    END,
    f.stage::text,
    CASE WHEN o.state = 'published' THEN o.kind IN (
      'government', 'local_government', 'other_public_sector', 'multilateral') END,
    f.currency::text, f.qualifier::text, f.instrument::text,
    public.month_number(CASE WHEN f.period IS NULL
      THEN f.dated_from ELSE f.period_from END),
    public.month_number(CASE WHEN f.period IS NULL
      THEN f.dated_to ELSE f.period_to END),
    CASE WHEN p.is_split THEN p.sectors ELSE ARRAY[NULL::bigint] END,
    CASE WHEN p.is_split THEN p.shares ELSE ARRAY[1::numeric] END,
    CASE WHEN p.is_split THEN '' WHEN p.sectors IS NULL THEN 'unknown'
      ELSE 'not_split' END,
    f.amount, f.amount_high
  FROM unnest(keys) changed (id)
  JOIN public.consortium_funding f ON f.id = changed.id
  JOIN public.consortium_initiative i ON i.id = f.initiative_id
  LEFT JOIN public.consortium_organization o ON o.id = f.funder_id
  CROSS JOIN LATERAL (
    SELECT array_agg(sector_id) AS sectors,
      array_agg(coalesce(percentage, 100) * 0.01) AS shares,
      count(*) = 1 AND count(percentage) = 0
        OR count(percentage) = count(*) AND sum(percentage) = 100 AS is_split
    FROM public.consortium_fundingpurpose WHERE funding_id = f.id) p
  WHERE f.state = 'published' AND i.state = 'published';
END $$;
"""

RECOUNT = """
CREATE FUNCTION recount(changed bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  keys bigint[] := ARRAY(
    WITH RECURSIVE below (id) AS (
      SELECT unnest(changed)
      UNION
      SELECT part.id FROM below
      JOIN public.consortium_funding part ON part.part_of_id = below.id)
    SELECT id FROM below);
BEGIN
  DELETE FROM public.addend WHERE funding_id = ANY(keys);
  INSERT INTO public.addend SELECT * FROM public.addends(keys);
END $$;
"""

ADD_UP = """
CREATE FUNCTION add_up() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  INSERT INTO public.subtotal AS known
  SELECT s.split, a.left_out, a.stage, a.public, a.currency, a.qualifier,
    s.instrument, s.month_first, s.month_last, s.sector, s.nowhere,
    sign * count(*),
    sign * sum(a.amount * s.share), sign * sum(a.amount_high * s.share)
  FROM changed a
  CROSS JOIN LATERAL (
    SELECT 'instrument', a.instrument, NULL::int, NULL::int, NULL::bigint, NULL, 1
    UNION ALL
    SELECT 'time', NULL, a.month_first, a.month_last, NULL, NULL, 1
    WHERE a.left_out = ''
    UNION ALL
    SELECT 'sector', NULL, NULL, NULL, purpose.sector, a.nowhere, purpose.share
    FROM unnest(a.sectors, a.shares) purpose (sector, share)
    WHERE a.left_out = ''
  ) s (split, instrument, month_first, month_last, sector, nowhere, share)
  GROUP BY s.split, a.left_out, a.stage, a.public, a.currency, a.qualifier,
    s.instrument, s.month_first, s.month_last, s.sector, s.nowhere
  ON CONFLICT ON CONSTRAINT subtotal_once DO UPDATE SET
    number = known.number + excluded.number,
    total = known.total + excluded.total,
    total_high = known.total_high + excluded.total_high;
  RETURN NULL;
END $$;

CREATE TRIGGER add_up AFTER INSERT ON addend
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION add_up();
CREATE TRIGGER take_off AFTER DELETE ON addend
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION add_up();
"""

CHANGES = """
CREATE FUNCTION recount_funding() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM public.recount(ARRAY(SELECT id FROM after));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM public.recount(ARRAY(SELECT id FROM before));
  ELSE
    PERFORM public.recount(ARRAY(
      SELECT coalesce(was.id, now.id)
      FROM before was FULL JOIN after now ON now.id = was.id
      WHERE (was.state, was.stage, was.instrument, was.initiative_id, was.funder_id,
          was.part_of_id, was.amount, was.amount_high, was.qualifier, was.currency,
          was.period, was.dated)
        IS DISTINCT FROM (now.state, now.stage, now.instrument, now.initiative_id,
          now.funder_id, now.part_of_id, now.amount, now.amount_high, now.qualifier,
          now.currency, now.period, now.dated)));
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION recount_purposes() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM public.recount(ARRAY(SELECT DISTINCT funding_id FROM after));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM public.recount(ARRAY(SELECT DISTINCT funding_id FROM before));
  ELSE
    PERFORM public.recount(ARRAY(
      SELECT funding_id FROM before UNION SELECT funding_id FROM after));
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION recount_initiatives() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM public.recount(ARRAY(
      SELECT f.id FROM after JOIN public.consortium_funding f
        ON f.initiative_id = after.id));
  ELSE
    PERFORM public.recount(ARRAY(
      SELECT f.id
      FROM (SELECT id, state FROM after EXCEPT SELECT id, state FROM before) changed
      JOIN public.consortium_funding f ON f.initiative_id = changed.id));
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION recount_funders() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM public.recount(ARRAY(
      SELECT f.id FROM after JOIN public.consortium_funding f
        ON f.funder_id = after.id));
  ELSE
    PERFORM public.recount(ARRAY(
      SELECT f.id
      FROM (SELECT id, state, kind FROM after
            EXCEPT SELECT id, state, kind FROM before) changed
      JOIN public.consortium_funding f ON f.funder_id = changed.id));
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION recount_all() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE public.addend, public.subtotal;
  PERFORM public.recount(ARRAY(SELECT id FROM public.consortium_funding));
  RETURN NULL;
END $$;
"""

ROWS = {
    "INSERT": "REFERENCING NEW TABLE AS after",
    "UPDATE": "REFERENCING OLD TABLE AS before NEW TABLE AS after",
    "DELETE": "REFERENCING OLD TABLE AS before",
}
WATCHED = {
    "funding": ("recount_funding", ["INSERT", "UPDATE", "DELETE"]),
    "fundingpurpose": ("recount_purposes", ["INSERT", "UPDATE", "DELETE"]),
    "initiative": ("recount_initiatives", ["INSERT", "UPDATE"]),
    "organization": ("recount_funders", ["INSERT", "UPDATE"]),
}
TRIGGERS = [
    f"CREATE TRIGGER recount_{change.lower()} AFTER {change} ON consortium_{table}"
    f" {ROWS[change]} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    for table, (function, changes) in WATCHED.items()
    for change in changes
]
# Whatever empties the sums empties their purposes too, which refer to them.
EMPTIED = (
    "CREATE TRIGGER recount_truncate AFTER TRUNCATE ON consortium_fundingpurpose"
    " FOR EACH STATEMENT EXECUTE FUNCTION recount_all()"
)
EVERYTHING = "SELECT recount(ARRAY(SELECT id FROM consortium_funding))"

UNDO = """
DROP FUNCTION recount_all, recount_funders, recount_initiatives, recount_purposes,
  recount_funding CASCADE;
DROP FUNCTION recount, addends, month_number, is_part_of_counted;
DROP TABLE subtotal, addend;
DROP FUNCTION add_up;
"""


class Migration(migrations.Migration):
    dependencies = [("consortium", "0012_claims_again")]
    operations = [
        migrations.RunSQL(
            [TABLES, ADDENDS, RECOUNT, ADD_UP, CHANGES, *TRIGGERS, EMPTIED, EVERYTHING],
            UNDO,
        )
    ]
