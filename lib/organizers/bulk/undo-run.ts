import { record } from "#lib/audit/record.ts";
import { transaction } from "#lib/db.ts";
import { askTask } from "#lib/tasks/ask.ts";
import { demand, type Scope } from "../scope.ts";
import { isId } from "./conditions.ts";

/** `running`: it must be stopped first. `nothing`: it changed nothing that is not taken back already. */
export type AskedUndo = { ok: true } | { ok: false; reason: "unknown" | "running" | "nothing" };

/** Asks for what a run did to be taken back. Asked for again while that is going on, it changes nothing. */
export async function undoRun(scope: Scope, runId: string): Promise<AskedUndo> {
  demand(scope, "pledges.bulk");
  if (!isId(runId)) return { ok: false, reason: "unknown" };
  return transaction(async (client): Promise<AskedUndo> => {
    // First the lock: the read after it sees what whoever had it has written.
    await client.query(`SELECT FROM "BulkRun" WHERE id = $1 FOR UPDATE`, [runId]);
    const { rows } = await client.query<{ isRunning: boolean; isUndoing: boolean; left: number }>(
      `SELECT num_nonnulls(t.finished_at, t.stopped_at, t.failed_at) = 0 AS "isRunning",
         coalesce(num_nonnulls(u.finished_at, u.stopped_at, u.failed_at) = 0, false) AND u.id IS NOT NULL AS "isUndoing",
         (SELECT count(*)::int FROM "BulkRunPledge" b
          WHERE b.run_id = r.id AND b.outcome = 'invalidated' AND b.undone IS NULL) AS left
       FROM "BulkRun" r JOIN "Task" t ON t.id = r.task_id LEFT JOIN "Task" u ON u.id = r.undo_task_id
       WHERE r.id = $1`,
      [runId],
    );
    const [run] = rows;
    if (!run) return { ok: false, reason: "unknown" };
    if (run.isRunning) return { ok: false, reason: "running" };
    if (run.isUndoing) return { ok: true };
    if (run.left === 0) return { ok: false, reason: "nothing" };
    const taskId = await askTask(client, {
      kind: "bulk_undo",
      organizerId: scope.organizerId,
      params: { runId },
      total: run.left,
    });
    await client.query(`UPDATE "BulkRun" SET undo_task_id = $2 WHERE id = $1`, [runId, taskId]);
    await record(client, {
      scope,
      action: "bulk.undo",
      subject: `bulk_run:${runId}`,
      after: { count: run.left },
    });
    return { ok: true };
  });
}
