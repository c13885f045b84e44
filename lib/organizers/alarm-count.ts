import { query } from "#lib/db.ts";
import { may, type Scope } from "./scope.ts";

/** How many alarms stand open, for the head of every page; none for who may not read the tracker, where they are explained. */
export async function alarmCount(scope: Scope): Promise<number> {
  if (!may(scope, "tracker.read")) return 0;
  const [row] = await query<{ open: number }>(
    `SELECT count(*)::int AS open FROM "Alarm" WHERE cleared_at IS NULL`,
  );
  return row?.open ?? 0;
}
