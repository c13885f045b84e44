import { readAuditFilter } from "#lib/audit/filter.ts";
import { now } from "#lib/clock.ts";
import { exportAuditLog } from "./audit-log.ts";
import { readScopedForm } from "./desk-form.ts";
import { deskTimeZone } from "./time-zone.ts";

/** POST /organize/audit/csv with the filter of the page: the log as a file, for who has just shown who he is. */
export async function postAuditCsv(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "exports.make", "/organize/audit");
  if (!read.ok) return read.response;
  const { filter } = readAuditFilter(Object.fromEntries(read.form));
  const stream = await exportAuditLog(read.scope, filter, await deskTimeZone());
  const day = now().toISOString().slice(0, 10);
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="audit-log-${day}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}
