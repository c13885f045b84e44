import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { pool, query } = await import("#lib/db.ts");
const { loadSecrets, uuidv7 } = await import("#lib/crypto.ts");
const { helpLine } = await import("#lib/help-line.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { seedContents } = await import("../../../prisma/seed/contents.ts");
const { forgetHotlines, helpNumbersFor, stripNumber } = await import("#lib/contents/help-numbers.ts");
const { helpLines } = await import("#lib/mail/help-lines.ts");
const { publishedOf, publishedPages, shownArticle } = await import("#lib/contents/articles.ts");
const { factsOf, shownFacts } = await import("#lib/contents/facts.ts");
const { contentsDue } = await import("#lib/contents/due.ts");

let campaignId = "";
const names = async (...asked: Parameters<typeof helpNumbersFor>) =>
  (await helpNumbersFor(...asked)).map(({ name }) => name.en);

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
  const [row] = await query<{ id: string }>(`SELECT id FROM "Campaign"`);
  campaignId = row?.id ?? "";
});
beforeEach(() => forgetHotlines());

const NATIONAL = "National Human Trafficking Hotline";
const WAUKESHA = "The Women’s Center, Waukesha, Wisconsin";

describe("whom to call", () => {
  it("are ours where a campaign has none", async () => {
    expect(await names("sample")).toEqual([NATIONAL, WAUKESHA]);
    expect(await names(null)).toEqual([NATIONAL, WAUKESHA]);
    expect(await helpLines("sample", "en")).toEqual([
      "National Human Trafficking Hotline: 888-373-7888, text BEFREE (233733), TTY 711",
      "The Women’s Center, Waukesha, Wisconsin: 262-542-3828",
    ]);
  });

  it("are the campaign's own once it has some, the national ones first, those of a place where they serve", async () => {
    await seedContents("sample");
    const add = (place: string | null, name: string, phone: string, sort: number) =>
      query(
        `INSERT INTO "Hotline" (id, campaign_id, place, name, phone, phone_shown, verified_on, sort)
         VALUES ($1, $2, $3, $4, $5, $5, '2026-01-01', $6)`,
        [uuidv7(new Date()), campaignId, place, { en: name }, phone, sort],
      );
    await add("US-IL", "Illinois", "311", 3);
    await add("US-WI", "Wisconsin", "411", 4);
    await add("55079", "Milwaukee", "511", 5);
    await add(null, "Everywhere", "611", 6);
    forgetHotlines();
    expect(await names("sample")).toEqual([NATIONAL, "Everywhere", WAUKESHA, "Illinois", "Wisconsin"]);
    expect(await names("sample", null, { all: true })).toContain("Milwaukee");
    expect(await names("sample", "55079")).toEqual([NATIONAL, "Everywhere", "Wisconsin", "Milwaukee"]);
    expect(await names("sample", "KE")).toEqual([NATIONAL, "Everywhere"]);
    expect(await names(null, "US-IL")).toEqual([NATIONAL, "Everywhere", "Illinois"]);
    expect(await helpLines("sample", "es")).toContain("Everywhere: 611");
  });

  it("lend the strip their first national number, and the pages that say what went wrong", async () => {
    await query(
      `UPDATE "Hotline" SET phone = '+18005550100', phone_shown = '800-555-0100' WHERE place = 'US'`,
    );
    forgetHotlines();
    expect(await stripNumber()).toMatchObject({ phone: "+18005550100", phoneShown: "800-555-0100" });
    expect(helpLine()).toEqual({ call: "+18005550100", shown: "800-555-0100" });
  });

  it("are asked of the database once by many at once", async () => {
    let asked = 0;
    const count = () => (asked += 1);
    pool().on("acquire", count);
    forgetHotlines();
    const answers = await Promise.all(Array.from({ length: 500 }, () => helpNumbersFor("sample")));
    pool().off("acquire", count);
    expect(asked).toBe(1);
    expect(new Set(answers.map(({ length }) => length))).toHaveLength(1);
  });

  it("tell a number of two campaigns once", async () => {
    await query(
      `INSERT INTO "Campaign" (id, slug, name, host, languages) VALUES ($1, 'other', 'Other', 'Other', '{en}')`,
      [uuidv7(new Date())],
    );
    await query(
      `INSERT INTO "Hotline" (id, campaign_id, place, name, phone, phone_shown, verified_on)
       SELECT $1, id, 'US', '{"en": "The same"}', '611', '611', '2026-01-01' FROM "Campaign" WHERE slug = 'other'`,
      [uuidv7(new Date())],
    );
    forgetHotlines();
    const all = await helpNumbersFor(null, null, { all: true });
    expect(all.filter(({ phone }) => phone === "611")).toHaveLength(1);
    expect(await names("other")).toEqual(["The same"]);
  });
});

describe("facts", () => {
  it("are shown until their review is due, and only published ones", async () => {
    const [first, second] = await factsOf(campaignId);
    expect(await shownFacts(campaignId, "2026-11-22")).toHaveLength(2);
    await query(`UPDATE "Fact" SET published_at = NULL WHERE id = $1`, [first?.id]);
    expect(await shownFacts(campaignId, "2026-11-22")).toEqual([second]);
    expect(await shownFacts(campaignId, second?.reviewBy ?? "")).toEqual([]);
  });

  it("and hotlines tell when somebody has to look again", async () => {
    expect(await contentsDue(campaignId, "2026-11-22")).toEqual({
      hotlines: 6,
      staleHotlines: 4,
      facts: 1,
      dueFacts: 0,
      soonFacts: 0,
    });
    expect(await contentsDue(campaignId, "2027-11-01")).toMatchObject({ staleHotlines: 6, soonFacts: 1 });
    expect(await contentsDue(campaignId, "2027-11-21")).toMatchObject({ dueFacts: 1, soonFacts: 0 });
  });
});

describe("pages", () => {
  const write = (name: string, lang: string, isPublished: boolean) =>
    query(
      `INSERT INTO "Article" (id, campaign_id, slug, lang, title, body, published_at) VALUES ($1, $2, $3, $4, $5, 'Text.', $6)`,
      [uuidv7(new Date()), campaignId, name, lang, `${name} ${lang}`, isPublished ? new Date() : null],
    );

  it("are found in the reader's language, else in the other, and never as drafts", async () => {
    await write("guide", "en", true);
    await write("guide", "es", false);
    await write("press", "en", false);
    expect(await shownArticle(campaignId, "guide", "es")).toMatchObject({ lang: "en", title: "guide en" });
    expect(await shownArticle(campaignId, "press", "en")).toBeNull();
    expect(await shownArticle(campaignId, "learn", "es")).toMatchObject({ lang: "es" });
    expect(await publishedPages()).toEqual(new Set(["sample/pages/guide", "sample/pages/learn"]));
  });

  it("stand in the foot, and learn too where there are only facts", async () => {
    await query(`DELETE FROM "Article" WHERE slug = 'learn'`);
    await query(`UPDATE "Fact" SET review_by = now()::date + 30, retrieved_on = now()::date - 1`);
    const published = await publishedOf("sample");
    expect(published.map(({ name }) => name)).toEqual(["guide", "learn"]);
    expect(published[0]?.titles).toEqual({ en: "guide en" });
    expect(await publishedOf("nobody")).toEqual([]);
  });
});
