import { query } from "#lib/db.ts";

/**
 * Refreshes the published number of pending pledges of the editions that are open or have just closed: rounded down to
 * tens, and only hourly, so that nobody learns from it whether an address was new.
 */
export async function refreshPending(): Promise<void> {
  await query(
    `UPDATE "Edition" e SET pending_shown_at = now(), pending_shown = (
       SELECT count(*) / 10 * 10 FROM "Pledge" p
       WHERE p.edition_id = e.id AND p.verified_at IS NULL AND p.invalidated_at IS NULL)
     WHERE e.opens_at <= now() AND now() < e.closes_at + interval '30 days'`,
  );
}
