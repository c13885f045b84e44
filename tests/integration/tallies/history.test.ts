import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

const url = await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets, uuidv7 } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { changeGoal } = await import("#lib/campaigns/change-goal.ts");
const { recordPastEdition } = await import("#lib/campaigns/open-edition.ts");
const { fold } = await import("#lib/ledger/tally.ts");
const { historyOf, latestMilestones } = await import("#lib/tallies/history.ts");
const { noteMilestones } = await import("#lib/tallies/milestones.ts");

const client = new pg.Client({ connectionString: url });
let current: { id: string; year: number; timeZone: string };

beforeAll(async () => {
  await loadSecrets();
  current = await createCampaign();
  await changeGoal(current.id, 20, new Date());
  await client.connect();
});
afterAll(() => client.end());

type Man = { region?: string | null; country?: string; kind?: string; stance?: string; at?: string };

/** Writes men into the ledger as confirming does, and counts them. */
async function count(editionId: string, men: Man[]): Promise<void> {
  for (const { region = null, country = "US", kind = "verified", stance = "man", at = "now" } of men) {
    await query(
      `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, renewal, evidence, stance, country, region, commitment, at)
       VALUES ($1, $2, $3, $4, $5, 'email', $6, $7, $8, sha256($9), $10)`,
      [
        uuidv7(new Date()),
        editionId,
        uuidv7(new Date()),
        kind,
        kind === "renewed",
        stance,
        country,
        region,
        Buffer.from("x"),
        at,
      ],
    );
  }
  await fold(client);
}
const times = (n: number, man: Man) => Array.from({ length: n }, () => man);
const noted = async () => {
  const rows = await query<{ line: string }>(
    `SELECT kind || ' ' || key || ' ' || ordinal || ' at ' || verified AS line FROM "Milestone" ORDER BY at, kind, key`,
  );
  return rows.map(({ line }) => line);
};

describe("milestones", () => {
  it("are none before anybody is counted", async () => {
    expect(await noteMilestones(client)).toBe(0);
  });
  it("are tenths of the goal, states and large countries, each once", async () => {
    await count(current.id, [
      { region: "US-WI" },
      { region: "US-OH" },
      { region: "US-WI" },
      { stance: "supporter", region: "US-IA" },
    ]);
    expect(await noteMilestones(client)).toBe(4);
    expect(await noteMilestones(client)).toBe(0);
    expect(await noted()).toEqual([
      "country US 1 at 3",
      "share 20:10 10 at 3",
      "state US-OH 2 at 3",
      "state US-WI 1 at 3",
    ]);
  });
  it("are never small places, nor what is no place", async () => {
    await count(current.id, [
      ...["US-AS", "US-GU", "US-MP", "US-VI", "US-AA"].map((region) => ({ region })),
      { country: "FJ" },
      { country: "MH" },
    ]);
    await noteMilestones(client);
    expect((await noted()).slice(4)).toEqual([
      "share 20:20 20 at 10",
      "share 20:30 30 at 10",
      "share 20:40 40 at 10",
      "share 20:50 50 at 10",
    ]);
  });
  it("number the fifty states apart from the District of Columbia and Puerto Rico", async () => {
    await count(current.id, [
      { region: "US-DC" },
      { region: "US-PR" },
      { region: "US-IL" },
      { country: "KE" },
    ]);
    await noteMilestones(client);
    expect((await noted()).slice(8)).toEqual([
      "country KE 2 at 14",
      "share 20:60 60 at 14",
      "share 20:70 70 at 14",
      "state US-DC 1 at 14",
      "state US-IL 3 at 14",
      "state US-PR 2 at 14",
    ]);
  });
  it("of a raised goal begin where those of the old one ended", async () => {
    await changeGoal(current.id, 40, new Date());
    await noteMilestones(client);
    expect((await noted()).length).toBe(14);
    await count(current.id, times(2, { region: "US-WI" }));
    await noteMilestones(client);
    expect((await noted()).slice(14)).toEqual(["share 40:40 40 at 16"]);
    const [newest] = await latestMilestones(current.id, 1);
    expect(newest).toMatchObject({ kind: "share", key: "40:40", ordinal: 40, verified: 16 });
  });
  it("stay when the count falls", async () => {
    const before = await noted();
    await query(
      `UPDATE "Tally" SET count = 1 WHERE edition_id = $1 AND dimension = 'all' AND stance = 'man'`,
      [current.id],
    );
    expect(await noteMilestones(client)).toBe(0);
    expect(await noted()).toEqual(before);
    await query(
      `UPDATE "Tally" SET count = 16 WHERE edition_id = $1 AND dimension = 'all' AND stance = 'man'`,
      [current.id],
    );
  });
});

describe("history", () => {
  it("tells of every edition what was counted, day by day, and who came back", async () => {
    const hours = { opensAt: new Date("2024-11-25T06:00:00Z"), closesAt: new Date("2025-01-01T05:59:59Z") };
    const past = await recordPastEdition("sample", { year: 2024, goal: 10, ...hours }, new Date());
    if (!past.ok) throw new Error(past.reason);
    await count(past.id, [
      // Half past eleven in the evening in Chicago, and half an hour later.
      { at: "2024-11-26T05:30:00Z" },
      { at: "2024-11-26T05:59:59Z" },
      { at: "2024-11-26T06:00:00Z" },
      { at: "2024-12-02T18:00:00Z", stance: "supporter" },
    ]);
    await count(current.id, [{ kind: "renewed", region: "US-WI" }]);
    // Reads of a campaign are shared for a second.
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const history = await historyOf("sample");
    expect(history?.campaign.slug).toBe("sample");
    expect(history?.editions.map(({ year }) => year)).toEqual([current.year, 2024]);
    const [now, then] = history?.editions ?? [];
    expect(then).toMatchObject({
      goal: 10,
      goals: [{ goal: 10, at: hours.opensAt }],
      state: "closed",
      isFinal: true,
      isCounted: true,
      verified: 3,
      supporters: 1,
      byEvidence: { email: 3 },
      reported: [],
      days: [
        { day: "2024-11-25", change: 2, total: 2 },
        { day: "2024-11-26", change: 1, total: 3 },
      ],
      origin: { new: 3, renewed: 0, lapsed: null },
      milestones: [],
    });
    expect(now).toMatchObject({
      goal: 40,
      goals: [{ goal: 75_000 }, { goal: 20 }, { goal: 40 }],
      state: "open",
      isFinal: false,
      verified: 17,
      supporters: 1,
      days: [{ change: 17, total: 17 }],
      origin: { new: 16, renewed: 1, lapsed: 2 },
    });
    expect(now?.milestones).toHaveLength(15);
  });
  it("knows no campaign of another name", async () => {
    expect(await historyOf("nobody")).toBeNull();
  });
});
