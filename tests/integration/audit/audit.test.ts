import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query, transaction } = await import("#lib/db.ts");
const { record } = await import("#lib/audit/record.ts");
const { auditEvents } = await import("#lib/audit/queries.ts");
const { auditCsv, AUDIT_COLUMNS } = await import("#lib/audit/export.ts");
const { exportAuditLog, readAuditLog } = await import("#lib/organizers/audit-log.ts");
const { scopeOf } = await import("../../support/scopes.ts");
const { count } = await import("../../support/signers.ts");

const [olivia, omar, victor] = [scopeOf("owner"), scopeOf("organizer"), scopeOf("viewer")];
const IN_CHICAGO = { timeZone: "America/Chicago" };
const subjects = async (...asked: Parameters<typeof auditEvents>) =>
  (await auditEvents(...asked)).events.map(({ subject }) => subject);

beforeAll(async () => {
  await record(null, {
    scope: olivia,
    action: "switch.off",
    subject: "switch:signing",
    before: { state: "on" },
  });
  await record(null, { scope: omar, action: "switch.on", subject: "switch:signing" });
  await record(null, {
    scope: null,
    action: "session.revoke",
    subject: "session:1",
    after: { goal: 80_000 },
  });
});

test("what was done is kept with who, when, where, before and after", async () => {
  const { events, next } = await auditEvents({}, IN_CHICAGO);
  expect(next).toBeNull();
  expect(events[2]).toMatchObject({
    organizerId: olivia.organizerId,
    sessionId: olivia.sessionId,
    ipPrefix: "192.0.2.0/24",
    action: "switch.off",
    subject: "switch:signing",
    before: { state: "on" },
    after: null,
    note: null,
  });
  expect(events[0]).toMatchObject({ organizerId: null, sessionId: null, after: { goal: 80_000 } });
});

test("it stands or falls with what was done", async () => {
  const before = await count("AuditEvent");
  const failing = transaction(async (client) => {
    await record(client, { scope: olivia, action: "switch.off", subject: "switch:map" });
    throw new Error("the deed failed");
  });
  await expect(failing).rejects.toThrow("the deed failed");
  expect(await count("AuditEvent")).toBe(before);
});

test.each([
  `UPDATE "AuditEvent" SET organizer_id = NULL`,
  `UPDATE "AuditEvent" SET id = id`,
  `DELETE FROM "AuditEvent"`,
  `TRUNCATE "AuditEvent"`,
])("nobody can take it back: %s", async (statement) => {
  const before = await count("AuditEvent");
  await expect(query(statement)).rejects.toThrow("permission denied");
  // Nor whoever gives himself the privileges back.
  const determined = transaction(async (client) => {
    await client.query(`GRANT ALL ON "AuditEvent" TO CURRENT_USER`);
    await client.query(statement);
  });
  await expect(determined).rejects.toThrow(/append-only/);
  expect(await count("AuditEvent")).toBe(before);
});

test("a mail address is refused, a sealed note is not readable in the database", async () => {
  const leak = { scope: olivia, action: "organizer.invite", subject: "organizer:1" } as const;
  await expect(record(null, { ...leak, after: { to: "walt@example.org" } })).rejects.toThrow(
    "audit_event_no_address",
  );
  await record(null, { ...leak, subject: "organizer:noted", note: "walt@example.org" });
  const [row] = await query<{ all: string }>(
    `SELECT row_to_json(e)::text || encode(note_sealed, 'escape') AS all FROM "AuditEvent" e WHERE subject = 'organizer:noted'`,
  );
  expect(row?.all).not.toContain("walt");
  const { events } = await auditEvents({ subject: "organizer:noted" }, IN_CHICAGO);
  expect(events[0]?.note).toBe("walt@example.org");
});

