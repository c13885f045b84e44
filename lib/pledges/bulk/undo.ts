import { now } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { type InHand, TaskRefused } from "#lib/tasks/in-hand.ts";
import { reinstateOfRun } from "./one-of-run.ts";
import { severalAtATime } from "./several.ts";

const BATCH = 500;

/**
 * The task `bulk_undo`: reinstates what a run invalidated, and nothing that it found invalidated or that somebody has dealt
 * with since. It can be stopped anywhere and asked for again.
 */
export async function undoBulk({ task, check, save }: InHand): Promise<object> {
  await loadSecrets();
  const runId = task.params.runId;
  if (typeof runId !== "string") throw new TaskRefused("unknown_run");
  const total = task.total ?? (await countLeft(runId));
  // What was taken back leaves its index behind until nobody can see it any more: each batch begins behind the one before.
  let after = "00000000-0000-0000-0000-000000000000";
  for (let done = Math.max(0, total - (await countLeft(runId))); ; ) {
    await save({ done, total });
    check();
    const batch = await query<{ id: string }>(
      `SELECT pledge_id AS id FROM "BulkRunPledge" WHERE run_id = $1 AND outcome = 'invalidated' AND undone IS NULL
         AND pledge_id > $2 ORDER BY pledge_id LIMIT ${BATCH}`,
      [runId, after],
    );
    const last = batch.at(-1);
    if (!last) break;
    after = last.id;
    await severalAtATime(batch, ({ id }) => reinstateOfRun(runId, id, { now: now() }));
    done += batch.length;
  }
  return outcomesOf(runId);
}

async function countLeft(runId: string): Promise<number> {
  const [row] = await query<{ n: number }>(
    `SELECT count(*)::int AS n FROM "BulkRunPledge" WHERE run_id = $1 AND outcome = 'invalidated' AND undone IS NULL`,
    [runId],
  );
  return row?.n ?? 0;
}

async function outcomesOf(runId: string): Promise<Record<string, number>> {
  const rows = await query<{ undone: string; n: number }>(
    `SELECT undone, count(*)::int AS n FROM "BulkRunPledge" WHERE run_id = $1 AND undone IS NOT NULL GROUP BY undone`,
    [runId],
  );
  return Object.fromEntries(rows.map(({ undone, n }) => [undone, n]));
}
