import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query, transaction } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { campaignPage, editionForSigning } = await import("#lib/campaigns/queries.ts");
const { signedVersion } = await import("#lib/campaigns/rules.ts");
const { signersByVersion, textDesk } = await import("#lib/organizers/texts/queries.ts");
const { postDiscard, postDraft, postPublish } = await import("#lib/organizers/texts/post-texts.ts");
const { saveDraft } = await import("#lib/organizers/texts/drafts.ts");
const { publishDrafts } = await import("#lib/organizers/texts/publish.ts");
const { refreshTextSigners } = await import("#lib/pledges/text-signers.ts");
const { Refused } = await import("#lib/organizers/scope.ts");
const { confirmed, signed } = await import("../../support/confirmed.ts");
const { foldAll } = await import("../../support/ledger.ts");
const { anEnrolled } = await import("../../support/organizers.ts");
const { scopeOf } = await import("../../support/scopes.ts");

type Somebody = Awaited<ReturnType<typeof anEnrolled>>;
let edition: { id: string; year: number };
let olivia: Somebody;
let ann: Somebody;

beforeAll(async () => {
  await loadSecrets();
  edition = await createCampaign();
  [olivia, ann] = [await anEnrolled("owner"), await anEnrolled("organizer")];
});

const owner = scopeOf("owner");
async function desk() {
  const found = await textDesk(owner, "sample");
  if (!found) throw new Error("no campaign");
  return found;
}
const write = (who: Somebody, lang: string, revision: number, sentences: string) =>
  who.browser.submit(postDraft, {
    campaign: "sample",
    lang,
    revision: String(revision),
    [`title_${lang}`]: "The pledge",
    [`sentences_${lang}`]: sentences,
  });
/** What the page with the button posts, as it stands now. */
async function shown(more: Record<string, string> = {}) {
  const { inForce, drafts } = await desk();
  const revisions = [...drafts.values()].map(({ lang, revision }) => [`revision_${lang}`, String(revision)]);
  return { campaign: "sample", in_force: String(inForce), ...Object.fromEntries(revisions), ...more };
}
const versionsOf = async (pledges: string[]) =>
  (
    await query<{ v: number }>(`SELECT text_version AS v FROM "Pledge" WHERE id = ANY ($1) ORDER BY id`, [
      pledges,
    ])
  ).map(({ v }) => v);
/** Reads of a campaign are shared for a second. */
const unremembered = () => new Promise((resolve) => setTimeout(resolve, 1_050));

