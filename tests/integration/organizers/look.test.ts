import { beforeAll, describe, expect, it, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { query, db } = await import("#lib/db.ts");
const { campaignFacts } = await import("#lib/campaigns/facts.ts");
const { pageVersion } = await import("#lib/campaigns/queries.ts");
const { getLook } = await import("#lib/campaigns/get-look.ts");
const { ownWord } = await import("#lib/campaigns/messages.ts");
const { deskCampaign, sectionForm } = await import("#lib/organizers/look/queries.ts");
const { postLook, postVideo, postWords } = await import("#lib/organizers/look/post-look.ts");
const { changeLook } = await import("#lib/organizers/look/change-look.ts");
const { previewLook, getPreviewCss } = await import("#lib/organizers/look/preview.ts");
const { Refused } = await import("#lib/organizers/scope.ts");
const { anEnrolled } = await import("../../support/organizers.ts");
const { scopeOf } = await import("../../support/scopes.ts");
type Browser = import("../../support/organizers.ts").Browser;
type Fields = import("#lib/organizers/look/section.ts").Fields;

let campaignId = "";
let olivia: { id: string; email: string; browser: Browser };
type Answer = { problems?: { field: string; text: string }[]; rows?: object[]; revision?: string };
const JSON_WANTED = { accept: "application/json" };

beforeAll(async () => {
  await loadSecrets();
  ({ id: campaignId } = await createSample());
  olivia = await anEnrolled("owner");
});

async function createSample() {
  await createCampaign();
  return db().campaign.findFirstOrThrow({ where: { slug: "sample" } });
}

async function form(section: "look" | "film" | "own_words"): Promise<Fields> {
  const { fields, revision } = await sectionForm(await olivia.browser.scope(), campaignId, section);
  return { ...fields, campaign: "sample", revision: String(revision) };
}

async function answer(handler: typeof postLook, fields: Fields, more = JSON_WANTED) {
  const response = await olivia.browser.submit(handler, fields, more);
  return { status: response.status, body: (await response.json()) as Answer };
}

/** The campaign as pages see it, once the second is over for which they remember it. */
async function published() {
  const stored = await deskCampaign(await olivia.browser.scope(), "sample");
  const seen = async () => (await campaignFacts("sample"))?.campaign;
  await expect.poll(seen, { timeout: 5_000 }).toEqual(stored?.campaign);
  const campaign = await seen();
  if (!campaign) throw new Error("gone");
  return campaign;
}

const audited = () =>
  query<{ action: string; subject: string; before: Fields; after: Fields; organizer: string }>(
    `SELECT action, subject, before, after, organizer_id AS organizer FROM "AuditEvent" WHERE action LIKE 'campaign.%' ORDER BY at, id`,
  );

describe("the look", () => {
  it("is published: pages are made anew, with its own sheet, and the log has what changed", async () => {
    const before = await pageVersion();
    const { status, body } = await answer(postLook, {
      ...(await form("look")),
      name: "  Men of   Lake City ",
      host: "Convergence @ Lake City",
      about_en: "A promise.",
      about_es: "Una promesa.",
      website: "https://lake.example.org/men",
      postal_address: "1 Main Street\r\nLake City, WI 53000\r\n",
      color: "1d4ed8",
    });
    expect({ status, body }).toEqual({
      status: 200,
      body: { to: "/organize/look?campaign=sample&done=saved" },
    });
    expect(await pageVersion()).not.toBe(before);
    const campaign = await published();
    expect(campaign).toMatchObject({ name: "Men of Lake City", host: "Convergence @ Lake City" });
    expect(campaign.look).toMatchObject({
      about: { en: "A promise.", es: "Una promesa." },
      website: "https://lake.example.org/men",
      postalAddress: "1 Main Street\nLake City, WI 53000",
      accents: { light: "#1d4ed8" },
    });
    const css = await (await getLook(new Request("http://x/"), { slug: "sample" })).text();
    expect(css).toContain("--accent:#1d4ed8;");
    expect(css).toContain("prefers-color-scheme:dark");
    const [event] = await audited();
    expect(event).toMatchObject({
      action: "campaign.look",
      subject: `look:${campaignId}`,
      organizer: olivia.id,
      before: { color: "" },
      after: { color: "#1d4ed8", host: "Convergence (at) Lake City", name: "Men of Lake City" },
    });
  });

  it.each([
    ["name", ""],
    ["host", "x".repeat(101)],
    ["about_es", ""],
    ["about_en", "x".repeat(301)],
    ["website", "http://lake.example.org"],
    ["website", "javascript:alert(1)"],
    ["website", "https://user:secret@lake.example.org"],
    ["color", "#ffcc00"],
    ["color", "red;}body{display:none}"],
    ["logo", "0192f0c4-0000-7000-8000-000000000000"],
  ])("is refused with a sentence at %s for %j, and nothing changes", async (name, value) => {
    const fields = await form("look");
    const { status, body } = await answer(postLook, { ...fields, [name]: value });
    expect(status).toBe(422);
    expect(body.problems).toEqual([{ field: name, text: expect.stringMatching(/\w/) }]);
    expect(await form("look")).toEqual(fields);
  });

  it("offers the nearest shade where a color cannot be read, and takes it", async () => {
    const { body } = await answer(postLook, { ...(await form("look")), color: "#ffcc00" });
    const [nearest = ""] = /#[0-9a-f]{6}/.exec(body.problems?.[0]?.text ?? "") ?? [];
    expect((await answer(postLook, { ...(await form("look")), color: nearest })).status).toBe(200);
    expect((await form("look")).color).toBe(nearest);
  });

  it("keeps what somebody saved meanwhile: 409 with both versions, and over it by its revision", async () => {
    const mine = await form("look");
    await answer(postLook, { ...mine, host: "Her host" });
    const second = await answer(postLook, { ...mine, host: "My host" });
    expect(second.status).toBe(409);
    expect(second.body.rows).toMatchObject([{ name: "host", mine: "My host", theirs: "Her host" }]);
    expect((await form("look")).host).toBe("Her host");
    const third = await answer(postLook, { ...mine, host: "My host", revision: second.body.revision ?? "" });
    expect(third.status).toBe(200);
    expect((await form("look")).host).toBe("My host");
  });

  it("lets one of two at once be first", async () => {
    const mine = await form("look");
    const both = await Promise.all(["One", "Two"].map((host) => answer(postLook, { ...mine, host })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("is in nobody's way who edits the words", async () => {
    const words = await form("own_words");
    await answer(postLook, { ...(await form("look")), host: "Another host" });
    expect((await answer(postWords, { ...words, thanks_en: "Thanks." })).status).toBe(200);
  });

  it("is not for moderators, and not for whoever is out", async () => {
    await expect(deskCampaign(scopeOf("moderator"), "sample")).rejects.toThrow(Refused);
    await expect(changeLook(scopeOf("viewer"), campaignId, {} as never, { seen: 0, to: "" })).rejects.toThrow(
      Refused,
    );
    const mona = await anEnrolled("moderator");
    expect(await mona.browser.post(postLook, await form("look"))).toBe("/organize/refused");
    const { aBrowser } = await import("../../support/organizers.ts");
    expect(await aBrowser().post(postLook, await form("look"))).toContain("/organize/sign-in");
  });

  it("goes back to ours when its fields are emptied", async () => {
    const fields = {
      ...(await form("look")),
      about_en: "",
      about_es: "",
      website: "",
      postal_address: "",
      color: "",
    };
    expect((await answer(postLook, fields)).status).toBe(200);
    const { look } = await published();
    expect(look).toMatchObject({ about: null, website: null, postalAddress: null, accents: null });
    expect((await getLook(new Request("http://x/"), { slug: "sample" })).status).toBe(404);
  });

  it("answers a browser without script by a page that has everything he typed", async () => {
    const typed = { ...(await form("look")), name: "", host: "Host <b>", about_en: "Only here." };
    const response = await olivia.browser.submit(postLook, typed);
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain("Host &#60;b&#62;");
    expect(html).toContain("Only here.");
  });
});

describe("the preview", () => {
  it("shows what is not saved, and saves nothing", async () => {
    const fields = await form("look");
    const asked = new Map(Object.entries({ ...fields, host: "Not yet", color: "#7a1f1f" }));
    const preview = await previewLook(await olivia.browser.scope(), asked, "es");
    expect(preview).toMatchObject({
      ok: true,
      accents: { light: "#7a1f1f" },
      page: { campaign: { host: "Not yet" } },
    });
    expect(await form("look")).toEqual(fields);
  });

  it("says what is wrong instead", async () => {
    const asked = new Map(Object.entries({ ...(await form("look")), color: "#ffcc00" }));
    const preview = await previewLook(await olivia.browser.scope(), asked, "en");
    expect(preview).toMatchObject({ ok: false, problems: { color: expect.stringContaining("4.5:1") } });
  });

  it("has its sheet for the desk alone", async () => {
    const ask = (headers: Headers, color: string) =>
      getPreviewCss(
        new Request(`http://localhost:3000/organize/look/preview.css?color=${color}`, { headers }),
      );
    expect(await (await ask(olivia.browser.headers(), "7a1f1f")).text()).toContain("--accent:#7a1f1f;");
    expect((await ask(olivia.browser.headers(), "ffcc00")).status).toBe(404);
    expect((await ask(new Headers(), "7a1f1f")).status).toBe(403);
  });
});

describe("own words", () => {
  it("are said instead of ours, and ours again when they are emptied", async () => {
    await answer(postWords, {
      ...(await form("own_words")),
      share_friends_es: "Firma: {link}. ¿Sí?",
      thanks_en: "Thank you, brother.",
    });
    const { look } = await published();
    expect(ownWord(look, "share.friends", "es")).toBe("Firma: {link}. ¿Sí?");
    expect(ownWord(look, "share.friends", "en")).toBeNull();
    expect(ownWord(look, "thanks", "en")).toBe("Thank you, brother.");
    await answer(postWords, { ...(await form("own_words")), share_friends_es: "", thanks_en: "" });
    expect((await published()).look.ownWords).toEqual([]);
  });

  it.each([
    ["share_friends_en", "See https://elsewhere.example"],
    ["thanks_es", "x".repeat(201)],
    ["share_neighbors_en", "Hello {name}"],
  ])("are refused in %s: %j", async (name, text) => {
    const { status, body } = await answer(postWords, { ...(await form("own_words")), [name]: text });
    expect(status).toBe(422);
    expect(body.problems).toMatchObject([{ field: name }]);
  });
});

describe("a film elsewhere", () => {
  const whole = {
    source: "link",
    url: "https://films.example.org/watch?v=1",
    length: "3:12",
    title_en: "Three minutes",
    title_es: "Tres minutos",
    transcript_en: "He says\r\n\r\n\r\n\r\nhello.",
  };

  it("is a link on the page, and can be taken off again", async () => {
    expect((await answer(postVideo, { ...(await form("film")), ...whole })).status).toBe(200);
    expect((await published()).look.video).toMatchObject({
      source: { kind: "link", url: whole.url },
      seconds: 192,
      title: { en: "Three minutes", es: "Tres minutos" },
      transcript: { en: "He says\n\nhello." },
      still: null,
    });
    expect((await answer(postVideo, { ...(await form("film")), source: "none" })).status).toBe(200);
    expect((await published()).look.video).toBeNull();
  });

  it.each([
    ["url", { url: "http://films.example.org/1" }],
    ["length", { length: "three" }],
    ["title_es", { title_es: "" }],
    ["transcript_en", { transcript_en: "" }],
    ["transcript_es", { transcript_es: "x".repeat(6_001) }],
    ["source", { source: "elsewhere" }],
    ["still", { still: "0192f0c4-0000-7000-8000-000000000000" }],
    ["film", { source: "film", captions_en: "" }],
  ])("is refused with a sentence at %s", async (field, wrong) => {
    const { status, body } = await answer(postVideo, { ...(await form("film")), ...whole, ...wrong });
    expect(status).toBe(422);
    expect(body.problems?.map((one) => one.field)).toContain(field);
  });

  it("has room for two whole transcripts, every letter with an accent", async () => {
    const long = "á".repeat(6_000);
    const fields = { ...(await form("film")), ...whole, transcript_en: long, transcript_es: long };
    expect((await answer(postVideo, fields)).status).toBe(200);
  });
});

test("The postal address stands at the foot of the mails", async () => {
  const { claim } = await import("#lib/mail/outbox.ts");
  const { textFrame } = await import("#lib/mail/templates/frame.ts");
  const frame = { lang: "en" as const, campaign: "C", host: "H" };
  expect(textFrame({ ...frame, postalAddress: "1 Main Street\nLake City" }, ["x"])).toContain(
    "C, hosted by H\n1 Main Street, Lake City\n",
  );
  expect(textFrame(frame, ["x"])).toMatch(/hosted by H\n$/);
  // A sign-in belongs to no campaign.
  expect((await claim(1))[0]).toMatchObject({ kind: "sign_in", postalAddress: null });
});
