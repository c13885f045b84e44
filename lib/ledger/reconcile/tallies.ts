import type { Findings } from "./findings.ts";
import { type TallyFold, tallyKey } from "./tally-fold.ts";
import type { Asked } from "./walk.ts";

type Row = {
  editionId: string;
  dimension: string;
  key: string;
  evidence: string;
  stance: string;
  count: number;
};

/** A tally that is not what the ledger says; null where it must not be, or is not there. */
export type Difference = { key: string; is: number | null; should: number | null };

/** Where the tallies differ from a fold, missing and surplus rows included. */
export async function differences(client: Asked, { counts }: TallyFold): Promise<Difference[]> {
  const { rows } = await client.query<Row>(
    `SELECT edition_id AS "editionId", dimension, key, evidence, stance, count FROM "Tally"`,
  );
  const found: Difference[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const key = tallyKey(row, row.dimension, row.key);
    const should = counts.get(key) ?? null;
    if (row.count !== should) found.push({ key, is: row.count, should });
    seen.add(key);
  }
  for (const [key, should] of counts) if (!seen.has(key)) found.push({ key, is: null, should });
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Names each: `sample/2026 region US-WI email man`. */
export async function checkTallies(client: Asked, fold: TallyFold, findings: Findings): Promise<void> {
  const names = await editionNames(client);
  for (const { key, is, should } of await differences(client, fold)) {
    const [edition = "", ...rest] = key.split("|");
    findings.add("tally", [names.get(edition) ?? edition, ...rest.filter(Boolean)].join(" "), is, should);
  }
}

async function editionNames(client: Asked): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; name: string }>(
    `SELECT e.id, concat(c.slug, '/', e.year) AS name FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
