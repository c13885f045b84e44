import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
process.env.PUBLIC_URL = "https://pledge.example.org";
process.env.SMTP_URL = "smtp://localhost:1";
process.env.MAIL_FROM = "Pledge <pledge@example.org>";
// Somebody's own setting, which is not ours.
process.env.NEXTAUTH_URL = "http://localhost:1";
const { loadSecrets } = await import("#lib/crypto.ts");
const { firstLink } = await import("#lib/organizers/first-link.ts");
const { postLink, postSignOut } = await import("#lib/organizers/post-sign-in.ts");
const { people } = await import("#lib/organizers/queries.ts");
const { aBrowser, anOrganizer, comesByLink, setsUpApp, waitingLinks } = await import(
  "../../support/organizers.ts"
);
const { mailLink } = await import("#lib/organizers/links.ts");
const { readMailbox } = await import("#lib/organizers/addresses.ts");

beforeAll(() => loadSecrets());

test("In public nobody gets in by what a start prints", async () => {
  expect(await firstLink(new Date())).toBeNull();
  expect(await people("console")).toEqual([]);
});

test("Behind TLS the cookie is bound to this host, and travels by TLS alone", async () => {
  const olivia = await anOrganizer("viewer");
  await mailLink(readMailbox(olivia.email)?.key as Buffer, new Date());
  const browser = aBrowser();
  const [token = ""] = await waitingLinks(olivia.id);
  const answer = await browser.submit(postLink, { token });
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^__Host-cs_desk=[\w-]{32}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    ),
  ]);
  expect(await browser.who()).toMatchObject({ organizerId: olivia.id });
  // The name without its prefix is another cookie.
  browser.jar.set("cs_desk", browser.jar.get("__Host-cs_desk") ?? "");
  browser.jar.delete("__Host-cs_desk");
  expect(await browser.who()).toBeNull();
});

test("The second factor's cookies are bound likewise, and signing out takes the session's away", async () => {
  const browser = await comesByLink(await anOrganizer("owner"));
  await setsUpApp(browser);
  expect(await browser.scope()).toMatchObject({ role: "owner" });
  await browser.post(postSignOut);
  expect(browser.jar.size).toBe(0);
});
