import { query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

export type Work = {
  /** Seconds since the tallier looked, which it does every second or two: the heartbeat of the worker. */
  tallierLag: number;
  /** Mails that wait, 10,000 at most, and for how many seconds the longest has been due. */
  mailWaiting: number;
  mailDue: number | null;
  tasksWaiting: number;
  tasksRunning: number;
  /** Recurring jobs: when one ended last, and which ones failed within a day for good; null before the first worker ran. */
  jobs: { lastDone: Date | null; failed: string[] } | null;
  reconciliation: { at: Date; found: number } | null;
};

/** How the work goes on behind the pages. Reads no table from end to end. */
export async function workOf(scope: Scope): Promise<Work> {
  demand(scope, "health.read");
  const [[row], jobs] = await Promise.all([
    query<Omit<Work, "jobs" | "reconciliation"> & { reconciledAt: Date | null; found: number }>(
      `SELECT greatest(0, extract(epoch FROM clock_timestamp() - s.folded_at))::float8 AS "tallierLag",
         m.waiting AS "mailWaiting", m.due AS "mailDue", t.waiting AS "tasksWaiting", t.running AS "tasksRunning",
         r.at AS "reconciledAt", r.found
       FROM "TallierState" s
       CROSS JOIN (SELECT count(*)::int AS waiting, greatest(0, extract(epoch FROM now() - min(next_try_at)))::float8 AS due FROM (
         SELECT next_try_at FROM "Mail" WHERE sent_at IS NULL AND failed_at IS NULL ORDER BY priority, next_try_at LIMIT 10000) w) m
       CROSS JOIN (SELECT count(*) FILTER (WHERE claimed_until IS NULL OR claimed_until <= now())::int AS waiting,
           count(*) FILTER (WHERE claimed_until > now())::int AS running
         FROM "Task" WHERE finished_at IS NULL AND stopped_at IS NULL AND failed_at IS NULL) t
       LEFT JOIN LATERAL (SELECT at, found FROM "Reconciliation" ORDER BY at DESC LIMIT 1) r ON true`,
    ),
    jobsOf(),
  ]);
  if (!row) throw new Error("the database holds no state of the tallier");
  const { reconciledAt, found, ...work } = row;
  return { ...work, jobs, reconciliation: reconciledAt && { at: reconciledAt, found } };
}

/** The tables of the job queue are made by the first worker that runs. */
async function jobsOf(): Promise<Work["jobs"]> {
  const [there] = await query<{ is: boolean }>(`SELECT to_regclass('pgboss.job') IS NOT NULL AS is`);
  if (!there?.is) return null;
  const [row] = await query<{ lastDone: Date | null; failed: string[] | null }>(
    `SELECT max(completed_on) FILTER (WHERE state = 'completed') AS "lastDone",
       array_agg(DISTINCT name) FILTER (WHERE state = 'failed' AND completed_on > now() - interval '1 day') AS failed
     FROM pgboss.job WHERE name NOT LIKE '\\_\\_%'`,
  );
  return { lastDone: row?.lastDone ?? null, failed: row?.failed ?? [] };
}
