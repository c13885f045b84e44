import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { changeRole } = await import("#lib/organizers/change-role.ts");
const { postLanguage, postRevoke } = await import("#lib/organizers/post-account.ts");
const { ownSessions } = await import("#lib/organizers/queries.ts");
const { remove } = await import("#lib/organizers/remove.ts");
const { may } = await import("#lib/organizers/scope.ts");
const { aBrowser, anOrganizer, comesByLink, letSessionAge } = await import("../../support/organizers.ts");

beforeAll(() => loadSecrets());

test("A session ends after two hours without a request; each request begins them anew", async () => {
  const browser = await comesByLink(await anOrganizer("viewer"));
  const { sessionId } = await browser.scope();
  for (let n = 0; n < 3; n++) {
    await letSessionAge(sessionId, 119);
    expect(await browser.who()).not.toBeNull();
  }
  await letSessionAge(sessionId, 120);
  expect(await browser.who()).toBeNull();
});

test("A session ends after 14 days, however much it is used", async () => {
  const browser = await comesByLink(await anOrganizer("viewer"));
  const { sessionId } = await browser.scope();
  const [row] = await query<{ days: number }>(
    `SELECT extract(epoch FROM expires_at - created_at)::float / 86400 AS days FROM "OrganizerSession" WHERE id = $1`,
    [sessionId],
  );
  expect(row?.days).toBeCloseTo(14, 3);
  await query(`UPDATE "OrganizerSession" SET expires_at = now() + interval '2 seconds' WHERE id = $1`, [
    sessionId,
  ]);
  expect(await browser.who()).not.toBeNull();
  await query(`UPDATE "OrganizerSession" SET expires_at = now() WHERE id = $1`, [sessionId]);
  expect(await browser.who()).toBeNull();
});

test("He sees where he is signed in, and ends what he does not know", async () => {
  const vera = await anOrganizer("viewer");
  const [here, there, elsewhere] = [
    await comesByLink(vera, aBrowser("Opera")),
    await comesByLink(vera),
    await comesByLink(vera),
  ];
  const scope = await here.scope();
  const listed = await ownSessions(scope);
  expect(listed.map(({ isThis }) => isThis)).toEqual([true, false, false]);
  expect(listed[0]).toMatchObject({ agent: "Opera", ipPrefix: "203.0.113.0/24" });
  const second = await there.scope();
  expect(await here.post(postRevoke, { session: second.sessionId })).toBe("/organize/account?revoked");
  expect(await there.who()).toBeNull();
  expect(await elsewhere.who()).not.toBeNull();
  await here.post(postRevoke, { session: "others" });
  expect(await elsewhere.who()).toBeNull();
  expect(await here.who()).not.toBeNull();
  expect(await ownSessions(scope)).toHaveLength(1);
});

test("Nobody ends somebody else's session", async () => {
  const [vera, olivia] = [
    await comesByLink(await anOrganizer("viewer")),
    await comesByLink(await anOrganizer("organizer")),
  ];
  const { sessionId } = await olivia.scope();
  for (const session of [sessionId, "", "x", "' or true --"]) await vera.post(postRevoke, { session });
  expect(await olivia.who()).not.toBeNull();
});

test("A role that was changed in the middle of a session is so at the next request; who was removed is out", async () => {
  const olivia = await anOrganizer("organizer");
  const browser = await comesByLink(olivia);
  expect(may(await browser.scope(), "switches.change")).toBe(true);
  await changeRole("console", olivia.id, { role: "viewer", teamId: null });
  expect(may(await browser.scope(), "switches.change")).toBe(false);
  await remove("console", olivia.id);
  expect(await browser.who()).toBeNull();
});

test("A cookie that was made up, or is another's in part, is nobody's", async () => {
  const vera = await comesByLink(await anOrganizer("viewer"));
  const token = vera.jar.get("cs_desk") ?? "";
  for (const tried of ["", "x", token.slice(1), token.toLowerCase(), `${token}0`, "%00", "a".repeat(5_000)]) {
    const browser = aBrowser();
    browser.jar.set("cs_desk", tried);
    expect(await browser.who(), tried).toBeNull();
  }
});

test("A database that is away is not somebody who is not signed in", async () => {
  const vera = await comesByLink(await anOrganizer("viewer"));
  await query(`ALTER TABLE "OrganizerSession" RENAME TO "Away"`);
  try {
    await expect(vera.who()).rejects.toThrow();
  } finally {
    await query(`ALTER TABLE "Away" RENAME TO "OrganizerSession"`);
  }
});

test("The desk speaks the language that he chose", async () => {
  const vera = await comesByLink(await anOrganizer("viewer"));
  await vera.post(postLanguage, { lang: "es" });
  expect(await vera.scope()).toMatchObject({ lang: "es" });
  await vera.post(postLanguage, { lang: "xx" });
  expect(await vera.scope()).toMatchObject({ lang: "es" });
});
