import { auditCsv } from "#lib/audit/export.ts";
import type { AuditFilter } from "#lib/audit/filter.ts";
import { type AuditPage, auditEvents } from "#lib/audit/queries.ts";
import { record } from "#lib/audit/record.ts";
import { organizerNames, subjectNames } from "./names.ts";
import { demand, type Scope } from "./scope.ts";

/**
 * A page of the audit log, with the names of everybody who ever was an organizer (`people`) and of whatever else it speaks of,
 * by id. Days are those of `timeZone`.
 */
export async function readAuditLog(
  scope: Scope,
  filter: AuditFilter,
  page: { after: string | null; timeZone: string },
): Promise<AuditPage & { people: Map<string, string>; names: Map<string, string> }> {
  demand(scope, "audit.read");
  const [found, people, things] = await Promise.all([
    auditEvents(filter, page),
    organizerNames(),
    subjectNames(),
  ]);
  return { ...found, people, names: new Map([...things, ...people]) };
}

/** The log as CSV. That it was taken out is recorded before its first line is read. */
export async function exportAuditLog(
  scope: Scope,
  filter: AuditFilter,
  timeZone: string,
): Promise<ReadableStream<Uint8Array>> {
  demand(scope, "audit.read");
  demand(scope, "exports.make");
  const names = await organizerNames();
  await record(null, { scope, action: "audit.export", subject: "audit:log", after: { ...filter } });
  return auditCsv(filter, { timeZone, nameOf: (id) => names.get(id) ?? id });
}
