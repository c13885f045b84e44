import { query } from "#lib/db.ts";

export type TaskState = "waiting" | "running" | "stopping" | "finished" | "stopped" | "failed";

export type Task = {
  id: string;
  kind: string;
  organizerId: string | null;
  params: Record<string, unknown>;
  /** As the last step left it; null before the first. */
  cursor: Record<string, unknown> | null;
  done: number;
  /** Null while nobody knows. */
  total: number | null;
  result: Record<string, unknown> | null;
  state: TaskState;
  /** Of a failed one: a code. */
  error: string | null;
  createdAt: Date;
  startedAt: Date | null;
  /** When it finished, stopped or failed. */
  endedAt: Date | null;
};

/** `t` is the task's alias. */
export const TASK_COLUMNS = `t.id, t.kind, t.organizer_id AS "organizerId", t.params, t.cursor, t.done, t.total, t.result, t.error,
  t.created_at AS "createdAt", t.started_at AS "startedAt", coalesce(t.finished_at, t.stopped_at, t.failed_at) AS "endedAt",
  CASE WHEN t.finished_at IS NOT NULL THEN 'finished' WHEN t.stopped_at IS NOT NULL THEN 'stopped' WHEN t.failed_at IS NOT NULL THEN 'failed'
       WHEN t.stop_asked_at IS NOT NULL THEN 'stopping' WHEN t.claimed_until > now() AND t.started_at IS NOT NULL THEN 'running'
       ELSE 'waiting' END AS state`;

/** A task; null for an unknown id. */
export async function taskOf(id: string): Promise<Task | null> {
  const [task] = await query<Task>(`SELECT ${TASK_COLUMNS} FROM "Task" t WHERE t.id = $1`, [id]);
  return task ?? null;
}

/** The last tasks of some kinds, the newest first. */
export async function latestTasks(kinds: string[], limit = 20): Promise<Task[]> {
  return query<Task>(
    `SELECT ${TASK_COLUMNS} FROM "Task" t WHERE t.kind = ANY ($1) ORDER BY t.created_at DESC, t.id DESC LIMIT $2`,
    [kinds, limit],
  );
}
