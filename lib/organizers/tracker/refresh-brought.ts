import { transaction } from "#lib/db.ts";
import { afterChanges, type Brought, type Change, DEEPEST } from "./brought-rules.ts";

/** Where the figures stand in the table of settings, and what stands there. */
export const SETTING = "figures.brought";
export type Kept = {
  /** Entries of the ledger up to this position are in them. */
  position: number;
  editions: Record<string, Brought>;
};

const BATCH = 5_000;
/** Milliseconds after which a run leaves the rest to the next one. */
const LONGEST = 60_000;

/**
 * Brings the figures of who brought whom up to the ledger, in batches: each is read and kept in one transaction, so that no entry
 * counts twice and a run that was killed goes on where it was. Safe to run twice at once.
 */
export async function refreshBrought(batch = BATCH): Promise<void> {
  const until = performance.now() + LONGEST;
  while ((await refreshOnce(batch)) && performance.now() < until);
}

/** True when it read anything. */
async function refreshOnce(batch: number): Promise<boolean> {
  return transaction(async (client) => {
    await client.query(
      `INSERT INTO "Setting" (name, value) VALUES ($1, '{"position": 0, "editions": {}}') ON CONFLICT DO NOTHING`,
      [SETTING],
    );
    const { rows } = await client.query<{ value: Kept }>(
      `SELECT value FROM "Setting" WHERE name = $1 FOR UPDATE`,
      [SETTING],
    );
    const kept = rows[0]?.value ?? { position: 0, editions: {} };
    const { rows: found } = await client.query<
      Omit<Change, "figure"> & { last: string | null; figure: Change["figure"] | null }
    >(`SELECT last, "editionId", figure, key, change FROM brought_since($1, $2, $3)`, [
      kept.position,
      batch,
      DEEPEST,
    ]);
    const last = found[0]?.last;
    if (!last) return false;
    const changes = found.filter((row): row is typeof row & Change => row.figure !== null);
    const value: Kept = { position: Number(last), editions: afterChanges(kept.editions, changes) };
    await client.query(`UPDATE "Setting" SET value = $2, changed_at = now() WHERE name = $1`, [
      SETTING,
      JSON.stringify(value),
    ]);
    return true;
  });
}
