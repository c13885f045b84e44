import { query } from "#lib/db.ts";

/**
 * Deletes pledges that nobody confirmed within 30 days and for which no link is alive, and the address prefixes that are
 * older than that. Their mails stay as records without a person or a mailbox. Answers how many rows each took; safe to
 * repeat.
 */
export async function purgePending(): Promise<{ pledges: number; prefixes: number }> {
  const pledges = await query(
    `DELETE FROM "Pledge" p WHERE verified_at IS NULL AND invalidated_at IS NULL
       AND submitted_at < now() - interval '30 days'
       AND NOT EXISTS (SELECT FROM "Mail" m WHERE m.pledge_id = p.id AND m.expires_at > now()) RETURNING id`,
  );
  // The caps on mail look back 30 days; beyond them nobody needs to know whose mailbox it was.
  await query(
    `UPDATE "Mail" SET mailbox_key = NULL
     WHERE mailbox_key IS NOT NULL AND pledge_id IS NULL AND created_at < now() - interval '31 days'`,
  );
  const prefixes = await query(
    `UPDATE "Pledge" SET ip_prefix = NULL
     WHERE ip_prefix IS NOT NULL AND submitted_at < now() - interval '30 days' RETURNING id`,
  );
  return { pledges: pledges.length, prefixes: prefixes.length };
}
