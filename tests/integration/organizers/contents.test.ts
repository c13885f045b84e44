import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets, uuidv7 } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { anEnrolled, anOrganizer, comesByLink } = await import("../../support/organizers.ts");
const { scopeOf } = await import("../../support/scopes.ts");
const { postArticle, postFact, postHotline } = await import("#lib/organizers/contents/post-edits.ts");
const { postBeginPage, postLookAgain, postMove, postPreview, postRemoveContent } = await import(
  "#lib/organizers/contents/post-deeds.ts"
);
const { contentsBoard } = await import("#lib/organizers/contents/board.ts");
const { saveFact } = await import("#lib/organizers/contents/save-fact.ts");
const { move } = await import("#lib/organizers/contents/move.ts");
const { removeContent } = await import("#lib/organizers/contents/remove-content.ts");
const { factsOf } = await import("#lib/contents/facts.ts");
const { hotlinesOf } = await import("#lib/contents/hotlines.ts");
const { articleOf } = await import("#lib/contents/articles.ts");
const { pageVersion } = await import("#lib/campaigns/queries.ts");
const { Refused } = await import("#lib/organizers/scope.ts");

let owner: Awaited<ReturnType<typeof anEnrolled>>;
let campaignId = "";
const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/Chicago" }).format(new Date());
const nextYear = `${Number(today.slice(0, 4)) + 1}-01-15`;
const json = { accept: "application/json" };
const newId = () => uuidv7(new Date());

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
  campaignId = (await query<{ id: string }>(`SELECT id FROM "Campaign"`))[0]?.id ?? "";
  owner = await anEnrolled("owner");
});
beforeEach(() => query(`DELETE FROM "Fact"`));

const fact = (changes: Record<string, string> = {}) => ({
  campaign: "sample",
  id: newId(),
  revision: "0",
  statement_en: "It is so.",
  statement_es: "Es así.",
  population_en: "those who were asked",
  population_es: "a quienes se preguntó",
  publisher: "The Institute",
  source: "The Study",
  year: "2020",
  url: "https://example.org/study?who=a@b",
  retrieved_on: today,
  review_by: nextYear,
  published: "on",
  ...changes,
});
const hotline = (changes: Record<string, string> = {}) => ({
  campaign: "sample",
  id: newId(),
  revision: "0",
  name_en: "The Center",
  place: "55079",
  phone: "414-555-0100",
  verified_on: today,
  ...changes,
});
const events = (subject: string) =>
  query<{ action: string; organizerId: string; before: object | null; after: object | null }>(
    `SELECT action, organizer_id AS "organizerId", before, after FROM "AuditEvent" WHERE subject = $1 ORDER BY at, id`,
    [subject],
  );

