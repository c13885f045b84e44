import { pool, query } from "#lib/db.ts";
import { fold } from "#lib/ledger/tally.ts";

/** So many men confirm, by place: `US-GU`, `KE`, `55079`; men of Wisconsin without a county as `US-WI`. And are counted. */
export async function confirmMen(editionId: string, men: Record<string, number>): Promise<void> {
  const list = Object.entries(men).map(([place, count]) => ({ place, count }));
  await query(
    `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, evidence, stance, country, region, county, commitment)
     SELECT gen_random_uuid(), $1, gen_random_uuid(), 'verified', 'email', 'man',
       CASE WHEN place ~ '^[0-9]' THEN 'US' ELSE left(place, 2) END,
       CASE WHEN place ~ '^[0-9]' THEN 'US-WI' WHEN place ~ '-' THEN place END,
       CASE WHEN place ~ '^[0-9]' THEN place END, sha256(gen_random_uuid()::text::bytea)
     FROM json_to_recordset($2) AS s(place text, count int), generate_series(1, s.count)`,
    [editionId, JSON.stringify(list)],
  );
  while ((await fold(pool())) > 0);
}
