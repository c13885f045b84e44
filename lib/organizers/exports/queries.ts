import { query } from "#lib/db.ts";
import { type ExportFile, filesOf } from "#lib/exports/files.ts";
import { TASK_COLUMNS, type Task } from "#lib/tasks/queries.ts";
import { organizerNames } from "../names.ts";
import { demand, type Scope } from "../scope.ts";

export type Made = { task: Task; file: ExportFile | null; by: string | null };

/** The exports of the last week, the newest first, each with its file while that can be fetched. */
export async function latestExports(scope: Scope): Promise<Made[]> {
  demand(scope, "exports.make");
  const tasks = await query<Task>(
    `SELECT ${TASK_COLUMNS} FROM "Task" t WHERE t.kind = 'export' AND t.created_at > now() - interval '7 days'
     ORDER BY t.created_at DESC, t.id DESC LIMIT 20`,
  );
  const [files, names] = await Promise.all([filesOf(tasks.map(({ id }) => id)), organizerNames()]);
  return tasks.map((task) => ({
    task,
    file: files.get(task.id) ?? null,
    by: (task.organizerId && names.get(task.organizerId)) ?? null,
  }));
}
