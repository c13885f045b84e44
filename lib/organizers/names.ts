import { query } from "#lib/db.ts";
import { openAddress } from "./addresses.ts";

/**
 * Everybody who is or was an organizer by his address, by id: so the log and the switches name people. For those alone whom
 * the query that asks has looked at.
 */
export async function organizerNames(): Promise<Map<string, string>> {
  const rows = await query<{ id: string; emailSealed: Buffer }>(
    `SELECT id, email_sealed AS "emailSealed" FROM "Organizer" ORDER BY created_at, id`,
  );
  return new Map(rows.map(({ id, emailSealed }) => [id, openAddress(id, emailSealed)]));
}

/** Campaigns and editions by the names that people know them by, by id: what most of the audit log is about. */
export async function subjectNames(): Promise<Map<string, string>> {
  const rows = await query<{ id: string; name: string }>(
    `SELECT id, name FROM "Campaign"
     UNION ALL SELECT e.id, concat_ws(' ', c.name, e.year) FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
