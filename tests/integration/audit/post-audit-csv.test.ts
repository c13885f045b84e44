import { expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets, randomToken } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { postAuditCsv } = await import("#lib/organizers/post-audit-csv.ts");
const { openSession } = await import("#lib/organizers/sessions.ts");
const { anOrganizer } = await import("../../support/organizers.ts");
const { count, formPost } = await import("../../support/signers.ts");

await loadSecrets();
const exports = () => count("AuditEvent", "action = 'audit.export'");

async function signedIn(role: "organizer" | "viewer"): Promise<string> {
  const token = randomToken();
  await openSession((await anOrganizer(role)).id, token, { agent: null, ipPrefix: null }, new Date());
  return `cs_desk=${token}`;
}
const ask = (headers: Record<string, string>, filter = {}) =>
  postAuditCsv(formPost("/organize/audit/csv", filter, headers));

test("an organizer who has just signed in gets the file, of what he filtered", async () => {
  const cookie = await signedIn("organizer");
  const answer = await ask({ cookie }, { action: "organizer.invite" });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="audit-log-[\d-]+\.csv"$/);
  expect(answer.headers.get("cache-control")).toContain("no-store");
  const [, ...rows] = (await answer.text()).trim().split("\r\n");
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toContain(",organizer.invite,");
  expect(await exports()).toBe(1);
});

test("whoever else asks is sent where he can go on, and nothing is recorded", async () => {
  const before = await exports();
  const refused = async (headers: Record<string, string>) => {
    const { status, headers: answered } = await ask(headers);
    return [status, answered.get("location")];
  };
  expect(await refused({})).toEqual([303, expect.stringMatching(/^\/organize\/sign-in(\?next=|$)/)]);
  expect(await refused({ cookie: await signedIn("viewer") })).toEqual([303, "/organize/refused"]);
  const cookie = await signedIn("organizer");
  expect(await refused({ cookie, "sec-fetch-site": "cross-site" })).toEqual([403, null]);
  await query(`UPDATE "OrganizerSession" SET created_at = created_at - interval '11 minutes'`);
  expect(await refused({ cookie })).toEqual([303, "/organize/second-factor?next=%2Forganize%2Faudit"]);
  expect(await exports()).toBe(before);
});
