"""An addend names the sums that speak for it, and subtotals of no split are kept.

A total of some of the sums counts a part unless a whole of it is in the question too:
``wholes`` are the published sums above it, at its stage and with an amount, so that
nobody has to climb for them. Subtotals of no split (``''``) answer for most questions
about everything, and are the only ones that tell what is left out.
"""

from importlib import import_module

from django.db import migrations

before = import_module("consortium.migrations.0013_subtotals")

WHOLES = """
CREATE FUNCTION counted_wholes(part bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE STRICT AS $$
BEGIN
  RETURN (
    WITH RECURSIVE above (stage, part_of_id) AS (
      SELECT stage, part_of_id FROM public.consortium_funding WHERE id = part
      UNION ALL
      SELECT above.stage, whole.part_of_id
      FROM above JOIN public.consortium_funding whole ON whole.id = above.part_of_id)
    SELECT array_agg(whole.id ORDER BY whole.id) FROM above
    JOIN public.consortium_funding whole
      ON whole.id = above.part_of_id AND whole.stage = above.stage
    JOIN public.consortium_initiative i ON i.id = whole.initiative_id
    WHERE whole.amount IS NOT NULL
      AND whole.state = 'published' AND i.state = 'published');
END $$;

-- Whatever is not split has no shares, which keeps the table a third smaller.
ALTER TABLE addend ADD COLUMN wholes bigint[],
  ALTER COLUMN sectors DROP NOT NULL, ALTER COLUMN shares DROP NOT NULL;

-- Room to change subtotals where they are, without touching their index.
ALTER TABLE subtotal SET (fillfactor = 60);
"""

ADDENDS = """
CREATE OR REPLACE FUNCTION addends(keys bigint[]) RETURNS SETOF addend
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT f.id,
    CASE
      WHEN f.stage = 'cancelled' THEN 'cancelled'
      WHEN f.amount IS NULL THEN 'amount_unknown'
      WHEN above.wholes IS NOT NULL THEN 'part_of_counted'
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
    CASE WHEN p.is_split THEN p.sectors END,
    CASE WHEN p.is_split THEN p.shares END,
    CASE WHEN p.is_split THEN '' WHEN p.sectors IS NULL THEN 'unknown'
      ELSE 'not_split' END,
    f.amount, f.amount_high, above.wholes
  FROM unnest(keys) changed (id)
  JOIN public.consortium_funding f ON f.id = changed.id
  JOIN public.consortium_initiative i ON i.id = f.initiative_id
  LEFT JOIN public.consortium_organization o ON o.id = f.funder_id
  CROSS JOIN LATERAL (  -- OFFSET: asked once for each sum
    SELECT CASE WHEN f.part_of_id IS NOT NULL AND f.amount IS NOT NULL
      AND f.stage <> 'cancelled' THEN public.counted_wholes(f.id) END OFFSET 0
  ) above (wholes)
  CROSS JOIN LATERAL (
    SELECT array_agg(sector_id) AS sectors,
      array_agg(coalesce(percentage, 100) * 0.01) AS shares,
      count(*) = 1 AND count(percentage) = 0
        OR count(percentage) = count(*) AND sum(percentage) = 100 AS is_split
    FROM public.consortium_fundingpurpose WHERE funding_id = f.id) p
  WHERE f.state = 'published' AND i.state = 'published';
END $$;

DROP FUNCTION is_part_of_counted;
"""

ADD_UP = """
CREATE OR REPLACE FUNCTION add_up() RETURNS trigger
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
    SELECT '', NULL, NULL::int, NULL::int, NULL::bigint, NULL, 1
    UNION ALL
    SELECT 'instrument', a.instrument, NULL, NULL, NULL, NULL, 1
    WHERE a.left_out = ''
    UNION ALL
    SELECT 'time', NULL, a.month_first, a.month_last, NULL, NULL, 1
    WHERE a.left_out = ''
    UNION ALL
    SELECT 'sector', NULL, NULL, NULL, sector, a.nowhere, coalesce(share, 1)
    FROM (SELECT) one LEFT JOIN unnest(a.sectors, a.shares) purpose (sector, share)
      ON true
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
"""
UNDO = """
DROP FUNCTION add_up CASCADE;
DROP FUNCTION addends, month_number, counted_wholes;
TRUNCATE addend, subtotal;
ALTER TABLE addend DROP COLUMN wholes,
  ALTER COLUMN sectors SET NOT NULL, ALTER COLUMN shares SET NOT NULL;
ALTER TABLE subtotal RESET (fillfactor);
"""
ANEW = ["TRUNCATE addend, subtotal", before.EVERYTHING]


class Migration(migrations.Migration):
    dependencies = [("consortium", "0014_list_by_kind")]
    operations = [
        migrations.RunSQL(
            [WHOLES, ADDENDS, ADD_UP, *ANEW],
            [UNDO, before.ADDENDS, before.ADD_UP, *ANEW],
        )
    ]
