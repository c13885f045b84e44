import { type Alarm, openAlarms } from "#lib/alarms/alarms.ts";
import { query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

export type Trust = {
  alarms: Alarm[];
  /** The last comparison of tallies, ledger, pledges and log; null before the first. */
  reconciliation: { at: Date; position: number; found: number; repaired: number } | null;
  /** The last checkpoint of the log; null before the first. */
  publication: { at: Date; size: number } | null;
  /** Seconds since the tallier last looked, and entries that wait to be published. */
  tallierLag: number;
  unpublished: number;
};

/** Whether the number can be believed just now. */
export async function trustOf(scope: Scope): Promise<Trust> {
  demand(scope, "tracker.read");
  const [alarms, [reconciliation = null], [publication = null], [state]] = await Promise.all([
    openAlarms(),
    query<NonNullable<Trust["reconciliation"]>>(
      `SELECT at, position::float8 AS position, found, repaired FROM "Reconciliation" ORDER BY at DESC LIMIT 1`,
    ),
    query<NonNullable<Trust["publication"]>>(
      `SELECT c.at, c.size::float8 AS size FROM "Log" l CROSS JOIN LATERAL (
         SELECT at, size FROM "Checkpoint" WHERE log_id = l.id ORDER BY size DESC LIMIT 1) c ORDER BY l.id DESC LIMIT 1`,
    ),
    query<{ tallierLag: number; unpublished: number }>(
      `SELECT extract(epoch FROM clock_timestamp() - s.folded_at)::float8 AS "tallierLag",
         (s.position - coalesce((SELECT l.position FROM "Log" l ORDER BY l.id DESC LIMIT 1), 0))::float8 AS unpublished
       FROM "TallierState" s`,
    ),
  ]);
  const { tallierLag = 0, unpublished = 0 } = state ?? {};
  return { alarms, reconciliation, publication, tallierLag, unpublished };
}
