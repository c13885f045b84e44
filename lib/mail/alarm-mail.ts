import type { AlarmKind } from "#lib/alarms/alarms.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";

/** Writes to every owner that an alarm stands, unless he was written to about it within a day. */
export async function mailAlarm(topic: AlarmKind, now: Date): Promise<void> {
  const owners = await query<{ id: string }>(
    `SELECT id FROM "Organizer" WHERE role = 'owner' AND removed_at IS NULL ORDER BY id`,
  );
  await query(
    `INSERT INTO "Mail" (id, organizer_id, kind, topic, lang, priority)
       SELECT n.id, o.id, 'alarm', $3, o.lang, 0
       FROM unnest($1::uuid[], $2::uuid[]) AS n (id, organizer_id) JOIN "Organizer" o ON o.id = n.organizer_id
       WHERE NOT EXISTS (SELECT FROM "Mail" m WHERE m.organizer_id = o.id AND m.kind = 'alarm' AND m.topic = $3
                           AND m.created_at > now() - interval '23 hours')`,
    [owners.map(() => uuidv7(now)), owners.map(({ id }) => id), topic],
  );
}
