-- What the next entries of the ledger, in the order of their positions, change in the figures of who brought whom: men by
-- generation (how many share links deep), by the week in which they were first counted, and brought by the men of a week.
--
-- Generation, week and bringer are those of a pledge's first entry, which never changes: so whoever leaves is taken from where
-- he was added. One who was held as he brought somebody, and is counted later, brought nobody: or it would change. Share links
-- outlive erasing. `last` is the position up to which entries were read, null where there is none.
DROP FUNCTION IF EXISTS brought_since;
CREATE FUNCTION brought_since(p_position bigint, p_batch int, p_deepest int)
RETURNS TABLE (last bigint, "editionId" uuid, figure text, key text, change int) LANGUAGE sql STABLE SET enable_seqscan = off AS $$
  WITH batch AS MATERIALIZED (
    SELECT p.position, e.id, e.edition_id, e.pledge_id, e.kind, e.stance, e.evidence, e.prior_id
      FROM "LedgerPosition" p JOIN "LedgerEntry" e ON e.id = p.entry_id
      WHERE p.position > p_position ORDER BY p.position LIMIT p_batch
  ), line AS (
    SELECT b.edition_id, b.pledge_id, CASE WHEN b.kind IN ('withdrawn', 'invalidated') THEN -1 ELSE 1 END AS change
      FROM batch b WHERE b.kind <> 'reported' AND b.evidence = 'email' AND b.stance = 'man'
    UNION ALL
    SELECT b.edition_id, b.pledge_id, -1 FROM batch b JOIN "LedgerEntry" o ON o.id = b.prior_id
      WHERE b.kind = 'reclassified' AND o.evidence = 'email' AND o.stance = 'man'
  ), man AS MATERIALIZED (
    -- One who was counted, moved and withdrawn within a stretch is looked up once, or not at all.
    SELECT l.edition_id, l.pledge_id, sum(l.change)::int AS change FROM line l GROUP BY 1, 2 HAVING sum(l.change) <> 0
  ), told AS (
    SELECT m.edition_id, m.change, first.at, up.generation, bringer.at AS bringer_at, e.time_zone
      FROM man m
      JOIN "Edition" e ON e.id = m.edition_id
      JOIN "LedgerEntry" first ON first.pledge_id = m.pledge_id AND first.kind IN ('verified', 'renewed')
      JOIN "LedgerPosition" place ON place.entry_id = first.id
      LEFT JOIN "ShareLink" s ON s.id = first.share_link_id
      LEFT JOIN LATERAL (
        SELECT b.at FROM "LedgerEntry" b JOIN "LedgerPosition" o ON o.entry_id = b.id
          WHERE b.pledge_id = s.pledge_id AND b.kind IN ('verified', 'renewed') AND o.position < place.position
      ) AS bringer ON true
      CROSS JOIN LATERAL (
        WITH RECURSIVE up AS (
          SELECT 0 AS depth, first.share_link_id AS link
          UNION ALL
          SELECT up.depth + 1, b.share_link_id FROM up
            JOIN "ShareLink" l ON l.id = up.link
            LEFT JOIN LATERAL (
              SELECT c.share_link_id FROM "LedgerEntry" c JOIN "LedgerPosition" o ON o.entry_id = c.id
                WHERE c.pledge_id = l.pledge_id AND c.kind IN ('verified', 'renewed') AND o.position < place.position
            ) AS b ON true
            WHERE up.depth < p_deepest
        ) SELECT max(up.depth) AS generation FROM up
      ) AS up
  ), changes AS (
    SELECT t.edition_id, d.figure, d.key, sum(t.change)::int AS change
      FROM told t CROSS JOIN LATERAL (VALUES
        ('generation', t.generation::text),
        ('men', to_char(date_trunc('week', t.at AT TIME ZONE t.time_zone), 'YYYY-MM-DD')),
        ('brought', to_char(date_trunc('week', t.bringer_at AT TIME ZONE t.time_zone), 'YYYY-MM-DD'))
      ) AS d (figure, key)
      WHERE d.key IS NOT NULL GROUP BY 1, 2, 3
  )
  SELECT (SELECT max(b.position) FROM batch b), c.edition_id, c.figure, c.key, c.change
    FROM (VALUES (1)) AS one LEFT JOIN changes c ON true
$$;
