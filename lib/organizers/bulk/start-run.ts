import { record } from "#lib/audit/record.ts";
import { now } from "#lib/clock.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { transaction } from "#lib/db.ts";
import type { Reason } from "#lib/pledges/reasons.ts";
import { askTask } from "#lib/tasks/ask.ts";
import { demand, type Scope } from "../scope.ts";
import { isId } from "./conditions.ts";

/**
 * Asks for everything that a saved condition meets at this moment to be invalidated; answers the run. Pledges that come in later
 * are not meant. While a run of the same condition is going on that one is answered: a second click does nothing twice. Null
 * for an unknown condition.
 */
export async function startRun(
  scope: Scope,
  { conditionId, reason }: { conditionId: string; reason: Reason },
): Promise<string | null> {
  demand(scope, "pledges.bulk");
  if (!isId(conditionId)) return null;
  return transaction(async (client) => {
    const saved = await client.query<{ editionId: string; condition: object }>(
      `SELECT edition_id AS "editionId", condition FROM "BulkCondition" WHERE id = $1 AND removed_at IS NULL FOR UPDATE`,
      [conditionId],
    );
    const [found] = saved.rows;
    if (!found) return null;
    // Asked by a statement of its own: one that waited for the lock would still see what was there before it.
    const running = await client.query<{ id: string }>(
      `SELECT r.id FROM "BulkRun" r JOIN "Task" t ON t.id = r.task_id
       WHERE r.condition_id = $1 AND num_nonnulls(t.finished_at, t.stopped_at, t.failed_at) = 0`,
      [conditionId],
    );
    if (running.rows[0]) return running.rows[0].id;
    const runId = uuidv7(now());
    const taskId = await askTask(client, {
      kind: "bulk",
      organizerId: scope.organizerId,
      params: { runId },
    });
    await client.query(
      `INSERT INTO "BulkRun" (id, edition_id, condition_id, condition, reason, until, organizer_id, task_id)
       VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $6, $7)`,
      [
        runId,
        found.editionId,
        conditionId,
        JSON.stringify(found.condition),
        reason,
        scope.organizerId,
        taskId,
      ],
    );
    await record(client, {
      scope,
      action: "bulk.run",
      subject: `bulk_run:${runId}`,
      after: { reason, ...found.condition },
    });
    return runId;
  });
}
