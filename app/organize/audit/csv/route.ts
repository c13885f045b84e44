import { postAuditCsv } from "#lib/organizers/post-audit-csv.ts";

export const POST = postAuditCsv;
