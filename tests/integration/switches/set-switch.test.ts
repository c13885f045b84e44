import { beforeEach, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { auditEvents } = await import("#lib/audit/queries.ts");
const { setSwitch } = await import("#lib/switches/set-switch.ts");
const { isOff, switchState } = await import("#lib/switches/state.ts");
const { flipSwitch, switchBoard } = await import("#lib/organizers/switch-board.ts");
const { scopeOf } = await import("../../support/scopes.ts");
const { count } = await import("../../support/signers.ts");

const [olivia, omar] = [scopeOf("owner"), scopeOf("organizer")];
const seenNow = async () => (await switchBoard(olivia)).get("signing")?.changedAt ?? null;
const newest = async () => (await auditEvents({}, { timeZone: "UTC", limit: 1 })).events[0];

beforeEach(async () => {
  await query(`DELETE FROM "Switch"`);
});

test("a flip is kept and recorded, with what was and what is", async () => {
  const text = { en: "Back at noon.", es: "Volvemos al mediodía." };
  expect(await flipSwitch(olivia, "signing", { off: true, message: text, seen: null })).toEqual({
    ok: true,
    deed: "switch.off",
  });
  expect(await isOff("signing")).toBe(true);
  expect((await switchBoard(omar)).get("signing")).toMatchObject({
    off: true,
    message: text,
    by: olivia.organizerId,
  });
  expect(await newest()).toMatchObject({
    organizerId: olivia.organizerId,
    action: "switch.off",
    subject: "switch:signing",
    before: { state: "on" },
    after: { state: "off", text_en: text.en, text_es: text.es },
  });
});

test("switched on again it keeps its text for the next time", async () => {
  await setSwitch(null, "signing", { off: true, message: { en: "Back at noon." } });
  await setSwitch(null, "signing", { off: false });
  expect((await switchState()).get("signing")).toMatchObject({
    off: false,
    message: { en: "Back at noon." },
  });
  expect((await newest())?.organizerId).toBeNull();
});

test("what is so already is left alone and recorded nowhere", async () => {
  await setSwitch(olivia, "map", { off: true });
  const events = await count("AuditEvent");
  expect(await setSwitch(omar, "map", { off: true })).toEqual({ ok: true, deed: null });
  expect(await setSwitch(omar, "live", { off: false })).toEqual({ ok: true, deed: null });
  expect(await count("AuditEvent")).toBe(events);
});

test("nobody overwrites what he has not seen", async () => {
  const before = await seenNow();
  expect(await flipSwitch(olivia, "signing", { off: true, seen: before })).toMatchObject({ ok: true });
  expect(await flipSwitch(omar, "signing", { off: true, message: { en: "Mine." }, seen: before })).toEqual({
    ok: false,
    reason: "changed",
  });
  expect((await switchState()).get("signing")?.message).toBeNull();
  expect(await flipSwitch(omar, "signing", { off: false, seen: await seenNow() })).toMatchObject({
    ok: true,
  });
});

test("of ten at once who saw the same, one succeeds", async () => {
  const change = { off: true, seen: null };
  const answers = await Promise.all(Array.from({ length: 10 }, () => flipSwitch(omar, "live", change)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test("no two positions look the same to who saw one of them, however fast they follow", async () => {
  const seen = new Set<number>();
  for (let i = 0; i < 20; i++) {
    await setSwitch(omar, "signing", { off: i % 2 === 0 });
    seen.add((await seenNow())?.getTime() ?? 0);
  }
  expect(seen.size).toBe(20);
});

test("without its record there is no flip", async () => {
  // The database refuses to record a mail address.
  const change = { off: true, message: { en: "Write to help@example.org" } };
  await expect(setSwitch(olivia, "signing", change)).rejects.toThrow("audit_event_no_address");
  expect(await isOff("signing")).toBe(false);
});

test.each(["moderator", "viewer", "captain"] as const)("a %s may not", async (role) => {
  await expect(flipSwitch(scopeOf(role), "signing", { off: true })).rejects.toThrow(role);
  await expect(switchBoard(scopeOf(role))).rejects.toThrow(role);
});
