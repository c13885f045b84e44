import { query } from "#lib/db.ts";

/**
 * Appends `n` men (and every twentieth a supporter) who have confirmed to the ledger of an edition, spread over places large
 * and small, in one statement: for tests of what happens with many.
 */
export async function appendCrowd(editionId: string, n: number): Promise<void> {
  await query(
    `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, evidence, stance, country, region, commitment)
     SELECT gen_random_uuid(), $1, gen_random_uuid(), 'verified', 'email',
       CASE WHEN i % 20 = 0 THEN 'supporter' ELSE 'man' END, split_part(place, '-', 1),
       CASE WHEN place LIKE '%-%' THEN place END, sha256(convert_to(gen_random_uuid()::text, 'UTF8'))
     FROM generate_series(1, $2) AS i
     CROSS JOIN LATERAL (SELECT (ARRAY['US-WI', 'US-IL', 'CA-ON', 'KE', 'US-GU', 'LI', 'US-WI'])[1 + i % 7] AS place) AS p`,
    [editionId, n],
  );
}

/** Each newest entry of up to `n` standing pledges gets one after it: withdrawn, or moved to Ohio. */
export async function appendChanges(kind: "withdrawn" | "reclassified", n: number): Promise<void> {
  await query(
    `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, prior_id, evidence, stance, country, region, county,
       source, team_id, event_id, renewal, commitment)
     SELECT gen_random_uuid(), e.edition_id, e.pledge_id, $1, e.id, e.evidence, e.stance,
       CASE WHEN $1 = 'withdrawn' THEN e.country ELSE 'US' END, CASE WHEN $1 = 'withdrawn' THEN e.region ELSE 'US-OH' END,
       CASE WHEN $1 = 'withdrawn' THEN e.county END, e.source, e.team_id, e.event_id, e.renewal, sha256(convert_to(gen_random_uuid()::text, 'UTF8'))
     FROM "LedgerEntry" e
     WHERE e.kind IN ('verified', 'reclassified') AND NOT EXISTS (SELECT FROM "LedgerEntry" n WHERE n.prior_id = e.id) LIMIT $2`,
    [kind, n],
  );
}
