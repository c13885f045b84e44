/** The map pages say what places.json says: in the table, on the maps, on the page of each place. */
import { beforeAll, describe, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";
import { htmlOf } from "../../support/html.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { confirmMen } = await import("./men.ts");
const { refreshSmallPlaces } = await import("#lib/tallies/small-snapshot.ts");
const { getPlaces } = await import("#lib/tallies/get-places.ts");
const { MapPage } = await import("../../../app/l/[locale]/c/[slug]/map/map-page.tsx");
const { default: PlacePage, generateMetadata } = await import(
  "../../../app/l/[locale]/c/[slug]/map/[place]/page.tsx"
);

type Cell = { code: string; verified: number | null };
type Locale = "en" | "es";

async function mapHtml(order: "number" | "name" = "number", locale: Locale = "en"): Promise<string> {
  return htmlOf(await MapPage({ locale, slug: "sample", order }));
}
async function placeHtml(place: string, locale: Locale = "en"): Promise<string> {
  return htmlOf(await PlacePage({ params: Promise.resolve({ locale, slug: "sample", place }) }));
}
async function openData(): Promise<Cell[]> {
  const answer = await getPlaces(new Request("http://localhost:3000/"), { slug: "sample" });
  const { places, counties } = (await answer.json()) as {
    places: Cell[];
    counties: { places: Cell[] } | null;
  };
  return [...places, ...(counties?.places ?? [])];
}
/** The rows of the table, in their order. */
function rows(html: string): { code: string; count: string }[] {
  return [...html.matchAll(/<tr class="at-([^"]+)">.*?<td>(.*?)<\/td>/g)].map(
    ([, code = "", count = ""]) => ({
      code,
      count,
    }),
  );
}
/** The shapes that have a figure: shade and accessible name. */
function shapes(html: string): Map<string, { shade: string; name: string; href: string }> {
  const found = html.matchAll(/<a href="([^"]+)" class="at-([^" ]+) shade-(\w+)"><title>(.*?)<\/title>/g);
  return new Map(
    [...found].map(([, href = "", code = "", shade = "", name = ""]) => [code, { shade, name, href }]),
  );
}

let edition = "";

beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
});

