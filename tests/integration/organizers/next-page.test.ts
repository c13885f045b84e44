import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets, uuidv7 } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { AT_ONCE } = await import("#lib/organizers/ask-limit-rules.ts");
const { postCode } = await import("#lib/organizers/post-factor.ts");
const { postInvite } = await import("#lib/organizers/post-people.ts");
const { postLink, postSignIn, postSignOut } = await import("#lib/organizers/post-sign-in.ts");
const support = await import("../../support/organizers.ts");
const { aBrowser, anEnrolled, anOrganizer, codeOf, letLinksAge, waitingLinks } = support;

const PAGE = "/organize/pledges?state=waiting";
beforeAll(() => loadSecrets());

async function comesBack(browser: ReturnType<typeof aBrowser>, id: string): Promise<string> {
  const [token = ""] = await waitingLinks(id);
  return browser.post(postLink, { token });
}

test("Who wanted a page comes to it by the link of his mail, in the same browser", async () => {
  const vera = await anOrganizer("viewer");
  const browser = aBrowser();
  expect(await browser.post(postSignIn, { email: vera.email, next: PAGE })).toBe("/organize/sign-in?sent");
  expect(await comesBack(browser, vera.id)).toBe(PAGE);
  // Once: the next link leads to the tracker.
  expect(browser.jar.has("cs_desk_next")).toBe(false);
  await browser.post(postSignOut);
  await letLinksAge(vera.email, 61);
  await browser.post(postSignIn, { email: vera.email });
  expect(await comesBack(browser, vera.id)).toBe("/organize");
});

test("In another browser, and when he went on from elsewhere since, he comes to the tracker", async () => {
  const vera = await anOrganizer("viewer");
  await aBrowser().post(postSignIn, { email: vera.email, next: PAGE });
  expect(await comesBack(aBrowser(), vera.id)).toBe("/organize");
  const browser = aBrowser();
  await browser.post(postSignIn, { email: vera.email, next: PAGE });
  await letLinksAge(vera.email, 61);
  await browser.post(postSignIn, { email: vera.email });
  expect(await comesBack(browser, vera.id)).toBe("/organize");
});

test("The second factor comes between, and leads on", async () => {
  const olivia = await anEnrolled("owner");
  await letLinksAge(olivia.email, 61);
  const browser = aBrowser();
  await browser.post(postSignIn, { email: olivia.email, next: PAGE });
  const factor = await comesBack(browser, olivia.id);
  expect(factor).toBe(`/organize/second-factor?next=${encodeURIComponent(PAGE)}`);
  expect(await browser.post(postCode, { code: codeOf(olivia.secret, 1), next: PAGE })).toBe(PAGE);
});

test("A captain comes to his team", async () => {
  const [campaign, teamId] = [uuidv7(new Date()), uuidv7(new Date())];
  await query(
    `WITH river AS (INSERT INTO "Campaign" (id, slug, name, host, languages) VALUES ($1, 'river', 'River', 'House', '{en}') RETURNING id)
     INSERT INTO "Team" (id, campaign_id, slug, name, kind) SELECT $2, id, 'grace', 'Grace Church', 'church' FROM river`,
    [campaign, teamId],
  );
  const cara = await anOrganizer("captain", { teamId });
  const browser = aBrowser();
  await browser.post(postSignIn, { email: cara.email });
  expect(await comesBack(browser, cara.id)).toBe("/organize/team");
});

test("What is no page of the desk is forgotten, and what is wrong with an address is said without losing the page", async () => {
  const vera = await anOrganizer("viewer");
  for (const next of ["https://evil.example", "//evil.example", "/organize/link?token=x"]) {
    const browser = aBrowser();
    await letLinksAge(vera.email, 61);
    await browser.post(postSignIn, { email: vera.email, next });
    expect(browser.jar.has("cs_desk_next")).toBe(false);
  }
  const forged = aBrowser();
  forged.jar.set("cs_desk_next", encodeURIComponent("https://evil.example"));
  expect(await comesBack(forged, vera.id)).toBe("/organize");
  expect(await aBrowser().post(postSignIn, { email: "vera", next: PAGE })).toBe(
    `/organize/sign-in?next=${encodeURIComponent(PAGE)}&problem=address`,
  );
});

test("A form that comes after the session is over leads back to its page", async () => {
  expect(await aBrowser().post(postInvite, { email: "x@example.org" })).toBe(
    "/organize/sign-in?next=%2Forganize%2Fpeople",
  );
});

test("A visitor who asks over and over gets the same answer, and no more mail", async () => {
  const [vera, otto] = [await anOrganizer("viewer"), await anOrganizer("viewer")];
  const ask = (email: string) =>
    aBrowser().submit(postSignIn, { email }, { "x-visitor-address": "198.51.100.20" });
  for (let n = 0; n < AT_ONCE - 1; n++) await ask(`nobody${n}@example.org`);
  const [last, over] = [await ask(vera.email), await ask(otto.email)];
  expect([over.status, ...over.headers]).toEqual([last.status, ...last.headers]);
  expect(await waitingLinks(vera.id)).toHaveLength(1);
  expect(await waitingLinks(otto.id)).toHaveLength(0);
});
