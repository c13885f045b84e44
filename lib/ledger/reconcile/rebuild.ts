import { transaction } from "#lib/db.ts";
import { type Difference, differences } from "./tallies.ts";
import type { TallyFold } from "./tally-fold.ts";
import { walk } from "./walk.ts";

/**
 * Puts right the tallies, and nothing else: `fold` holds what the entries up to `position` come to; what was positioned
 * since is added while the tallier waits, so that it waits for a moment only. Answers how many rows were changed. What
 * would leave fewer than nobody stays as it is: then it is the ledger that is wrong.
 */
export function rebuildTallies(fold: TallyFold, position: number): Promise<number> {
  return transaction(async (client) => {
    await client.query(`SELECT FROM "TallierState" WHERE id = 1 FOR UPDATE`);
    for await (const entries of walk(client, position))
      for (const entry of entries) if (entry.id !== null) fold.add(entry);
    const wrong = (await differences(client, fold)).filter(canStand);
    await client.query(
      `DELETE FROM "Tally" t USING unnest($1::text[]) AS w (key)
       WHERE concat_ws('|', t.edition_id, t.dimension, t.key, t.evidence, t.stance) = w.key`,
      [wrong.map(({ key }) => key)],
    );
    const right = wrong.filter(({ should }) => should !== null);
    await client.query(
      `INSERT INTO "Tally" (edition_id, dimension, key, evidence, stance, count)
       SELECT split_part(w.key, '|', 1)::uuid, split_part(w.key, '|', 2), split_part(w.key, '|', 3),
         split_part(w.key, '|', 4), split_part(w.key, '|', 5), w.count
       FROM unnest($1::text[], $2::int[]) AS w (key, count)`,
      [right.map(({ key }) => key), right.map(({ should }) => should)],
    );
    return wrong.length;
  });
}

function canStand({ key, should }: Difference): boolean {
  return should === null || should >= 0 || /^[^|]*\|(hour|day)\|/.test(key);
}
