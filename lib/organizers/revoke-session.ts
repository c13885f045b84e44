import { record } from "#lib/audit/record.ts";
import { transaction } from "#lib/db.ts";
import type { Scope } from "./scope.ts";

/** Ends one of one's own sessions, by its id, or all but this one. Answers how many ended. */
export async function revokeSession(scope: Scope, which: string | "others"): Promise<number> {
  return transaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE "OrganizerSession" SET revoked_at = now()
       WHERE organizer_id = $1 AND revoked_at IS NULL AND CASE $2::text WHEN 'others' THEN id <> $3 ELSE id::text = $2 END
       RETURNING id`,
      [scope.organizerId, which, scope.sessionId],
    );
    for (const { id } of rows)
      await record(client, { scope, action: "session.revoke", subject: `session:${id}` });
    return rows.length;
  });
}