describe("a fact", () => {
  it("is saved with its audit record, and public pages are made anew", async () => {
    const form = fact();
    const before = await pageVersion();
    const answer = await owner.browser.submit(postFact, form);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      `/organize/contents?campaign=sample&done=saved#fact-${form.id}`,
    ]);
    expect(await factsOf(campaignId)).toMatchObject([
      { id: form.id, statement: { en: "It is so.", es: "Es así." }, year: 2020, revision: 1 },
    ]);
    expect(await pageVersion()).not.toBe(before);
    expect(await events(`fact:${form.id}`)).toMatchObject([
      {
        action: "fact.publish",
        organizerId: owner.id,
        before: null,
        after: { published: true, reviewBy: nextYear },
      },
    ]);
  });

  it("sent twice is one", async () => {
    const form = fact();
    await owner.browser.submit(postFact, form);
    expect((await owner.browser.submit(postFact, form)).status).toBe(409);
    expect(await factsOf(campaignId)).toHaveLength(1);
  });

  it("without a source, or one that is known to be false, is refused with a sentence at its field, and nothing is saved", async () => {
    const wrong = fact({ source: "", statement_en: "A child is sold every 30 seconds." });
    const answer = await owner.browser.submit(postFact, wrong, json);
    expect(answer.status).toBe(422);
    const { problems } = (await answer.json()) as { problems: { field: string; text: string }[] };
    expect(problems.map(({ field }) => field)).toEqual(["statement_en", "source"]);
    expect(problems[0]?.text).toContain("divides a guess by the clock");
    expect(problems[1]?.text).toBe("Needed: Source.");
    const page = await owner.browser.submit(postFact, wrong);
    expect(page.status).toBe(422);
    expect(await page.text()).toContain("A child is sold every 30 seconds.");
    expect(await factsOf(campaignId)).toEqual([]);
  });

  it("of two who edit it the second sees both, and may save over it", async () => {
    const form = fact();
    await owner.browser.submit(postFact, form);
    await owner.browser.submit(postFact, { ...form, revision: "1", publisher: "First" });
    const late = { ...form, revision: "1", publisher: "Second" };
    const answer = await owner.browser.submit(postFact, late, json);
    expect(answer.status).toBe(409);
    const { revision, rows, conflict } = (await answer.json()) as {
      revision: string;
      rows: object[];
      conflict: string;
    };
    expect(rows).toMatchObject([{ name: "publisher", mine: "Second", theirs: "First" }]);
    expect(conflict).toContain(owner.email);
    expect((await factsOf(campaignId))[0]?.publisher).toBe("First");
    await owner.browser.submit(postFact, { ...late, revision });
    expect((await factsOf(campaignId))[0]).toMatchObject({ publisher: "Second", revision: 3 });
  });

  it("that two save at the same moment is saved by one", async () => {
    const form = fact();
    const answers = await Promise.all(
      ["A", "B", "C"].map((publisher) => owner.browser.submit(postFact, { ...form, publisher }, json)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const again = await Promise.all(
      ["D", "E"].map((publisher) =>
        owner.browser.submit(postFact, { ...form, revision: "1", publisher }, json),
      ),
    );
    expect(again.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("is told as hidden, published, looked at and removed, and the log keeps what it said", async () => {
    const form = fact({ review_by: nextYear });
    await owner.browser.submit(postFact, form);
    await owner.browser.submit(postFact, { ...form, revision: "1", published: "" });
    await owner.browser.submit(postFact, { ...form, revision: "2" });
    const row = { campaign: "sample", noun: "fact", id: form.id };
    await owner.browser.submit(postLookAgain, row);
    const [looked] = await factsOf(campaignId);
    expect(looked?.retrievedOn).toBe(today);
    expect(looked?.reviewBy.slice(0, 4)).toBe(String(Number(today.slice(0, 4)) + 1));
    expect(await owner.browser.post(postRemoveContent, row)).toContain("done=removed");
    expect(await factsOf(campaignId)).toEqual([]);
    const told = await events(`fact:${form.id}`);
    expect(told.map(({ action }) => action)).toEqual([
      "fact.publish",
      "fact.hide",
      "fact.publish",
      "fact.review",
      "fact.remove",
    ]);
    expect(told.at(-1)).toMatchObject({ before: { statement_en: "It is so." }, after: null });
  });

  it("moves up and down, and stays where it is at an end", async () => {
    const ids = [newId(), newId(), newId()];
    for (const id of ids) await owner.browser.submit(postFact, fact({ id }));
    const order = async () => (await factsOf(campaignId)).map(({ id }) => ids.indexOf(id));
    const to = (index: number, by: string) =>
      owner.browser.post(postMove, { campaign: "sample", noun: "fact", id: ids[index] ?? "", by });
    expect(await order()).toEqual([0, 1, 2]);
    await to(2, "up");
    expect(await order()).toEqual([0, 2, 1]);
    await to(0, "up");
    await to(1, "down");
    expect(await order()).toEqual([0, 2, 1]);
    await Promise.all([to(0, "down"), to(1, "up"), to(2, "down")]);
    expect((await order()).sort()).toEqual([0, 1, 2]);
  });
});

describe("a hotline", () => {
  it("is saved as it is dialled, verified again, and removed", async () => {
    const form = hotline({ verified_on: "2020-01-01" });
    await owner.browser.submit(postHotline, form);
    expect(await hotlinesOf(campaignId)).toMatchObject([
      { phone: "+14145550100", phoneShown: "414-555-0100", place: "55079", verifiedOn: "2020-01-01" },
    ]);
    await owner.browser.submit(postLookAgain, { campaign: "sample", noun: "hotline", id: form.id });
    expect(await hotlinesOf(campaignId)).toMatchObject([{ verifiedOn: today, revision: 2 }]);
    const answer = await owner.browser.submit(
      postHotline,
      { ...form, revision: "2", phone: "ring us" },
      json,
    );
    expect(answer.status).toBe(422);
    await owner.browser.submit(postRemoveContent, { campaign: "sample", noun: "hotline", id: form.id });
    expect(await hotlinesOf(campaignId)).toEqual([]);
    expect((await events(`hotline:${form.id}`)).map(({ action }) => action)).toEqual([
      "hotline.add",
      "hotline.verify",
      "hotline.remove",
    ]);
  });
});

describe("a page", () => {
  it("begins with what it is about, is a draft, and is published", async () => {
    const begun = await owner.browser.post(postBeginPage, {
      campaign: "sample",
      called: "Guía para pastores",
    });
    expect(begun).toBe("/organize/contents/pages/guia-para-pastores/en?campaign=sample");
    expect(await owner.browser.post(postBeginPage, { campaign: "sample", called: "¿?" })).toContain(
      "problem=name",
    );
    const form = {
      campaign: "sample",
      name: "guia-para-pastores",
      lang: "es",
      revision: "0",
      title: "Guía",
      body: `Escriba a prensa@example.org. ${"ñ".repeat(30_000)}`,
    };
    expect((await owner.browser.submit(postArticle, form)).status).toBe(303);
    expect(await articleOf(campaignId, form.name, "es")).toMatchObject({ publishedAt: null, revision: 1 });
    await owner.browser.submit(postArticle, { ...form, revision: "1", published: "on" });
    const page = await articleOf(campaignId, form.name, "es");
    expect(page?.publishedAt).not.toBeNull();
    await owner.browser.submit(postArticle, { ...form, revision: "2", published: "on", body: "Otra." });
    expect((await articleOf(campaignId, form.name, "es"))?.publishedAt).toEqual(page?.publishedAt);
    const told = await events(`article:${campaignId}/${form.name}/es`);
    expect(told.map(({ action }) => action)).toEqual(["article.add", "article.publish", "article.change"]);
  });

  it("that is too long is refused before it is read to its end", async () => {
    const answer = await owner.browser.submit(postArticle, { campaign: "sample", body: "x".repeat(500_000) });
    expect(answer.status).toBe(413);
  });

  it("is previewed without being saved, and without what it may not hold", async () => {
    const form = { campaign: "sample", title: "T", body: "## Hi <script>x</script>" };
    const answer = await owner.browser.submit(postPreview, form, json);
    expect(await answer.json()).toEqual({ html: "<h2>Hi &lt;script&gt;x&lt;/script&gt;</h2>" });
    const plain = await (await owner.browser.submit(postPreview, form)).text();
    expect(plain).toContain("<h2>Hi");
    expect(plain).not.toContain("<script>");
  });
});

describe("whoever may not", () => {
  it.each(["moderator", "viewer", "captain"] as const)("a %s is refused everywhere", async (role) => {
    const scope = scopeOf(role);
    const form = new Map(Object.entries(fact()));
    const asked = { id: newId(), campaignId, revision: 0, today, now: new Date(), to: "" };
    await expect(saveFact(scope, form, asked)).rejects.toThrow(Refused);
    await expect(move(scope, "fact", { id: newId(), campaignId, by: "up" })).rejects.toThrow(Refused);
    await expect(removeContent(scope, campaignId, { noun: "fact", id: newId() })).rejects.toThrow(Refused);
    await expect(contentsBoard(scope, undefined, new Date())).rejects.toThrow(Refused);
  });

  it("a viewer's form is turned away", async () => {
    const browser = await comesByLink(await anOrganizer("viewer"));
    for (const handler of [
      postFact,
      postHotline,
      postArticle,
      postMove,
      postLookAgain,
      postRemoveContent,
      postPreview,
    ])
      expect(await browser.post(handler, fact())).toBe("/organize/refused");
    expect(await factsOf(campaignId)).toEqual([]);
  });
});
