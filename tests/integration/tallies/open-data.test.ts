/** docs/open-data.md and what is served: field by field the same. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

const url = await freshDatabase();
const { query } = await import("#lib/db.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { fold } = await import("#lib/ledger/tally.ts");
const { refreshSmallPlaces } = await import("#lib/tallies/small-snapshot.ts");
const { getCount, getCountCsv } = await import("#lib/tallies/get-count.ts");
const { getDaysCsv, getHistory, getHistoryCsv } = await import("#lib/tallies/get-history.ts");
const { getPlaces, getPlacesCsv } = await import("#lib/tallies/get-places.ts");
const { noteMilestones } = await import("#lib/tallies/milestones.ts");
const { seedSample } = await import("../../../prisma/seed/index.ts");

const docs = readFileSync(join(import.meta.dirname, "../../../docs/open-data.md"), "utf8");
const asked = () => new Request("http://localhost:3000/");
let years: string[] = [];

beforeAll(async () => {
  await seedSample();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await fold(client, { searchAll: true });
  await noteMilestones(client);
  await client.end();
  await publish(new Date(), { force: true });
  await refreshSmallPlaces();
  years = (await query<{ year: string }>(`SELECT year::text FROM "Edition"`)).map(({ year }) => year);
});

type Handler = typeof getCount;
const ofAllYears = (handler: Handler) => async () =>
  Promise.all(years.map(async (year) => (await handler(asked(), { slug: "sample", year })).json()));

test.each([
  ["count.json", ofAllYears(getCount)],
  ["places.json", ofAllYears(getPlaces)],
  ["history.json", async () => [await (await getHistory(asked(), { slug: "sample" })).json()]],
])("%s has the fields that are documented, and no other", async (name, answers) => {
  const section = docs.split(/^## /m).find((part) => part.startsWith(name)) ?? "";
  const documented = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? "");
  expect(documented.length).toBeGreaterThan(10);
  const served = new Set(
    (await answers()).flatMap((answer) => fields(answer)).map((field) => known(field, documented)),
  );
  // What may be null is documented by its own line, too.
  const needed = documented.filter((field) => !documented.some((other) => other.startsWith(`${field}.`)));
  expect([...served].filter((field) => !documented.includes(field))).toEqual([]);
  expect(needed.filter((field) => !served.has(field) && field !== "untold[]")).toEqual([]);
});

test.each([
  ["count.csv", getCountCsv],
  ["places.csv", getPlacesCsv],
  ["history.csv", getHistoryCsv],
  ["days.csv", getDaysCsv],
])("%s has the columns that are documented, in every row", async (name, handler) => {
  const answer = await handler(asked(), { slug: "sample" });
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(answer.headers.get("content-disposition")).toMatch(/^inline; filename="sample-[a-z0-9-]+\.csv"$/);
  const [header = "", ...rows] = (await answer.text()).split("\r\n");
  expect(docs).toContain(`| \`${name}\` |`);
  expect(docs.split("\n").find((line) => line.startsWith(`| \`${name}\``))).toContain(`\`${header}\``);
  expect(rows.at(-1)).toBe("");
  expect(rows.length).toBeGreaterThan(1);
});

test("JSON and CSV say the same", async () => {
  const count = await (await getCount(asked(), { slug: "sample" })).json();
  const [, row = ""] = (await (await getCountCsv(asked(), { slug: "sample" })).text()).split("\r\n");
  expect(row.split(",").slice(0, 4)).toEqual([
    "sample",
    `${count.edition}`,
    `${count.goal}`,
    `${count.verified}`,
  ]);
  const { places } = await (await getPlaces(asked(), { slug: "sample" })).json();
  const lines = (await (await getPlacesCsv(asked(), { slug: "sample" })).text()).split("\r\n");
  for (const { code, verified } of places)
    expect(
      lines.some((line) => line.includes(`,${code},${verified ?? ""},`)),
      code,
    ).toBe(true);
});

test("what was published is what is counted, while nothing has happened since", async () => {
  const count = await (await getCount(asked(), { slug: "sample" })).json();
  const places = await (await getPlaces(asked(), { slug: "sample" })).json();
  expect(count.published).toMatchObject({ verified: count.verified, through_entry: count.through_entry });
  expect(count.by_evidence.email).toBe(count.verified);
  const sum = (cells: { verified: number }[]) => cells.reduce((total, cell) => total + cell.verified, 0);
  expect(sum(places.published.places)).toBe(count.verified);
  const countries = places.places.filter(({ code }: { code: string }) => !code.includes("-"));
  if (
    countries.every(({ verified }: { verified: number | null }) => verified !== null) &&
    places.untold.length === 0
  )
    expect(sum(countries)).toBe(count.verified);
});

test("a reported figure stands apart from what was counted", async () => {
  const counts = await ofAllYears(getCount)();
  const reported = counts.filter((count) => count.reported !== undefined);
  expect(reported.length).toBeGreaterThan(0);
  for (const count of reported) expect(count.by_evidence).not.toHaveProperty("reported");
});

/** Every path to a value: `places[].code`. */
function fields(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => fields(one, `${path}[]`));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, one]) => fields(one, path ? `${path}.${key}` : key));
}

/** A key that is itself a value, as it is documented: `note.en` by `note.*`. */
function known(field: string, documented: string[]): string {
  const any = field.replace(/\.[^.]+$/, ".*");
  return documented.includes(any) ? any : field;
}