test("it is filtered by who, what, to what, and when", async () => {
  expect(await subjects({ who: olivia.organizerId, action: "switch" }, IN_CHICAGO)).toEqual([
    "switch:signing",
  ]);
  expect(await subjects({ who: "command-line" }, IN_CHICAGO)).toEqual(["session:1"]);
  expect(await subjects({ action: "switch" }, IN_CHICAGO)).toHaveLength(2);
  expect(await subjects({ action: "switch.on" }, IN_CHICAGO)).toHaveLength(1);
  expect(await subjects({ action: "sw" }, IN_CHICAGO)).toEqual([]);
  expect(await subjects({ subject: "session:" }, IN_CHICAGO)).toEqual(["session:1"]);
  expect(await subjects({ subject: "%" }, IN_CHICAGO)).toEqual([]);
});

test("days are those of the campaign, both included", async () => {
  // 11:30 at night in Chicago is the next day in UTC.
  await query(
    `INSERT INTO "AuditEvent" (id, at, action, subject)
     VALUES (gen_random_uuid(), '2025-03-02T05:30:00Z', 'day.test', 'day:1'), (gen_random_uuid(), '2025-03-03T05:59:59.5Z', 'day.test', 'day:2')`,
  );
  expect(await subjects({ from: "2025-03-01", until: "2025-03-01" }, IN_CHICAGO)).toEqual(["day:1"]);
  expect(await subjects({ from: "2025-03-02", until: "2025-03-02" }, IN_CHICAGO)).toEqual(["day:2"]);
  expect(await subjects({ from: "2025-03-01", until: "2025-03-02" }, IN_CHICAGO)).toEqual(["day:2", "day:1"]);
});

test("its pages join without a gap, events of one millisecond too", async () => {
  await query(
    `INSERT INTO "AuditEvent" (id, at, action, subject)
     SELECT gen_random_uuid(), '2024-01-01', 'page.test', 'page:' || i FROM generate_series(1, 25) AS i`,
  );
  const seen: string[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < 4; pages++) {
    const page = await auditEvents({ action: "page.test" }, { ...IN_CHICAGO, after, limit: 10 });
    seen.push(...page.events.map(({ subject }) => subject));
    after = page.next;
    if (after === null) break;
  }
  expect([seen.length, new Set(seen).size]).toEqual([25, 25]);
});

test("the CSV holds all of it, chunk by chunk, and no formula", async () => {
  await query(
    `INSERT INTO "AuditEvent" (id, at, action, subject, after)
     SELECT gen_random_uuid(), '2023-01-01'::timestamptz + i * interval '1 s', 'csv.test', '=HYPERLINK(' || i, '{"goal": 1}' FROM generate_series(1, 1201) AS i`,
  );
  const text = await new Response(
    auditCsv({ action: "csv.test" }, { ...IN_CHICAGO, nameOf: () => "Olivia" }),
  ).text();
  // `text()` takes the byte order mark away, as a spreadsheet does.
  const [header, first, ...rest] = text.split("\r\n");
  expect(header).toBe(AUDIT_COLUMNS.join(","));
  expect(first).toMatch(/,csv\.test,'=HYPERLINK\(1201,,"\{""goal"": ?1\}"$/);
  expect(rest).toHaveLength(1201);
  const bytes = new Uint8Array(
    await new Response(auditCsv({ subject: "none" }, { ...IN_CHICAGO, nameOf: String })).arrayBuffer(),
  );
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

test("taking it out is recorded before a line is read, and what the filter was", async () => {
  const stream = await exportAuditLog(omar, { action: "switch" }, "America/Chicago");
  await stream.cancel();
  const { events } = await auditEvents({ action: "audit.export" }, IN_CHICAGO);
  expect(events).toMatchObject([
    { organizerId: omar.organizerId, subject: "audit:log", after: { action: "switch" } },
  ]);
});

test("who may not read it gets nothing", async () => {
  const page = { after: null, timeZone: "UTC" };
  for (const role of ["viewer", "moderator", "captain"] as const)
    await expect(readAuditLog(scopeOf(role), {}, page)).rejects.toThrow(role);
  await expect(exportAuditLog(victor, {}, "UTC")).rejects.toThrow("viewer");
  expect((await readAuditLog(olivia, {}, page)).events.length).toBeGreaterThan(3);
});
