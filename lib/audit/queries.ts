import { momentIn } from "#lib/campaigns/moments.ts";
import { unsealApp } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { type AuditFilter, COMMAND_LINE } from "./filter.ts";
import type { Facts } from "./record.ts";

export type AuditEvent = {
  id: string;
  at: Date;
  /** Null: the command line. */
  organizerId: string | null;
  sessionId: string | null;
  action: string;
  subject: string;
  before: Facts | null;
  after: Facts | null;
  note: string | null;
  ipPrefix: string | null;
};
export type AuditPage = {
  events: AuditEvent[];
  /** Where the next page begins; null on the last. */
  next: string | null;
};

/**
 * What was done, the newest first, a page of `limit` from the event behind `after` on. Days are those of `timeZone`. The
 * cost of a page does not grow with its number. The desk asks through lib/organizers/audit-log.ts, which looks at the
 * right to read it.
 */
export async function auditEvents(
  filter: AuditFilter,
  { after = null, limit = 50, timeZone }: { after?: string | null; limit?: number; timeZone: string },
): Promise<AuditPage> {
  const isCommandLine = filter.who === COMMAND_LINE;
  const rows = await query<Omit<AuditEvent, "note"> & { noteSealed: Buffer | null }>(
    `SELECT id, at, organizer_id AS "organizerId", session_id AS "sessionId", action, subject, before, after,
       note_sealed AS "noteSealed", ip_prefix AS "ipPrefix"
     FROM "AuditEvent"
     WHERE ($1::uuid IS NULL OR organizer_id = $1) AND (NOT $2 OR organizer_id IS NULL)
       AND ($3::text IS NULL OR action = $3 OR starts_with(action, $3 || '.'))
       AND ($4::text IS NULL OR starts_with(subject, $4))
       AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6::timestamptz + interval '1 second')
       AND ($7::uuid IS NULL OR (at, id) < (SELECT at, id FROM "AuditEvent" WHERE id = $7))
     ORDER BY at DESC, id DESC LIMIT $8`,
    [
      isCommandLine ? null : (filter.who ?? null),
      isCommandLine,
      filter.action ?? null,
      filter.subject ?? null,
      filter.from ? momentIn(filter.from, timeZone) : null,
      filter.until ? momentIn(filter.until, timeZone, { endOfDay: true }) : null,
      after,
      limit + 1,
    ],
  );
  const events = rows.slice(0, limit).map(({ noteSealed, ...event }) => ({
    ...event,
    note: noteSealed && unsealApp("audit", noteSealed, event.id).toString("utf8"),
  }));
  return { events, next: rows.length > limit ? (events.at(-1)?.id ?? null) : null };
}
