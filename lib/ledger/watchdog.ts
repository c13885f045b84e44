import type pg from "pg";
import { log } from "#lib/log.ts";
import { isStalled } from "./tally-rules.ts";

/** How the tallier's connection calls itself; who else holds its lock (a restore) is left alone. */
export const TALLIER = "countersign tallier";

/** A step of the tallier took longer than it may. */
export class Stalled extends Error {
  code = "STALLED";
}

/** Awaits a step for at most `limit` milliseconds, then throws Stalled. What it was doing is left to its connection's end. */
export async function within<T>(limit: number, step: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Stalled("no progress")), limit);
  try {
    return await Promise.race([step, late]);
  } finally {
    clearTimeout(timer);
    step.catch(() => {});
  }
}

/**
 * For one that was not elected: ends the connection of the elected tallier if that has stopped counting, whether it waits
 * for a lock, its process is frozen, or nobody is at its other end any more. Its heartbeat is TallierState.folded_at, and
 * any other statement of its connection. Answers whether one was ended. The server, not the other process, is asked: a
 * backend that waits for a lock does not notice that its client has gone.
 */
export async function endStalled(
  client: Pick<pg.Client, "query">,
  lock: readonly [number, number],
  patience: number,
): Promise<boolean> {
  const { rows } = await client.query<{ pid: number; foldedAt: Date; activeAt: Date; now: Date }>(
    `SELECT l.pid, s.folded_at AS "foldedAt", a.state_change AS "activeAt", clock_timestamp() AS now
       FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid CROSS JOIN "TallierState" s
       WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = $2 AND l.objsubid = 2 AND l.granted
         AND a.application_name = '${TALLIER}'
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [...lock],
  );
  const [elected] = rows;
  if (!elected || !isStalled(elected, patience)) return false;
  await client.query("SELECT pg_terminate_backend($1)", [elected.pid]);
  log.warn(
    { event: "tallier.ended", since: elected.foldedAt },
    "the tallier had stopped: its connection was ended",
  );
  return true;
}
