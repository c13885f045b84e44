import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets, unwrapDataKey, uuidv7 } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { erase } = await import("#lib/pledges/erase.ts");
const { reclassify } = await import("#lib/pledges/reclassify.ts");
const { commitmentOf, openReceipt } = await import("#lib/pledges/receipt.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { figures } = await import("#lib/tallies/queries.ts");
const { address, lastMail, markSent, signs } = await import("../../support/signers.ts");
const { differences, foldAll, kinds, pledgeRow, stands, story, twentyAtOnce } = await import(
  "../../support/ledger.ts"
);

let edition: { id: string };
let team: string;
const now = () => new Date();

beforeAll(async () => {
  await loadSecrets();
  edition = await createCampaign();
  team = uuidv7(now());
  await query(
    `INSERT INTO "Team" (id, campaign_id, slug, name, kind) SELECT $1, campaign_id, 'grace', 'Grace Church', 'church' FROM "Edition"`,
    [team],
  );
});

const ohio = { country: "US", region: "US-OH", county: null };

describe("correcting where he stands", () => {
  it.each([
    ["place", { place: ohio }, { region: "US-OH", county: null }, { region: "US-OH", county: null }],
    [
      "country",
      { place: { country: "KE", region: null, county: null } },
      { country: "KE" },
      { country: "KE" },
    ],
    ["stance", { stance: "supporter" as const }, { stance: "supporter" }, { stance: "supporter" }],
    ["evidence", { evidence: "paper" as const }, { evidence: "paper" }, { evidence: "paper", slot: null }],
  ])("moves him by one entry: %s", async (_, change, entry, row) => {
    const { pledgeId } = await stands({ county: "55079" });
    await foldAll();
    const before = await figures(edition.id);
    expect(await reclassify(pledgeId, { ...change, now: now() })).toBe("reclassified");
    const [verified, moved] = await story(pledgeId);
    expect(moved).toMatchObject({ kind: "reclassified", prior_id: verified?.id, renewal: false, ...entry });
    expect(await pledgeRow(pledgeId)).toMatchObject(row);
    await foldAll();
    const after = await figures(edition.id);
    const sum = ({ byEvidence, supporters }: typeof after) =>
      Object.values(byEvidence as Record<string, number>).reduce((a, b) => a + b, 0) + supporters;
    expect(sum(after)).toBe(sum(before));
    expect(await differences()).toEqual([]);
  });

  it("happens once of twenty times, and then nothing changes", async () => {
    const { pledgeId } = await stands();
    const outcomes = await twentyAtOnce(() => reclassify(pledgeId, { place: ohio, now: now() }));
    expect(outcomes).toEqual({ reclassified: 1, unchanged: 19 });
    expect(await kinds(pledgeId)).toEqual(["verified", "reclassified"]);
  });

  it("puts him into a team and takes him out", async () => {
    const { pledgeId } = await stands();
    await reclassify(pledgeId, { teamId: team, now: now() });
    expect((await story(pledgeId)).at(-1)).toMatchObject({ team_id: team, source: "team" });
    expect(await pledgeRow(pledgeId)).toMatchObject({ team: "grace" });
    await reclassify(pledgeId, { teamId: null, now: now() });
    expect((await story(pledgeId)).at(-1)).toMatchObject({ team_id: null, source: "direct" });
    expect(await pledgeRow(pledgeId)).toMatchObject({ team: null });
    expect(await reclassify(pledgeId, { teamId: uuidv7(now()), now: now() })).toBe("no_team");
    await foldAll();
    expect(await differences()).toEqual([]);
  });

  it("gives him a receipt for where he stands now", async () => {
    const { pledgeId } = await stands();
    await reclassify(pledgeId, { place: ohio, stance: "supporter", now: now() });
    const row = await pledgeRow<{ receipt_sealed: Buffer; data_key: Buffer }>(pledgeId);
    const receipt = openReceipt(row.receipt_sealed, unwrapDataKey(row.data_key));
    const [, moved] = await story(pledgeId);
    expect(commitmentOf(receipt)).toEqual(moved?.commitment);
    expect(JSON.parse(receipt.record)).toMatchObject({
      entry: moved?.id,
      region: "US-OH",
      county: null,
      stance: "supporter",
    });
  });

  it("is undone where he stands when he withdraws", async () => {
    const { pledgeId } = await stands();
    await reclassify(pledgeId, { place: ohio, now: now() });
    await withdraw(pledgeId, { now: now() });
    expect((await story(pledgeId)).at(-1)).toMatchObject({ kind: "withdrawn", region: "US-OH" });
    await foldAll();
    expect(await differences()).toEqual([]);
  });

  it("asks the household before he is known by e-mail", async () => {
    const email = address();
    const first = await stands({ email, name: "Adam Stone" });
    await reclassify(first.pledgeId, { evidence: "paper", now: now() });
    await stands({ email, name: "Bert Stone" });
    const third = await stands({ email, name: "Carl Stone" });
    expect(await reclassify(first.pledgeId, { evidence: "email", now: now() })).toBe("household_full");
    await withdraw(third.pledgeId, { now: now() });
    expect(await reclassify(first.pledgeId, { evidence: "email", now: now() })).toBe("reclassified");
    expect(await pledgeRow(first.pledgeId)).toMatchObject({ slot: 2 });
  });

  it("moves a man who was erased and stayed counted", async () => {
    const { pledgeId } = await stands();
    await erase(pledgeId, { withdraw: false, now: now() });
    expect(await reclassify(pledgeId, { place: ohio, now: now() })).toBe("reclassified");
    expect(await pledgeRow(pledgeId)).toMatchObject({ region: "US-OH", receipt_sealed: null });
  });

  it("is for what counts, and for places that there are", async () => {
    await signs({ email: address() });
    const { pledgeId } = await lastMail();
    expect(await reclassify(pledgeId, { place: ohio, now: now() })).toBe("not_counted");
    expect(await reclassify(uuidv7(now()), { place: ohio, now: now() })).toBe("unknown");
    const counted = await stands();
    const wrong = { country: "US", region: "CA-ON", county: null };
    await expect(reclassify(counted.pledgeId, { place: wrong, now: now() })).rejects.toThrow(/pledge_place/);
    expect(await kinds(counted.pledgeId)).toEqual(["verified"]);
    await markSent();
  });
});
