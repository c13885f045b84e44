import { query } from "#lib/db.ts";

/** Deletes what has ended: links after a day, sessions after 90 days (the audit log keeps their ids). Safe to repeat. */
export async function purgeSignIns(): Promise<void> {
  await query(`DELETE FROM "SignInToken" WHERE greatest(created_at, expires_at) < now() - interval '1 day'`);
  await query(
    `DELETE FROM "OrganizerSession" WHERE least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '90 days'`,
  );
}
