-- What was counted before there were tallies by source, team, event, origin, day and kind stands in them too. Without that the
-- first man of then who withdraws would leave fewer than nobody, and the count would stop.

-- Who came by a share link did so in the entries from before "source" as well. (A column that is made anew: no trigger fires.)
ALTER TABLE "LedgerEntry" ALTER COLUMN "source" TYPE TEXT
  USING CASE WHEN "source" = 'direct' AND "share_link_id" IS NOT NULL THEN 'share' ELSE "source" END;

-- A fold that is under way ends first; the next one sees what stands here.
LOCK TABLE "TallierState" IN EXCLUSIVE MODE;
DELETE FROM "Tally" WHERE dimension IN ('source', 'team', 'event', 'origin', 'day', 'kind');
WITH line AS (
  SELECT e.edition_id, e.kind, e.evidence, e.stance, e.source, e.team_id, e.event_id, e.renewal, e.at,
         CASE WHEN e.kind IN ('withdrawn', 'invalidated') THEN -e.amount ELSE e.amount END AS change
    FROM "LedgerPosition" p JOIN "LedgerEntry" e ON e.id = p.entry_id
    WHERE e.kind <> 'reported'
  UNION ALL
  -- What was moved is taken from where it stood. (That line has no "kind".)
  SELECT q.edition_id, NULL, q.evidence, q.stance, q.source, q.team_id, q.event_id, q.renewal, e.at, -q.amount
    FROM "LedgerPosition" p JOIN "LedgerEntry" e ON e.id = p.entry_id JOIN "LedgerEntry" q ON q.id = e.prior_id
    WHERE e.kind = 'reclassified'
)
INSERT INTO "Tally" (edition_id, dimension, key, evidence, stance, count)
  SELECT l.edition_id, d.dimension, d.key, l.evidence, l.stance, sum(d.change)
    FROM line l JOIN "Edition" e ON e.id = l.edition_id
    CROSS JOIN LATERAL (VALUES
      ('source', l.source, l.change), ('team', l.team_id::text, l.change), ('event', l.event_id::text, l.change),
      ('origin', CASE WHEN l.renewal THEN 'renewed' ELSE 'new' END, l.change),
      ('day', to_char(l.at AT TIME ZONE e.time_zone, 'YYYY-MM-DD'), l.change), ('kind', l.kind, 1)
    ) AS d (dimension, key, change)
    WHERE d.key IS NOT NULL
    GROUP BY l.edition_id, d.dimension, d.key, l.evidence, l.stance;
