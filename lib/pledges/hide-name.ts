import { query, type Send } from "#lib/db.ts";

export type HideNameOutcome = "done" | "unchanged" | "unknown";

/** Takes a name off the public pages, or gives it back to what its owner chose (`publicName`). */
export async function hideName(
  pledgeId: string,
  { hide }: { hide: boolean },
  send: Send = query,
): Promise<HideNameOutcome> {
  const done = await send(
    `UPDATE "Pledge" SET name_hidden_at = CASE WHEN $2 THEN clock_timestamp() END
     WHERE id = $1 AND erased_at IS NULL AND (name_hidden_at IS NULL) = $2 RETURNING 1`,
    [pledgeId, hide],
  );
  if (done.length > 0) return "done";
  const known = await send(`SELECT FROM "Pledge" WHERE id = $1 AND erased_at IS NULL`, [pledgeId]);
  return known.length > 0 ? "unchanged" : "unknown";
}
