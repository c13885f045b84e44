/**
 * What is shown of places, from the ledger to the pages: open data, tables and maps say the same, and the worlds that differ
 * only in hidden figures look the same in every output.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { now } = await import("#lib/clock.ts");
const { loadSecrets, uuidv7 } = await import("#lib/crypto.ts");
const { confirmMen } = await import("./men.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { refreshSmallPlaces } = await import("#lib/tallies/small-snapshot.ts");
const { figureOf, placeFigures } = await import("#lib/tallies/place-figures.ts");
const { figures } = await import("#lib/tallies/queries.ts");
const { publishedPlaces } = await import("#lib/tallies/published.ts");
const { getPlaces } = await import("#lib/tallies/get-places.ts");
const { getCount } = await import("#lib/tallies/get-count.ts");

let first = "";
let second = "";
const sample = { slug: "sample" };

const WORLD = {
  "US-IL": 12,
  "US-GU": 3,
  "US-VI": 4,
  "US-MP": 9,
  KE: 2,
  "CA-ON": 3,
  TV: 1,
  FJ: 4,
  MT: 6,
  WS: 21,
  "55079": 30,
  "55025": 2,
  "55133": 7,
  "55101": 4,
  "US-WI": 3,
};
/** The same but that places exchange their figures with others that are hidden as they are. */
const OTHER_WORLD = { ...WORLD, "US-GU": 4, "US-VI": 3, TV: 4, FJ: 1, "55025": 4, "55101": 2 };

beforeAll(async () => {
  await loadSecrets();
  first = (await createCampaign()).id;
  second = uuidv7(now());
  await query(
    `INSERT INTO "Edition" (id, campaign_id, year, goal, opens_at, closes_at, time_zone, text_version, updated_at)
     SELECT $1, campaign_id, year - 1, goal, opens_at - interval '1 year', closes_at - interval '1 year', time_zone, text_version, now()
     FROM "Edition"`,
    [second],
  );
  await confirmMen(first, WORLD);
  await confirmMen(second, OTHER_WORLD);
  await refreshSmallPlaces();
  await publish(now(), { force: true });
});

test("a place is hidden with the next smallest of its group, and nothing else is", async () => {
  const { places, counties, untold, verified } = await placeFigures(first);
  const shown = Object.fromEntries([...places, ...(counties?.places ?? [])].map((c) => [c.code, c.verified]));
  expect(shown).toEqual({
    US: 74,
    "US-IL": 12,
    "US-WI": 46,
    "US-GU": null,
    "US-VI": null,
    "US-MP": 9,
    CA: 3,
    "CA-ON": 3,
    KE: 2,
    TV: null,
    FJ: null,
    MT: 6,
    WS: 21,
    "55079": 30,
    "55025": null,
    "55133": 7,
    "55101": null,
    "55000": null,
  });
  expect(untold).toEqual([]);
  expect(verified).toBe(111);
});

describe("two worlds that differ only in what is hidden", () => {
  test("have the same places, counties, totals and states", async () => {
    const [one, two] = [await placeFigures(first), await placeFigures(second)];
    expect(two.places).toEqual(one.places);
    expect(two.counties?.places).toEqual(one.counties?.places);
    expect(two.untold).toEqual(one.untold);
    const { asOf: _, throughEntry: __, ...count } = await figures(first);
    expect(await figures(second)).toMatchObject({ ...count, today: expect.any(Number) });
  });

  test("have the same figures in the public log", async () => {
    const years = await query<{ year: number }>(`SELECT year FROM "Edition" ORDER BY year DESC`);
    const [one, two] = await Promise.all(years.map(({ year }) => publishedPlaces("sample", year)));
    expect(one?.places).toEqual(two?.places);
    expect(one?.places).toEqual(
      expect.arrayContaining([
        { code: "US-WI", verified: 46 },
        { code: "US-other", verified: 16 },
        { code: "other", verified: 32 },
      ]),
    );
  });
});

test("the states counted are those whose figures are shown", async () => {
  expect((await figures(first)).states).toBe(2);
});

test("places.json adds up to count.json: what is hidden is what the log's sums leave", async () => {
  const asked = new Request("http://localhost:3000/");
  const count = (await (await getCount(asked, sample)).json()) as { verified: number };
  const open = (await (await getPlaces(asked, sample)).json()) as {
    places: { code: string; verified: number | null }[];
    counties: { places: { code: string; verified: number | null }[] };
    published: { places: { code: string; verified: number }[] };
  };
  expect(open.published.places.reduce((sum, { verified }) => sum + verified, 0)).toBe(count.verified);
  const told = await placeFigures(first);
  expect(open.places).toEqual(told.places);
  expect(open.counties.places).toEqual(told.counties?.places);
});

describe("the snapshot of small places", () => {
  test("stays as it is for a day, then is taken anew and adds up to the state's figure of that moment", async () => {
    const before = await placeFigures(first);
    await confirmMen(first, { "55079": 5, "US-WI": 8 });
    await refreshSmallPlaces();
    expect((await placeFigures(first)).counties).toEqual(before.counties);
    await query(`UPDATE "Edition" SET small_shown_at = small_shown_at - interval '25 hours' WHERE id = $1`, [
      first,
    ]);
    await refreshSmallPlaces();
    const [row] = await query<{ shown: Record<string, number> }>(
      `SELECT small_shown AS shown FROM "Edition" WHERE id = $1`,
      [first],
    );
    expect(row?.shown).toMatchObject({
      "55000": 11,
      "55025": 2,
      "55079": 35,
      "55101": 4,
      "55133": 7,
      WS: 21,
    });
  });

  test("holds small countries and territories too: one that gets its first man is not listed until the next day", async () => {
    const before = await placeFigures(first);
    await confirmMen(first, { NR: 6, "US-AS": 5, MT: 4, "US-IL": 1 });
    const after = await placeFigures(first);
    const figure = (code: string) =>
      [before, after].map(({ places }) => places.find((p) => p.code === code)?.verified);
    expect([figure("NR"), figure("US-AS"), figure("MT")]).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [6, 6],
    ]);
    expect(figure("US-IL")).toEqual([12, 13]);
    expect(after.verified).toBe(before.verified + 16);
  });

  test("is not taken of an edition without anyone", async () => {
    const third = uuidv7(now());
    await query(
      `INSERT INTO "Edition" (id, campaign_id, year, goal, opens_at, closes_at, time_zone, text_version, updated_at)
       SELECT $1, campaign_id, 2001, goal, opens_at, closes_at, time_zone, text_version, now() FROM "Edition" WHERE id = $2`,
      [third, first],
    );
    await refreshSmallPlaces();
    const shown = await placeFigures(third);
    expect(shown.counties).toBeNull();
    expect(figureOf(shown, "55079")).toBe(0);
    await confirmMen(third, { "55079": 1, TV: 1 });
    const told = await placeFigures(third);
    const those = (figures: typeof told) =>
      ["55079", "TV", "FJ", "US-GU", "KE"].map((code) => figureOf(figures, code));
    // Not counted yet.
    expect(those(told)).toEqual([undefined, undefined, undefined, undefined, 0]);
    await refreshSmallPlaces();
    // Of a group of which only the sum is known, every place may have somebody.
    expect(those(await placeFigures(third))).toEqual([null, null, null, 0, 0]);
  });
});

test("an edition that does not exist has no figures", async () => {
  await expect(placeFigures(uuidv7(now()))).rejects.toThrow();
});
