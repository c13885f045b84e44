import { csvHeader, csvRows } from "#lib/csv.ts";
import type { AuditFilter } from "./filter.ts";
import { type AuditEvent, auditEvents } from "./queries.ts";

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

/**
 * The log as CSV, the newest first, read as fast as it is taken. It begins with a byte order mark, by which Excel knows
 * UTF-8. Sealed notes stay out of it: they are personal, and a file goes where it will.
 */
export function auditCsv(
  filter: AuditFilter,
  { timeZone, nameOf }: { timeZone: string; nameOf: (organizerId: string) => string },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: string | null = null;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`\uFEFF${csvHeader(AUDIT_COLUMNS)}`)),
    async pull(controller) {
      const page = await auditEvents(filter, { after, limit: CHUNK, timeZone });
      const rows = page.events.map((event) => rowOf(event, nameOf));
      if (rows.length > 0) controller.enqueue(encoder.encode(csvRows(AUDIT_COLUMNS, rows)));
      after = page.next;
      if (after === null) controller.close();
    },
  });
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