describe("a draft", () => {
  it("is seen by organizers alone", async () => {
    expect((await write(olivia, "en", 0, "I will not buy.\nI will speak.")).status).toBe(303);
    expect((await desk()).drafts.get("en")).toMatchObject({
      title: "The pledge",
      sentences: ["I will not buy.", "I will speak."],
      revision: 1,
      by: olivia.email,
    });
    await unremembered();
    expect((await campaignPage("sample", "en"))?.text).toMatchObject({ version: 1 });
  });

  it("of two who begin or go on at once is that of the first, and the second sees both", async () => {
    const [a, b] = await Promise.all([
      write(olivia, "es", 0, "No compraré."),
      write(ann, "es", 0, "Nunca compraré."),
    ]);
    expect([a.status, b.status].sort()).toEqual([303, 409]);
    const [loser, text] = a.status === 409 ? [a, "No compraré."] : [b, "Nunca compraré."];
    const page = await loser.text();
    expect(page).toContain("No compraré.");
    expect(page).toContain("Nunca compraré.");
    const again = await Promise.all([write(olivia, "es", 1, "Uno."), write(ann, "es", 1, "Dos.")]);
    expect(again.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect((await write(ann, "es", 2, text)).status).toBe(303);
  });

  it("is refused where it says nothing, and keeps what was typed", async () => {
    const answer = await write(olivia, "en", 1, " \n ");
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('value="The pledge"');
  });

  it("is nobody's who may only look", async () => {
    const campaignId = (await desk()).campaign.id;
    const text = { title: "T", sentences: ["S"] };
    await expect(saveDraft(scopeOf("viewer"), campaignId, "en", { seen: 1, text })).rejects.toThrow(Refused);
  });
});

describe("putting it into force", () => {
  let old: string[];

  it("never moves a signature", async () => {
    old = [await confirmed(edition.id), await signed(edition.id), await confirmed(edition.id)];
    const [before] = await query(
      `SELECT sha256, sentences FROM "PledgeText" WHERE version = 1 AND lang = 'en'`,
    );
    const answer = await olivia.browser.post(postPublish, await shown());
    expect(answer).toBe("/organize/texts?campaign=sample&done=published");

    expect(await versionsOf(old)).toEqual([1, 1, 1]);
    expect(
      await query(`SELECT sha256, sentences FROM "PledgeText" WHERE version = 1 AND lang = 'en'`),
    ).toEqual([before]);
    await unremembered();
    expect((await campaignPage("sample", "en"))?.text).toMatchObject({
      version: 2,
      sentences: ["I will not buy.", "I will speak."],
    });
    expect((await campaignPage("sample", "es"))?.text.version).toBe(2);
    expect((await desk()).hasDraft).toBe(false);
  });

  it("lets who has the old text on his screen sign it for a day", async () => {
    const found = await editionForSigning("sample");
    if (!found) throw new Error("no edition");
    const replacedAt = found.replaced.get(1) as Date;
    const after = (hours: number) => new Date(replacedAt.getTime() + hours * 3_600_000);
    const version = (posted: number | null, hours: number) =>
      signedVersion(posted, found.edition.textVersion, found.replaced, after(hours));
    expect([version(1, 1), version(1, 25), version(2, 25), version(null, 1)]).toEqual([1, null, 2, 2]);
  });

  it("tells who signed which version, counted beside the page", async () => {
    await query(`UPDATE "Pledge" SET text_version = 2 WHERE id = $1`, [await confirmed(edition.id)]);
    expect(await signersByVersion(owner, (await desk()).campaign.id)).toEqual([]);
    await foldAll();
    await refreshTextSigners();
    const told = await signersByVersion(owner, (await desk()).campaign.id);
    expect(told.map(({ version, count, year }) => ({ version, count, year }))).toEqual([
      { version: 1, count: 2, year: edition.year },
      { version: 2, count: 1, year: edition.year },
    ]);
    // Nothing was counted since, so that nothing is counted again.
    await query(`UPDATE "Pledge" SET text_version = 2`);
    await refreshTextSigners();
    expect(await signersByVersion(owner, (await desk()).campaign.id)).toEqual(told);
    await query(`UPDATE "Pledge" SET text_version = 1 WHERE id = ANY ($1)`, [old]);
  });

  it("is done once where two press the button, and not for what nobody looked at", async () => {
    await write(ann, "en", 0, "I will never buy.");
    const seen = await shown();
    await write(olivia, "en", 1, "I will never buy or excuse.");
    expect(await ann.browser.post(postPublish, seen)).toContain("problem=seen");
    const now = await shown();
    const answers = await Promise.all([
      olivia.browser.post(postPublish, now),
      ann.browser.post(postPublish, now),
    ]);
    expect(answers.filter((answer) => answer.includes("done=published"))).toHaveLength(1);
    expect(answers.filter((answer) => answer.includes("problem=seen"))).toHaveLength(1);
    const versions = await query(
      `SELECT version, lang, replaced_at IS NULL AS "inForce" FROM "PledgeText" ORDER BY version, lang`,
    );
    expect(versions).toEqual([
      { version: 1, lang: "en", inForce: false },
      { version: 1, lang: "es", inForce: false },
      { version: 2, lang: "en", inForce: false },
      { version: 2, lang: "es", inForce: false },
      { version: 3, lang: "en", inForce: true },
      { version: 3, lang: "es", inForce: true },
    ]);
  });

  it("stands in the audit log, and what was only a draft there is sealed", async () => {
    const told = await query<{ action: string; who: string; after: object | null; hasNote: boolean }>(
      `SELECT action, organizer_id AS who, after, note_sealed IS NOT NULL AS "hasNote" FROM "AuditEvent"
       WHERE action LIKE 'text.%' ORDER BY at, id`,
    );
    expect(told[0]).toEqual({
      action: "text.draft",
      who: olivia.id,
      after: { lang: "en", sentences: 2 },
      hasNote: true,
    });
    expect(told.filter(({ action }) => action === "text.publish")).toMatchObject([
      { who: olivia.id, after: { version: 2, years: String(edition.year) } },
      { after: { version: 3 } },
    ]);
  });

  it("is refused where it says the same as the text in force", async () => {
    await write(ann, "en", 0, "I will never buy or excuse.");
    expect(await ann.browser.post(postPublish, await shown())).toContain("problem=same");
    expect(await ann.browser.post(postDiscard, { campaign: "sample" })).toContain("done=discarded");
    expect((await desk()).hasDraft).toBe(false);
  });

  it("may be for the next edition alone, and then the open one keeps its text", async () => {
    await query(
      `INSERT INTO "Edition" (id, campaign_id, year, goal, opens_at, closes_at, time_zone, text_version, updated_at)
       SELECT gen_random_uuid(), campaign_id, year + 1, goal, opens_at + interval '1 year', closes_at + interval '1 year', time_zone, 3, now()
       FROM "Edition" WHERE id = $1`,
      [edition.id],
    );
    await write(ann, "en", 0, "I will stand up.");
    expect(await ann.browser.post(postPublish, await shown({ from: "coming" }))).toContain("done=published");
    const versions = await query(`SELECT text_version AS v FROM "Edition" ORDER BY year`);
    expect(versions).toEqual([{ v: 3 }, { v: 4 }]);
    expect(await query(`SELECT FROM "PledgeText" WHERE version = 3 AND replaced_at IS NOT NULL`)).toEqual([]);
    expect(await versionsOf(old)).toEqual([1, 1, 1]);
  });

  it("is refused once every edition has closed", async () => {
    await query(
      `UPDATE "Edition" SET opens_at = now() - interval '9 days', closes_at = now() - interval '8 days'`,
    );
    await write(ann, "en", 0, "Too late.");
    expect(await ann.browser.post(postPublish, await shown())).toContain("problem=closed");
  });

  it("leaves a draft alone that somebody begins in that very moment", async () => {
    const { campaign, inForce } = await desk();
    await query(`DELETE FROM "PledgeTextDraft"`);
    const text = { title: "The pledge", sentences: ["I will speak up, and loudly."] };
    await saveDraft(owner, campaign.id, "en", { seen: 0, text });
    const revisions = new Map([
      ["en", 1],
      ["es", 0],
    ]);
    let publishing: Promise<{ ok: boolean }> | undefined;
    await transaction(async (client) => {
      await client.query(`SELECT FROM "Campaign" WHERE id = $1 FOR NO KEY UPDATE`, [campaign.id]);
      publishing = publishDrafts(owner, { campaign }, { inForce, revisions, onlyComing: false }, new Date());
      while ((await query("SELECT FROM pg_locks WHERE NOT granted")).length === 0);
      expect(await saveDraft(owner, campaign.id, "es", { seen: 0, text })).toBe(true);
    });
    await publishing;
    expect((await desk()).drafts.get("es")?.sentences).toEqual(text.sentences);
    await query(`DELETE FROM "PledgeTextDraft"`);
  });
});
