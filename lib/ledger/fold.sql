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
    SELECT position, CASE WHEN search_all THEN 0 ELSE horizon END AS horizon FROM "TallierState" WHERE id = 1
  ), fresh AS (
    SELECT e.*, CASE WHEN e.kind IN ('verified', 'renewed', 'reinstated') THEN 1 ELSE -1 END AS change,
           row_number() OVER (ORDER BY e.txid, e.at, e.id) AS step
      FROM "LedgerEntry" e
      WHERE e.txid >= (SELECT horizon FROM state)
        AND NOT EXISTS (SELECT FROM "LedgerPosition" p WHERE p.entry_id = e.id)
      ORDER BY e.txid, e.at, e.id
      LIMIT batch
  ), positioned AS (
    INSERT INTO "LedgerPosition" (position, entry_id, number)
      SELECT state.position + f.step, f.id,
             coalesce(t.count, 0) + sum(f.change) OVER (PARTITION BY f.edition_id, f.evidence, f.stance ORDER BY f.step)
        FROM fresh f CROSS JOIN state
        LEFT JOIN "Tally" t ON t.edition_id = f.edition_id AND t.dimension = 'all' AND t.key = ''
          AND t.evidence = f.evidence AND t.stance = f.stance
  ), changes AS (
    SELECT f.edition_id, d.dimension, d.key, f.evidence, f.stance, sum(f.change) AS change
      FROM fresh f
      CROSS JOIN LATERAL (VALUES
        ('all', ''), ('country', f.country), ('region', f.region), ('county', f.county),
        ('hour', to_char(f.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24"Z"'))
      ) AS d (dimension, key)
      WHERE d.key IS NOT NULL
      GROUP BY f.edition_id, d.dimension, d.key, f.evidence, f.stance
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
