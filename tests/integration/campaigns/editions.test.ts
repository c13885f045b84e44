import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { changeGoal } = await import("#lib/campaigns/change-goal.ts");
const { openEdition, recordPastEdition } = await import("#lib/campaigns/open-edition.ts");
const { archivePage, campaignPage, editionOf, editions, pageVersion } = await import(
  "#lib/campaigns/queries.ts"
);

const now = new Date();
const YEAR = now.getUTCFullYear() + 2;
const next = {
  year: YEAR,
  opensAt: new Date(`${YEAR}-11-20T14:00:00Z`),
  closesAt: new Date(`${YEAR}-12-31T23:00:00Z`),
  goal: 80_000,
};
let current: { id: string; year: number };

beforeAll(async () => {
  await loadSecrets();
  current = await createCampaign();
});
const goals = (id: string) =>
  query<{ goal: number; at: Date }>(
    `SELECT goal, at FROM "GoalChange" WHERE edition_id = $1 ORDER BY at, id`,
    [id],
  );
/** Reads are shared for a second. */
const unremembered = () => new Promise((resolve) => setTimeout(resolve, 1_050));

describe("an edition's goal", () => {
  it("is kept from the first on, whoever writes it", async () => {
    expect(await goals(current.id)).toMatchObject([{ goal: 75_000 }]);
    const before = await pageVersion();
    expect(await changeGoal(current.id, 100_000, now)).toEqual({ ok: true, from: 75_000 });
    expect(await goals(current.id)).toMatchObject([{ goal: 75_000 }, { goal: 100_000 }]);
    expect(await pageVersion()).not.toBe(before);
    await query(`UPDATE "Edition" SET goal = 90000 WHERE id = $1`, [current.id]);
    await query(`UPDATE "Edition" SET goal = 90000, household_limit = 2 WHERE id = $1`, [current.id]);
    expect(await goals(current.id)).toMatchObject([{ goal: 75_000 }, { goal: 100_000 }, { goal: 90_000 }]);
  });
  it("is never taken back", async () => {
    await expect(query(`UPDATE "Edition" SET goal = NULL WHERE id = $1`, [current.id])).rejects.toThrow(
      "taken back",
    );
  });
  it.each([
    ["goal", 0],
    ["goal", 1.5],
    ["goal", Number.NaN],
    ["goal", 2_000_000_000],
    ["same", 90_000],
  ])("refuses (%s) %d", async (reason, goal) => {
    expect(await changeGoal(current.id, goal, now)).toEqual({ ok: false, reason });
  });
  it("refuses an edition that has closed, or that is none", async () => {
    expect(await changeGoal(current.id, 5, new Date(`${YEAR}-01-01T00:00:00Z`))).toEqual({
      ok: false,
      reason: "closed",
    });
    expect(await changeGoal("00000000-0000-7000-8000-000000000000", 5, now)).toEqual({
      ok: false,
      reason: "unknown",
    });
  });
  it("changes once where two set the same at once", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => changeGoal(current.id, 95_000, now)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("opening an edition", () => {
  it.each([
    ["campaign", "nobody", {}],
    ["goal", "sample", { goal: 0 }],
    ["hours", "sample", { opensAt: next.closesAt }],
    ["closed", "sample", { closesAt: new Date(now.getTime() - 1) }],
    ["year", "sample", { year: YEAR + 1 }],
    ["time_zone", "sample", { timeZone: "America/Lake_City" }],
    ["shown_from", "sample", { shownFrom: -1 }],
    ["household_limit", "sample", { householdLimit: 0 }],
    ["overlap", "sample", { opensAt: new Date(now.getTime()) }],
  ])("refuses (%s)", async (reason, slug, more) => {
    expect(await openEdition(slug, { ...next, ...more }, now)).toEqual({ ok: false, reason });
  });
  it("carries text, time zone and limits over, and leaves the others as they are", async () => {
    await query(`UPDATE "Edition" SET household_limit = 3, shown_from = 25 WHERE id = $1`, [current.id]);
    const opened = await openEdition("sample", next, now);
    if (!opened.ok) throw new Error(opened.reason);
    expect(await goals(opened.id)).toMatchObject([{ goal: 80_000 }]);
    const [row] = await query(
      `SELECT household_limit, shown_from, time_zone, text_version FROM "Edition" WHERE id = $1`,
      [opened.id],
    );
    expect(row).toEqual({
      household_limit: 3,
      shown_from: 25,
      time_zone: "America/Chicago",
      text_version: 1,
    });
    expect(await openEdition("sample", next, now)).toEqual({ ok: false, reason: "year_taken" });
    await unremembered();
    expect((await editions("sample"))?.editions.map(({ year }) => year)).toEqual([YEAR, current.year]);
    expect((await campaignPage("sample", "en"))?.edition).toMatchObject({ id: current.id, state: "open" });
    expect(await editionOf("sample", YEAR)).toMatchObject({ edition: { id: opened.id, state: "before" } });
  });
  it("opens once where two open the same at once", async () => {
    const later = {
      ...next,
      year: YEAR + 1,
      opensAt: new Date(`${YEAR + 1}-11-20T14:00:00Z`),
      closesAt: new Date(`${YEAR + 1}-12-31T00:00:00Z`),
    };
    const answers = await Promise.all([1, 2, 3, 4].map(() => openEdition("sample", later, now)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("a past edition", () => {
  const past = {
    year: 2019,
    opensAt: new Date("2019-11-25T06:00:00Z"),
    closesAt: new Date("2020-01-01T05:59:59Z"),
    goal: null,
  };
  beforeEach(unremembered);
  it("may be without a goal, and is never the current one", async () => {
    expect(await recordPastEdition("sample", { ...past, closesAt: new Date("2999-01-01") }, now)).toEqual({
      ok: false,
      reason: "not_past",
    });
    const entered = await recordPastEdition("sample", past, now);
    if (!entered.ok) throw new Error(entered.reason);
    expect(await goals(entered.id)).toEqual([]);
    await query(
      `UPDATE "Edition" SET opens_at = opens_at - interval '9 years', closes_at = closes_at - interval '9 years' WHERE year > 2019`,
    );
    await unremembered();
    expect((await campaignPage("sample", "en"))?.edition).toMatchObject({ year: YEAR + 1 });
  });
  it("has a page of its own", async () => {
    expect(await archivePage("sample", 2019, "es")).toMatchObject({
      isCurrent: false,
      edition: { year: 2019, goal: null, isCounted: false, state: "closed" },
      text: { lang: "es", version: 1 },
    });
    expect(await archivePage("sample", 1999, "en")).toBeNull();
    expect(await archivePage("nobody", 2019, "en")).toBeNull();
    expect(await editionOf("sample", 1999)).toBeNull();
  });
});
