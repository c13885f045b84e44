import { query } from "#lib/db.ts";
import { openAddress } from "../addresses.ts";

/**
 * Who changed something last, and when, by its subject in the audit log (`edition:<id>`): for whoever was second. `by` is null
 * for the command line, and for what was never changed.
 */
export async function lastEdit(subject: string, now: Date): Promise<{ by: string | null; at: Date }> {
  const [row] = await query<{ at: Date; id: string | null; sealed: Buffer | null }>(
    `SELECT a.at, o.id, o.email_sealed AS sealed
     FROM "AuditEvent" a LEFT JOIN "Organizer" o ON o.id = a.organizer_id
     WHERE a.subject = $1 ORDER BY a.at DESC, a.id DESC LIMIT 1`,
    [subject],
  );
  if (!row) return { by: null, at: now };
  return { by: row.id && row.sealed && openAddress(row.id, row.sealed), at: row.at };
}
