import { now } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { type InHand, TaskRefused } from "#lib/tasks/in-hand.ts";
import type { Condition } from "./condition.ts";
import { countMet } from "./count.ts";
import { invalidateOfRun } from "./one-of-run.ts";
import { severalAtATime } from "./several.ts";
import { whereOf } from "./where.ts";

type Run = { id: string; editionId: string; condition: Condition; reason: string; until: Date };

/** Pledges between two looks at whether it shall stop: a second or so. */
const BATCH = 500;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

/**
 * The task `bulk`: invalidates whatever a run's condition meets and was submitted before it was asked for. Each pledge is
 * written down with the run as it is invalidated, so that stopping it anywhere, or crashing, loses and repeats nothing.
 */
export async function runBulk({ task, check, save }: InHand): Promise<object> {
  await loadSecrets();
  const run = await runOf(task.params.runId);
  let done = await countDone(run.id);
  const total = task.total ?? (await totalOf(run, done));
  let after = typeof task.cursor?.after === "string" ? task.cursor.after : BEFORE_ALL;
  await save({ done, total });
  for (;;) {
    check();
    const batch = await nextBatch(run, after);
    const last = batch.at(-1);
    if (last === undefined) break;
    await severalAtATime(batch, async (pledgeId) => {
      const outcome = await invalidateOfRun(run.id, pledgeId, { reason: run.reason, now: now() });
      if (outcome !== "unknown") done += 1;
    });
    after = last;
    await save({ done, total, cursor: { after } });
  }
  await save({ done, total: done });
  return { invalidated: await countDone(run.id) };
}

async function runOf(runId: unknown): Promise<Run> {
  const [run] = await query<Run>(
    `SELECT id, edition_id AS "editionId", condition, reason, until FROM "BulkRun" WHERE id = $1`,
    [runId],
  );
  if (!run) throw new TaskRefused("unknown_run");
  return run;
}

/** Null where they are too many to be counted beforehand. */
async function totalOf({ editionId, condition, until }: Run, done: number): Promise<number | null> {
  const met = await countMet(editionId, condition, { until });
  return met === null || met.isMore ? null : done + met.total;
}

/** By what was written down with it, not by what a worker that crashed remembered. */
async function countDone(runId: string): Promise<number> {
  const [row] = await query<{ n: number }>(
    `SELECT count(*)::int AS n FROM "BulkRunPledge" WHERE run_id = $1 AND outcome = 'invalidated'`,
    [runId],
  );
  return row?.n ?? 0;
}

async function nextBatch({ editionId, condition, until }: Run, after: string): Promise<string[]> {
  const { text, values } = whereOf(editionId, condition);
  const n = values.length;
  const rows = await query<{ id: string }>(
    `SELECT p.id FROM "Pledge" p WHERE ${text} AND p.submitted_at <= $${n + 1} AND p.id > $${n + 2} ORDER BY p.id LIMIT ${BATCH}`,
    [...values, until, after],
  );
  return rows.map(({ id }) => id);
}
