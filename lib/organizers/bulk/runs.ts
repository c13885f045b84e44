import { query } from "#lib/db.ts";
import type { Condition } from "#lib/pledges/bulk/condition.ts";
import { type Task, taskOf } from "#lib/tasks/queries.ts";
import { organizerNames } from "../names.ts";
import { demand, type Scope } from "../scope.ts";
import { isId } from "./conditions.ts";

/** What a run did: how many it invalidated, and what has become of them since. */
export type Counts = {
  invalidated: number;
  reinstated: number;
  householdFull: number;
  changed: number;
  /** Still to be taken back. */
  left: number;
};
export type Run = {
  id: string;
  editionId: string;
  conditionId: string;
  name: string;
  condition: Condition;
  reason: string;
  until: Date;
  createdAt: Date;
  /** Who asked for it. */
  by: string | null;
  counts: Counts;
};
export type RunView = Run & { task: Task | null; undo: Task | null };

type Row = Omit<Run, "by"> & { organizerId: string | null; taskId: string; undoTaskId: string | null };

const COLUMNS = `r.id, r.edition_id AS "editionId", r.condition_id AS "conditionId", c.name, r.condition, r.reason, r.until,
  r.created_at AS "createdAt", r.organizer_id AS "organizerId", r.task_id AS "taskId", r.undo_task_id AS "undoTaskId",
  (SELECT json_build_object(
     'invalidated', count(*) FILTER (WHERE outcome = 'invalidated'), 'reinstated', count(*) FILTER (WHERE undone = 'reinstated'),
     'householdFull', count(*) FILTER (WHERE undone = 'household_full'), 'changed', count(*) FILTER (WHERE undone = 'changed'),
     'left', count(*) FILTER (WHERE outcome = 'invalidated' AND undone IS NULL))
   FROM "BulkRunPledge" b WHERE b.run_id = r.id) AS counts`;
const FROM = `"BulkRun" r JOIN "BulkCondition" c ON c.id = r.condition_id`;

/** The last runs of an edition (of one condition, where it is given), the newest first. */
export async function runsOf(
  scope: Scope,
  { editionId, conditionId = null }: { editionId: string; conditionId?: string | null },
): Promise<RunView[]> {
  demand(scope, "pledges.bulk");
  const rows = await query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE r.edition_id = $1 AND ($2::uuid IS NULL OR r.condition_id = $2)
     ORDER BY r.created_at DESC, r.id DESC LIMIT 20`,
    [editionId, conditionId],
  );
  return viewsOf(rows);
}

/** One run with its tasks; null for an unknown id. */
export async function runView(scope: Scope, id: string): Promise<RunView | null> {
  demand(scope, "pledges.bulk");
  if (!isId(id)) return null;
  const rows = await query<Row>(`SELECT ${COLUMNS} FROM ${FROM} WHERE r.id = $1`, [id]);
  return (await viewsOf(rows))[0] ?? null;
}

async function viewsOf(rows: Row[]): Promise<RunView[]> {
  const names = await organizerNames();
  return Promise.all(
    rows.map(async ({ organizerId, taskId, undoTaskId, ...run }) => ({
      ...run,
      by: organizerId && (names.get(organizerId) ?? null),
      task: await taskOf(taskId),
      undo: undoTaskId ? await taskOf(undoTaskId) : null,
    })),
  );
}
