import { csvHeader, csvRows } from "#lib/csv.ts";
import type { AuditFilter } from "./filter.ts";
import { type AuditEvent, type AuditPage, auditEvents } from "./queries.ts";

/** Events that are held at once. */
const CHUNK = 500;

export const AUDIT_COLUMNS = [
  "id",
  "at",
  "organizer_id",
  "organizer",
  "session_id",
  "ip_prefix",
  "action",
  "subject",
  "before",
  "after",
] as const;

type Reading = { timeZone: string; nameOf: (organizerId: string) => string };

/**
 * The log as CSV, the newest first, read as fast as it is taken. It begins with a byte order mark, by which Excel knows
 * UTF-8. Sealed notes stay out of it: they are personal, and a file goes where it will.
 */
export function auditCsv(filter: AuditFilter, reading: Reading): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const lines = auditLines(filter, reading);
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`\uFEFF${csvHeader(AUDIT_COLUMNS)}`)),
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value.text));
    },
  });
}

/** Its lines alone, without header and mark, a page of events at a time. */
export async function* auditLines(
  filter: AuditFilter,
  { timeZone, nameOf }: Reading,
): AsyncGenerator<{ text: string; rows: number }> {
  for (let after: string | null = null; ; ) {
    const page: AuditPage = await auditEvents(filter, { after, limit: CHUNK, timeZone });
    const rows = page.events.map((event) => rowOf(event, nameOf));
    if (rows.length > 0) yield { text: csvRows(AUDIT_COLUMNS, rows), rows: rows.length };
    after = page.next;
    if (after === null) return;
  }
}

function rowOf(event: AuditEvent, nameOf: (organizerId: string) => string) {
  const { id, at, organizerId, sessionId, ipPrefix, action, subject, before, after } = event;
  return {
    id,
    at: at.toISOString(),
    organizer_id: organizerId,
    organizer: organizerId && nameOf(organizerId),
    session_id: sessionId,
    ip_prefix: ipPrefix,
    action,
    subject,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  };
}
