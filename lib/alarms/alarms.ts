import { now } from "#lib/clock.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { log } from "#lib/log.ts";

/**
 * `audit`: tallies, ledger, pledges and log did not agree. `log_head`: the database is behind what has been published.
 * `log_figures`: the figures of a checkpoint do not follow from its leaves. `restored`: an older copy was put back.
 * `backup`: none was made for too long; the only one that is no public matter.
 */
export type AlarmKind = "audit" | "log_head" | "log_figures" | "restored" | "backup";
/** What everybody is told of: that none is made is a matter of the house. */
export type PublicAlarm = Alarm & { kind: Exclude<AlarmKind, "backup"> };
/** Ids, counts and times: an alarm is read aloud in public. */
export type AlarmDetail = Record<string, unknown>;
export type Alarm = { kind: AlarmKind; detail: AlarmDetail; raisedAt: Date; seenAt: Date };

/** Raises an alarm, or says of the one that stands open for this kind that it was seen again. Logged when it is new. */
export async function raiseAlarm(kind: AlarmKind, detail: AlarmDetail): Promise<void> {
  const [row] = await query<{ isNew: boolean }>(
    `INSERT INTO "Alarm" AS a (id, kind, detail) VALUES ($1, $2, $3)
     ON CONFLICT (kind) WHERE cleared_at IS NULL DO UPDATE SET detail = excluded.detail, seen_at = now()
     RETURNING a.xmax = 0 AS "isNew"`,
    [uuidv7(now()), kind, JSON.stringify(detail)],
  );
  const level = row?.isNew ? "error" : "debug";
  log[level]({ event: "alarm.raised", alarm: kind, detail }, "something is wrong that an organizer must see");
}

/** Closes the alarm of this kind, if one stands open. */
export async function clearAlarm(kind: AlarmKind): Promise<void> {
  const cleared = await query(
    `UPDATE "Alarm" SET cleared_at = now() WHERE kind = $1 AND cleared_at IS NULL RETURNING 1`,
    [kind],
  );
  if (cleared.length > 0) log.info({ event: "alarm.cleared", alarm: kind }, "an alarm was cleared");
}

/** The alarms that stand open, the oldest first. */
export async function openAlarms(): Promise<Alarm[]> {
  return query<Alarm>(
    `SELECT kind, detail, raised_at AS "raisedAt", seen_at AS "seenAt" FROM "Alarm" WHERE cleared_at IS NULL ORDER BY raised_at`,
  );
}

/** Those of them that the integrity page tells everybody. */
export async function publicAlarms(): Promise<PublicAlarm[]> {
  return (await openAlarms()).filter(isPublic);
}

export function isPublic(alarm: Alarm): alarm is PublicAlarm {
  return alarm.kind !== "backup";
}
