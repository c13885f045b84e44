import { leafOf, type Standing } from "../log/leaf.ts";
import { formatLeaf } from "../log/leaf-data.ts";
import { TILE_WIDTH, unpackEntries } from "../log/tiles.ts";
import type { Asked } from "./walk.ts";

/** A leaf as the log has it, and as the ledger says that it must be. */
export type AuditedLeaf = {
  index: number;
  entryId: string;
  /** The position of its entry; null where it has none. */
  position: number | null;
  /** The bytes in the log; null where its entry bundle lacks them. */
  stored: Buffer | null;
  /** Made anew from the entry; null where there is no such entry. */
  expected: string | null;
};
type Row = Omit<AuditedLeaf, "stored" | "expected"> &
  Standing & { kind: string | null; edition: string; commitment: Buffer; prior: Standing | null };

/** Leaves at a time: whole bundles. */
const CHUNK = 10 * TILE_WIDTH;

/** Every leaf of a log in its order. */
export async function* leaves(client: Asked, logId: number): AsyncGenerator<AuditedLeaf[]> {
  for (let from = 0; ; from += CHUNK) {
    const { rows } = await client.query<Row>(
      `SELECT l.index::float8 AS index, l.entry_id AS "entryId", p.position::float8 AS position, e.kind, e.stance, e.evidence,
         e.country, e.region, e.amount, e.commitment, concat(c.slug, '/', d.year) AS edition,
         CASE WHEN q.id IS NOT NULL THEN json_build_object('stance', q.stance, 'evidence', q.evidence,
           'country', q.country, 'region', q.region, 'amount', q.amount) END AS prior
       FROM "LogLeaf" l
         LEFT JOIN "LedgerEntry" e ON e.id = l.entry_id
         LEFT JOIN "LedgerPosition" p ON p.entry_id = l.entry_id
         LEFT JOIN "LedgerEntry" q ON q.id = e.prior_id AND e.kind IN ('reclassified', 'reported')
         LEFT JOIN "Edition" d ON d.id = e.edition_id LEFT JOIN "Campaign" c ON c.id = d.campaign_id
       WHERE l.log_id = $1 AND l.index >= $2 AND l.index < $3 ORDER BY l.index`,
      [logId, from, from + CHUNK],
    );
    const stored = await storedLeaves(client, logId, from);
    if (rows.length > 0)
      yield rows.map((row) => ({
        index: row.index,
        entryId: row.entryId,
        position: row.position,
        stored: stored.get(row.index) ?? null,
        expected: expectedLeaf(row),
      }));
    if (rows.length < CHUNK) return;
  }
}

function expectedLeaf({ kind, prior, ...row }: Row): string | null {
  if (kind === null || (kind === "reclassified" && !prior)) return null;
  return formatLeaf(leafOf({ ...row, kind }, prior));
}

async function storedLeaves(client: Asked, logId: number, from: number): Promise<Map<number, Buffer>> {
  const { rows } = await client.query<{ index: number; data: Buffer }>(
    `SELECT index::float8 AS index, data FROM "LogTile" WHERE log_id = $1 AND level = -1 AND index >= $2 AND index < $3`,
    [logId, from / TILE_WIDTH, (from + CHUNK) / TILE_WIDTH],
  );
  const found = new Map<number, Buffer>();
  for (const { index, data } of rows)
    for (const [i, leaf] of (unpackEntries(data) ?? []).entries()) found.set(index * TILE_WIDTH + i, leaf);
  return found;
}
