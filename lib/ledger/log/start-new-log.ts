import { formatHead } from "./checkpoint.ts";
import { withLockedLog } from "./locked.ts";
import { forgetHead } from "./queries.ts";

export type PreviousHead = {
  origin: string;
  size: number;
  /** 32 bytes. */
  root: Buffer;
};

/**
 * Begins another log in place of one that cannot be continued, as after a restore: what the database lacks has been
 * published, and the same name must never stand under two trees. Its checkpoints name the head that it takes the place of.
 * It is filled from the first entry on at the next publication. Answers its origin.
 */
export async function startNewLog(previous: PreviousHead): Promise<string> {
  const begun = await withLockedLog(async (client) => {
    const { rows } = await client.query<{ first: string | null; last: number | null }>(
      `SELECT (SELECT origin FROM "Log" ORDER BY id LIMIT 1) AS first, (SELECT max(id) FROM "Log") AS last`,
    );
    const [, begin = previous.origin, number] = /^(.*\/log)(?:\/(\d+))?$/.exec(previous.origin) ?? [];
    // The copy that was put back may be older than an earlier restore: its name is taken as well.
    const id = Math.max(rows[0]?.last ?? 1, Number(number ?? 1)) + 1;
    const origin = `${rows[0]?.first ?? begin}/${id}`;
    const line = formatHead(previous);
    await client.query(`INSERT INTO "Log" (id, origin, previous) VALUES ($1, $2, $3)`, [id, origin, line]);
    return origin;
  });
  forgetHead();
  return begun;
}