describe("before enough have signed", () => {
  test("there is no figure, on the map or on the page of a place", async () => {
    await confirmMen(edition, { "US-IL": 9 });
    for (const html of [await mapHtml(), await placeHtml("US-IL")]) {
      expect(html).toContain("Be among the first. The map shows figures from 10 men on.");
      expect(html).not.toMatch(/class="at-|9 men|place-number/);
    }
  });
});

describe("once enough have", () => {
  beforeAll(async () => {
    await confirmMen(edition, {
      "US-IL": 3,
      "US-OH": 1,
      "US-GA": 40,
      "US-TX": 900,
      "US-GU": 3,
      "US-VI": 4,
      "US-PR": 2,
      "US-AE": 1,
      "CA-ON": 3,
      KE: 1,
      FJ: 2,
      TV: 4,
      MT: 6,
      "55079": 30,
      "55025": 2,
      "55133": 3,
      "US-WI": 11,
    });
    await refreshSmallPlaces();
  });

  test("the table has every place of places.json with its number", async () => {
    const cells = await openData();
    const table = rows(await mapHtml());
    expect(table.map(({ code }) => code).sort()).toEqual(cells.map(({ code }) => code).sort());
    for (const { code, count } of table) {
      const { verified } = cells.find((cell) => cell.code === code) ?? { verified: undefined };
      expect(count, code).toBe(verified === null ? "fewer than 5" : verified?.toLocaleString("en-US"));
    }
  });

  test("each shape has the name and the number of places.json, and more is never lighter", async () => {
    const html = await mapHtml();
    const drawn = shapes(html);
    const cells = (await openData()).filter(({ code }) => drawn.has(code));
    expect(cells.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["US", "CA", "KE", "FJ", "US-TX", "US-GU", "US-PR", "55079", "55133"]),
    );
    for (const { code, verified } of cells) {
      const men =
        verified === null
          ? "fewer than 5"
          : `${verified.toLocaleString("en-US")} ${verified === 1 ? "man" : "men"}`;
      expect(drawn.get(code)?.name).toMatch(new RegExp(`: ${men}$`));
      expect(drawn.get(code)?.href).toBe(`/c/sample/map/${code}`);
      expect(drawn.get(code)?.shade === "few").toBe(verified === null);
    }
    const states = cells.filter(({ code, verified }) => code.startsWith("US-") && verified !== null);
    for (const a of states)
      for (const b of states)
        if ((a.verified ?? 0) > (b.verified ?? 0))
          expect(Number(drawn.get(a.code)?.shade)).toBeGreaterThanOrEqual(Number(drawn.get(b.code)?.shade));
    expect(drawn.get("US-WI")?.name).toBe("Wisconsin: 46 men");
    expect(drawn.get("55025")?.name).toBe("Dane County, Wisconsin: fewer than 5");
  });

  test("sorted by number the hidden ones come last, by name they stand among the others", async () => {
    const byNumber = rows(await mapHtml());
    expect(byNumber.slice(0, 3).map(({ code }) => code)).toEqual(["US", "US-TX", "US-WI"]);
    expect(byNumber.slice(-4).every(({ count }) => count === "fewer than 5")).toBe(true);
    const byName = await mapHtml("name");
    expect(
      rows(byName)
        .map(({ code }) => code)
        .slice(0, 3),
    ).toEqual(["US-AE", "CA", "55025"]);
    expect(byName).toMatch(/<th scope="col" aria-sort="ascending">/);
    expect(rows(byName)).toHaveLength(byNumber.length);
  });

  test("every place that has no row is linked to all the same", async () => {
    const html = await mapHtml();
    for (const code of ["US-WY", "CA-QC", "NG", "TO", "55001"])
      expect(html).toContain(`href="/c/sample/map/${code}"`);
  });

  test.each([
    ["US-TX", "900", /Rank 1 of 7 states/],
    ["US", "1,009", /States and territories of the United States/],
    ["US-WI", "46", /Milwaukee County, Wisconsin/],
    ["KE", "1", /man has signed and confirmed/],
    ["TV", null, /Tuvalu: fewer than 5 men/],
    ["55025", null, /exact number is not shown/],
    ["NG", null, /Do you live there\? Be the first from Nigeria/],
    ["US-WY", null, /Wyoming: nobody has signed/],
  ])("the page of %s", async (code, figure, text) => {
    const html = await placeHtml(code);
    expect(/<p class="place-number">(.*?)<\/p>/.exec(html)?.[1] ?? null).toBe(figure);
    expect(text.test(html)).toBe(true);
    const { alternates, openGraph } = await generateMetadata({
      params: Promise.resolve({ locale: "es", slug: "sample", place: code }),
    });
    expect(alternates?.canonical).toBe(`/es/c/sample/map/${code}`);
    expect(openGraph?.description).toMatch(/ha|nadie/);
  });

  test.each(["ZZ", "US-XX", "55000", "55002", "us-wi", "US-"])("there is no page of %s", async (code) => {
    const { other } = await generateMetadata({
      params: Promise.resolve({ locale: "en", slug: "sample", place: code }),
    });
    expect(other).toEqual({ "x-status": "404" });
    expect(await placeHtml(code)).toContain("There is no page here");
  });

  test("Spanish says it in Spanish", async () => {
    const html = await mapHtml("number", "es");
    expect(html).toContain("<title>Wisconsin: 46 hombres</title>");
    expect(html).toContain("menos de 5");
    expect(html).not.toMatch(/\bmen\b|fewer/);
  });

  test("a closed edition shows its figures, however few they are", async () => {
    await query(`UPDATE "Edition" SET shown_from = 10000, closes_at = now() - interval '1 day'`);
    // The facts of a campaign are remembered for a second.
    await expect.poll(() => placeHtml("KE"), { timeout: 10_000 }).toContain("Read the pledge");
    expect(rows(await mapHtml()).length).toBeGreaterThan(10);
  });
});
