import type pg from "pg";
import { fold } from "#lib/ledger/tally.ts";

/**
 * Writes `count` ledger entries of men in one edition, as confirmations do but in one statement: half of them from
 * Wisconsin with a county, the rest from all states and from abroad. With `counted`, their positions and tallies too, as
 * the fold would make them: for databases whose fold is not what is measured. `step` entries are written in a transaction.
 */
export async function writeEntries(
  client: pg.Client,
  {
    editionId,
    count,
    counted = false,
    step = 500_000,
  }: { editionId: string; count: number; counted?: boolean; step?: number },
): Promise<void> {
  // What stands there already is counted as ever.
  if (counted) while ((await fold(client)) > 0);
  for (let done = 0; done < count; done += step) {
    await client.query(
      `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, evidence, stance, country, region, county, source, commitment, at)
       SELECT uuidv7(), $1, uuidv7(), 'verified', 'email', CASE WHEN n % 20 = 0 THEN 'supporter' ELSE 'man' END,
         CASE WHEN n % 10 = 9 THEN (ARRAY['CA','MX','KE','DE','BR'])[1 + n / 10 % 5] ELSE 'US' END,
         CASE WHEN n % 10 = 9 THEN CASE WHEN n / 10 % 5 = 0 THEN 'CA-ON' END
              WHEN n % 2 = 0 THEN 'US-WI' ELSE (ARRAY['US-IL','US-MN','US-MI','US-IA','US-OH','US-TX','US-CA'])[1 + n % 7] END,
         CASE WHEN n % 10 <> 9 AND n % 4 = 0 THEN (55001 + 2 * (n / 4 % 39))::text END,
         (ARRAY['direct','share','team','event'])[1 + n % 4],
         sha256(int8send(n)), now() - (n % 5000) * interval '1 second'
       FROM generate_series($2::bigint, $3::bigint) AS n`,
      [editionId, done + 1, Math.min(done + step, count)],
    );
  }
  if (counted) await countEntries(client);
}

/** Positions and tallies of what has none yet, made in bulk: of entries that add one or take one away, nothing else. */
export async function countEntries(client: pg.Client): Promise<void> {
  await client.query(`CREATE TEMP TABLE fresh AS
    SELECT e.*, CASE WHEN e.kind IN ('withdrawn', 'invalidated') THEN -1 ELSE 1 END AS change
    FROM "LedgerEntry" e WHERE NOT EXISTS (SELECT FROM "LedgerPosition" p WHERE p.entry_id = e.id)`);
  await client.query(
    `INSERT INTO "LedgerPosition" (position, entry_id, number)
     SELECT s.position + row_number() OVER (ORDER BY f.txid, f.at, f.id), f.id,
       coalesce(t.count, 0) + sum(f.change) OVER (PARTITION BY f.edition_id, f.evidence, f.stance ORDER BY f.txid, f.at, f.id ROWS UNBOUNDED PRECEDING)
     FROM fresh f CROSS JOIN "TallierState" s
     LEFT JOIN "Tally" t ON t.edition_id = f.edition_id AND t.dimension = 'all' AND t.evidence = f.evidence AND t.stance = f.stance`,
  );
  await client.query(
    `INSERT INTO "Tally" AS t (edition_id, dimension, key, evidence, stance, count)
     SELECT e.edition_id, d.dimension, d.key, e.evidence, e.stance, sum(d.change)
     FROM fresh e JOIN "Edition" o ON o.id = e.edition_id CROSS JOIN LATERAL (VALUES
       ('all', '', e.change), ('country', e.country, e.change), ('region', e.region, e.change), ('county', e.county, e.change),
       ('source', e.source, e.change), ('team', e.team_id::text, e.change), ('event', e.event_id::text, e.change),
       ('origin', 'new', e.change), ('hour', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24"Z"'), e.change),
       ('day', to_char(e.at AT TIME ZONE o.time_zone, 'YYYY-MM-DD'), e.change), ('kind', e.kind, 1)) AS d (dimension, key, change)
     WHERE d.key IS NOT NULL GROUP BY 1, 2, 3, 4, 5
     ON CONFLICT (edition_id, dimension, key, evidence, stance) DO UPDATE SET count = t.count + excluded.count`,
  );
  await client.query(
    `UPDATE "TallierState" SET position = position + (SELECT count(*) FROM fresh), folded_at = now(),
       horizon = pg_snapshot_xmin(pg_current_snapshot())::text::bigint`,
  );
  await client.query(`DROP TABLE fresh`);
  // Now, or the server does it by itself while others measure.
  await client.query(`VACUUM ANALYZE`);
}
