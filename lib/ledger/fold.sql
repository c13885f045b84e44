-- One fold: gives the new ledger entries their positions and numbers, adds them to the tallies, and moves the horizon. All
-- of it happens or nothing does, so a fold that was killed at any point is simply repeated. Answers how many were folded.
--
-- They are taken in the order of their transactions, not of the clock, which may step back: a withdrawal's transaction always
-- follows the one that it takes back.
--
-- New entries are found by the absence of their position, never by "id above the last": commits overtake each other. To
-- keep that search short, entries of transactions below the horizon are passed over: those had all ended, and so been
-- seen, when an earlier fold looked. `search_all` looks at every entry: a tallier does so once when it starts (a restored
-- database counts its transactions anew).
-- enable_seqscan is off inside, as in lib/pledges/sign.sql: the search for new entries must never read the whole ledger.
DROP FUNCTION IF EXISTS fold_ledger;
CREATE FUNCTION fold_ledger(batch int, search_all boolean DEFAULT false) RETURNS int LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  seen_below bigint;
  folded int;
BEGIN
  -- Two talliers at once would wait here; the session lock of startTallier keeps them from it.
  PERFORM FROM "TallierState" WHERE id = 1 FOR UPDATE;
  -- Read before the search: whatever commits in between is above it.
  seen_below := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;

  WITH state AS (
    -- Numbers that no transaction has yet are of entries that came with a restored copy: the first search has seen those,
    -- and without an end to the search each later one would go through all of them.
    SELECT position, CASE WHEN search_all THEN 0 ELSE horizon END AS horizon,
           CASE WHEN search_all THEN 9223372036854775807 ELSE pg_snapshot_xmax(pg_current_snapshot())::text::bigint END AS unused
      FROM "TallierState" WHERE id = 1
  ), fresh AS (
    SELECT e.*, row_number() OVER (ORDER BY e.txid, e.at, e.id) AS step
      FROM "LedgerEntry" e
      WHERE e.txid >= (SELECT horizon FROM state) AND e.txid < (SELECT unused FROM state)
        AND NOT EXISTS (SELECT FROM "LedgerPosition" p WHERE p.entry_id = e.id)
      ORDER BY e.txid, e.at, e.id
      LIMIT batch
  ), line AS (
    -- What an entry adds where it stands, and what it takes from where its prior stood. (The second kind has no "kind".)
    SELECT f.id, f.step, f.at, f.kind, CASE WHEN f.kind IN ('withdrawn', 'invalidated') THEN -f.amount ELSE f.amount END AS change,
           f.edition_id, f.evidence, f.stance, f.country, f.region, f.county, f.source, f.team_id, f.event_id, f.renewal
      FROM fresh f
    UNION ALL
    SELECT f.id, f.step, f.at, NULL, -p.amount,
           p.edition_id, p.evidence, p.stance, p.country, p.region, p.county, p.source, p.team_id, p.event_id, p.renewal
      FROM fresh f JOIN "LedgerEntry" p ON p.id = f.prior_id
      WHERE f.kind IN ('reclassified', 'reported')
  ), numbered AS (
    -- Lines of one step are peers: each sees the sum after both.
    SELECT l.id, l.step, l.kind, coalesce(t.count, 0) + sum(l.change) OVER (PARTITION BY l.edition_id, l.evidence, l.stance ORDER BY l.step) AS number
      FROM line l
      LEFT JOIN "Tally" t ON t.edition_id = l.edition_id AND t.dimension = 'all' AND t.key = ''
        AND t.evidence = l.evidence AND t.stance = l.stance
  ), positioned AS (
    -- Straight from the numbered lines: a join back to the entries by their step was once planned as a loop in a loop.
    INSERT INTO "LedgerPosition" (position, entry_id, number)
      SELECT state.position + n.step, n.id, n.number FROM numbered n CROSS JOIN state WHERE n.kind IS NOT NULL
  ), bundle AS (
    -- Men of one moment are much alike: summed before they are spread over the dimensions.
    SELECT l.edition_id, l.evidence, l.stance, l.country, l.region, l.county, l.source, l.team_id, l.event_id, l.renewal, l.kind,
           date_trunc('hour', l.at AT TIME ZONE 'UTC') AS hour, (l.at AT TIME ZONE e.time_zone)::date AS day,
           sum(l.change) AS change, count(*) AS entries
      FROM line l JOIN "Edition" e ON e.id = l.edition_id
      GROUP BY l.edition_id, l.evidence, l.stance, l.country, l.region, l.county, l.source, l.team_id, l.event_id, l.renewal, l.kind, hour, day
  ), changes AS (
    SELECT b.edition_id, d.dimension, d.key, b.evidence, b.stance, sum(d.change) AS change
      FROM bundle b
      CROSS JOIN LATERAL (VALUES
        ('all', '', b.change),
        ('country', b.country, b.change), ('region', b.region, b.change), ('county', b.county, b.change),
        ('source', b.source, b.change), ('team', b.team_id::text, b.change), ('event', b.event_id::text, b.change),
        ('origin', CASE WHEN b.renewal THEN 'renewed' ELSE 'new' END, b.change),
        ('hour', to_char(b.hour, 'YYYY-MM-DD"T"HH24"Z"'), b.change), ('day', to_char(b.day, 'YYYY-MM-DD'), b.change),
        ('kind', b.kind, b.entries)
      ) AS d (dimension, key, change)
      WHERE d.key IS NOT NULL AND (b.evidence <> 'reported' OR d.dimension = 'all')
      GROUP BY b.edition_id, d.dimension, d.key, b.evidence, b.stance
  ), added AS (
    -- The sum, not the change, is what is inserted: a CHECK sees the row as proposed, before the conflict is found. That
    -- nobody else writes in between is what the lock above is for.
    INSERT INTO "Tally" AS t (edition_id, dimension, key, evidence, stance, count)
      SELECT c.edition_id, c.dimension, c.key, c.evidence, c.stance, coalesce(t.count, 0) + c.change
        FROM changes c LEFT JOIN "Tally" t USING (edition_id, dimension, key, evidence, stance)
      ON CONFLICT (edition_id, dimension, key, evidence, stance) DO UPDATE SET count = excluded.count
  )
  SELECT count(*) INTO folded FROM fresh;

  UPDATE "TallierState" SET
      position = position + folded,
      horizon = CASE WHEN folded < batch THEN seen_below ELSE horizon END,
      folded_at = now()
    WHERE id = 1 AND (folded > 0 OR horizon < seen_below - 10000 OR folded_at < now() - interval '2 seconds'
      -- A restored database counts its transactions anew, and its clock may have been ahead.
      OR horizon > seen_below OR folded_at > now());
  RETURN folded;
END $$;
