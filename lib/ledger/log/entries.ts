import type pg from "pg";
import { leafOf, type Standing } from "./leaf.ts";
import { formatLeaf, type Leaf } from "./leaf-data.ts";

type Client = Pick<pg.ClientBase, "query">;
type Row = Standing & {
  id: string;
  editionId: string;
  kind: string;
  commitment: Buffer;
  priorStance: string | null;
  priorEvidence: string;
  priorCountry: string;
  priorRegion: string | null;
  priorAmount: number;
};

export type LoggedEntry = { id: string; leaf: Leaf; text: string };

/**
 * The entries at positions `from` + 1 to `to` with their leaves, in the order of their positions. Both are reckoned
 * from the ledger alone, so that anybody who has it gets the same.
 */
export async function entriesBetween(client: Client, from: number, to: number): Promise<LoggedEntry[]> {
  const editions = await editionNames(client);
  const { rows } = await client.query<Row>({
    // Not named: a plan made for an empty ledger would be kept.
    text: `SELECT e.id, e.edition_id AS "editionId", e.kind, e.stance, e.evidence, e.country, e.region, e.amount, e.commitment,
        q.stance AS "priorStance", q.evidence AS "priorEvidence", q.country AS "priorCountry", q.region AS "priorRegion",
        q.amount AS "priorAmount"
      FROM "LedgerPosition" p JOIN "LedgerEntry" e ON e.id = p.entry_id
      LEFT JOIN "LedgerEntry" q ON q.id = e.prior_id AND e.kind IN ('reclassified', 'reported')
      WHERE p.position > $1 AND p.position <= $2 ORDER BY p.position`,
    values: [from, to],
  });
  return rows.map((row) => {
    const leaf = leafOf({ ...row, edition: editions.get(row.editionId) ?? "" }, priorOf(row));
    return { id: row.id, leaf, text: formatLeaf(leaf) };
  });
}

function priorOf(row: Row): Standing | null {
  if (row.priorStance === null) return null;
  return {
    stance: row.priorStance,
    evidence: row.priorEvidence,
    country: row.priorCountry,
    region: row.priorRegion,
    amount: row.priorAmount,
  };
}

/** How the log names the editions: `sample/2026`. */
export async function editionNames(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; name: string }>(
    `SELECT e.id, c.slug || '/' || e.year AS name FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
