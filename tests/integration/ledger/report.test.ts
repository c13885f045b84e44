import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

const url = await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { recordPastEdition } = await import("#lib/campaigns/open-edition.ts");
const { reportFigure, commitmentOfFigure } = await import("#lib/ledger/report.ts");
const { figureSchema } = await import("#lib/ledger/schema.ts");
const { fold } = await import("#lib/ledger/tally.ts");
const { historyOf } = await import("#lib/tallies/history.ts");

const now = new Date("2026-11-21T12:00:00Z");
const figure = {
  amount: 8_000,
  wording: "more_than" as const,
  asOf: "2019-12-28",
  publisher: "Urban Milwaukee",
  source: "Press release",
  publishedOn: "2019-12-30",
  url: "https://example.org/a",
  note: { en: "Preliminary.", es: "Preliminar." },
};
let open: { id: string };
let past = "";
let other = "";

beforeAll(async () => {
  await loadSecrets();
  open = await createCampaign();
  [past = "", other = ""] = await Promise.all(
    [2019, 2020].map(async (year) => {
      const hours = {
        opensAt: new Date(`${year}-11-25T06:00:00Z`),
        closesAt: new Date(`${year}-12-31T23:00:00Z`),
      };
      const entered = await recordPastEdition("sample", { year, goal: null, ...hours }, now);
      return entered.ok ? entered.id : "";
    }),
  );
});

const tally = async (edition: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await fold(client);
  await client.end();
  return query(
    `SELECT dimension, evidence, count FROM "Tally" WHERE edition_id = $1 AND dimension <> 'kind'`,
    [edition],
  );
};

describe("a reported figure", () => {
  let first = "";
  let second = "";
  it("is an entry of its own, in a column of its own", async () => {
    const reported = await reportFigure(past, figure, { now });
    if (!reported.ok) throw new Error(JSON.stringify(reported));
    first = reported.entryId;
    const [entry] = await query(
      `SELECT kind, evidence, stance, country, amount, pledge_id, commitment FROM "LedgerEntry" WHERE id = $1`,
      [first],
    );
    const commitment = commitmentOfFigure("sample/2019", figureSchema.parse(figure));
    expect(entry).toEqual({
      kind: "reported",
      evidence: "reported",
      stance: "man",
      country: "ZZ",
      amount: 8_000,
      pledge_id: null,
      commitment,
    });
    expect(await tally(past)).toEqual([{ dimension: "all", evidence: "reported", count: 8_000 }]);
  });
  it("gives way to a later claim, and stays to be read", async () => {
    const later = await reportFigure(
      past,
      { ...figure, amount: 40_000, asOf: null, publishedOn: "2021-11-22", url: null, note: null },
      { replaces: first, now },
    );
    if (!later.ok) throw new Error(JSON.stringify(later));
    second = later.entryId;
    expect(await tally(past)).toEqual([{ dimension: "all", evidence: "reported", count: 40_000 }]);
    const history = await historyOf("sample");
    expect(history?.editions.find(({ year }) => year === 2019)).toMatchObject({
      verified: 0,
      byEvidence: {},
      goal: null,
      isFinal: true,
      days: [],
      reported: [
        { ...figure, stands: false },
        { amount: 40_000, publishedOn: "2021-11-22", asOf: null, note: null, stands: true },
      ],
    });
  });
  it("is replaced once", async () => {
    expect(await reportFigure(past, figure, { replaces: first, now })).toEqual({
      ok: false,
      reason: "replaced",
    });
    const rival = () => reportFigure(past, { ...figure, asOf: null }, { replaces: second, now });
    const answers = await Promise.all([rival(), rival(), rival()]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.reason === "replaced")).toHaveLength(2);
    expect(await tally(past)).toEqual([{ dimension: "all", evidence: "reported", count: 8_000 }]);
  });
  it("takes the place of none of another year", async () => {
    expect(await reportFigure(other, figure, { replaces: first, now })).toEqual({
      ok: false,
      reason: "replaces",
    });
    expect(await reportFigure(other, figure, { replaces: open.id, now })).toEqual({
      ok: false,
      reason: "replaces",
    });
  });
  it("is of an edition that there is and that has closed", async () => {
    expect(await reportFigure(open.id, figure, { now })).toEqual({ ok: false, reason: "not_past" });
    const nobody = "00000000-0000-7000-8000-000000000000";
    expect(await reportFigure(nobody, figure, { now })).toEqual({ ok: false, reason: "edition" });
  });
  it.each([
    ["amount", { amount: -1 }],
    ["amount", { amount: 1.5 }],
    ["wording", { wording: "about" as "nearly" }],
    ["asOf", { asOf: "28 December" }],
    ["asOf", { asOf: "2020-01-01" }],
    ["publisher", { publisher: "  " }],
    ["source", { source: "a\nb" }],
    ["publishedOn", { publishedOn: "2020-02-30" }],
    ["publishedOn", { publishedOn: "2026-11-22" }],
    ["url", { url: "javascript:alert(1)" }],
    ["note", { note: { English: "x" } }],
  ])("says that its %s is wrong: %o", async (field, more) => {
    const answer = await reportFigure(past, { ...figure, ...more }, { now });
    expect(answer).toEqual({ ok: false, reason: "fields", fields: [field] });
  });
});
