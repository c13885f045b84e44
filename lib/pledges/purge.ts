import { query } from "#lib/db.ts";

/**
 * Deletes pledges that nobody confirmed within 30 days, and the address prefixes that are older than that. Their mails
 * stay as records without a person. Answers how many rows each took; safe to repeat.
 */
export async function purgePending(): Promise<{ pledges: number; prefixes: number }> {
  const pledges = await query(
    `DELETE FROM "Pledge" WHERE verified_at IS NULL AND invalidated_at IS NULL
       AND submitted_at < now() - interval '30 days' RETURNING id`,
  );
  const prefixes = await query(
    `UPDATE "Pledge" SET ip_prefix = NULL
     WHERE ip_prefix IS NOT NULL AND submitted_at < now() - interval '30 days' RETURNING id`,
  );
  return { pledges: pledges.length, prefixes: prefixes.length };
}
