import { setTimeout as wait } from "node:timers/promises";
import { query } from "#lib/db.ts";
import { fold } from "#lib/ledger/tally.ts";
import { address, confirms, lastMail, markSent, signs } from "./signers.ts";

/** Folds whatever waits, over the pool. */
export async function foldAll(batch = 1_000): Promise<void> {
  const client = { query: async (text: string, values?: unknown[]) => ({ rows: await query(text, values) }) };
  while ((await fold(client as never, { batch })) > 0);
}

/** The tallies as the ledger says they must be, against the tallies as they are: no row where they agree. */
export function differences(): Promise<object[]> {
  return query(
    `WITH line AS (
       SELECT e.id, e.kind, e.at, CASE WHEN e.kind IN ('withdrawn', 'invalidated') THEN -e.amount ELSE e.amount END AS change,
         e.edition_id, e.evidence, e.stance, e.country, e.region, e.county, e.source, e.team_id, e.event_id, e.renewal
       FROM "LedgerEntry" e
       UNION ALL
       SELECT e.id, NULL, e.at, -p.amount,
         p.edition_id, p.evidence, p.stance, p.country, p.region, p.county, p.source, p.team_id, p.event_id, p.renewal
       FROM "LedgerEntry" e JOIN "LedgerEntry" p ON p.id = e.prior_id WHERE e.kind IN ('reclassified', 'reported')
     ), should AS (
       SELECT l.edition_id, d.dimension, d.key, l.evidence, l.stance, sum(d.change)::int AS count
       FROM line l JOIN "Edition" e ON e.id = l.edition_id CROSS JOIN LATERAL (VALUES
         ('all', '', l.change), ('country', l.country, l.change), ('region', l.region, l.change), ('county', l.county, l.change),
         ('source', l.source, l.change), ('team', l.team_id::text, l.change), ('event', l.event_id::text, l.change),
         ('origin', CASE WHEN l.renewal THEN 'renewed' ELSE 'new' END, l.change),
         ('hour', to_char(l.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24"Z"'), l.change),
         ('day', (l.at AT TIME ZONE e.time_zone)::date::text, l.change),
         ('kind', l.kind, 1)) AS d (dimension, key, change)
       WHERE d.key IS NOT NULL AND (d.dimension = 'all' OR l.evidence <> 'reported') GROUP BY 1, 2, 3, 4, 5)
     (TABLE should EXCEPT SELECT edition_id, dimension, key, evidence, stance, count FROM "Tally")
     UNION ALL (SELECT edition_id, dimension, key, evidence, stance, count FROM "Tally" EXCEPT TABLE should)`,
  );
}

export type Entry = {
  id: string;
  kind: string;
  prior_id: string | null;
  reason: string | null;
  evidence: string;
  stance: string;
  country: string;
  region: string | null;
  county: string | null;
  source: string;
  team_id: string | null;
  renewal: boolean;
  commitment: Buffer;
};

/** The entries of a pledge in the order of their chain. */
export function story(pledgeId: string): Promise<Entry[]> {
  return query<Entry>(
    `WITH RECURSIVE chain AS (
       SELECT e.*, 1 AS n FROM "LedgerEntry" e WHERE e.pledge_id = $1 AND e.prior_id IS NULL
       UNION ALL SELECT e.*, c.n + 1 FROM "LedgerEntry" e JOIN chain c ON e.prior_id = c.id)
     SELECT * FROM chain ORDER BY n`,
    [pledgeId],
  );
}

/** The kinds alone: `["verified", "withdrawn"]`. */
export async function kinds(pledgeId: string): Promise<string[]> {
  return (await story(pledgeId)).map(({ kind }) => kind);
}

/** A man who has signed and confirmed, by the fields of the form. Answers his pledge and the token of his link. */
export async function stands(
  fields: Record<string, string> = {},
): Promise<{ pledgeId: string; token: string; email: string }> {
  const email = fields.email ?? address();
  await markSent();
  await signs({ ...fields, email });
  const { pledgeId, token } = await lastMail();
  await confirms(token);
  await markSent();
  return { pledgeId, token, email };
}

/** A column of a pledge's row, or the whole row. */
export async function pledgeRow<Row extends object = Record<string, unknown>>(
  pledgeId: string,
): Promise<Row> {
  const [row] = await query(`SELECT * FROM "Pledge" WHERE id = $1`, [pledgeId]);
  return row as Row;
}

/** Twenty times at once; how often each outcome came. */
export async function twentyAtOnce(deed: () => Promise<string>): Promise<Record<string, number>> {
  const outcomes = await Promise.all(Array.from({ length: 20 }, deed));
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/**
 * Turns the page: the edition that stands becomes last year's and closes, and another one opens, with the same text and
 * `textVersion` in force. Answers the new one's id.
 */
export async function nextYear({ textVersion = 1 } = {}): Promise<string> {
  const [row] = await query<{ id: string }>(
    `WITH past AS (
       UPDATE "Edition" SET year = year - 1, opens_at = now() - interval '400 days', closes_at = now() - interval '300 days'
       RETURNING *
     )
     INSERT INTO "Edition" (id, campaign_id, year, goal, opens_at, closes_at, time_zone, text_version)
       SELECT gen_random_uuid(), campaign_id, max(year) + 1, 75000, now() - interval '1 day', now() + interval '40 days',
         min(time_zone), $1
       FROM past GROUP BY campaign_id RETURNING id`,
    [textVersion],
  );
  // What a campaign is, is kept for a second.
  await wait(1_100);
  return row?.id ?? "";
}
