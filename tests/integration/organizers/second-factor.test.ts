import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { removeFactor } = await import("#lib/organizers/change-factors.ts");
const { changeRole } = await import("#lib/organizers/change-role.ts");
const { enrolApp } = await import("#lib/organizers/enrol.ts");
const { postRecoveryCodes, postRemoveFactor } = await import("#lib/organizers/post-account.ts");
const { postAppConfirm, postAppStart, postCode, postCodesKept, postMailAgain } = await import(
  "#lib/organizers/post-factor.ts"
);
const { postPasskeyAnswer, postPasskeyOptions } = await import("#lib/organizers/post-passkey.ts");
const { ownFactors } = await import("#lib/organizers/queries.ts");
const { scopeOf } = await import("#lib/organizers/sessions.ts");
const { recall } = await import("#lib/organizers/memories.ts");
const { newAppSecret } = await import("#lib/organizers/totp.ts");
const support = await import("../../support/organizers.ts");
const { anEnrolled, anOrganizer, codeOf, comesByLink, letSessionAge, setsUpApp, waitingLinks } = support;

beforeAll(() => loadSecrets());

const WRONG = "nope-nope-nope";

test("An owner can do nothing else until he has a second factor; for others it is their choice", async () => {
  const owner = await comesByLink(await anOrganizer("owner"));
  expect(scopeOf(await owner.who())).toBeNull();
  for (const handler of [postRecoveryCodes, postRemoveFactor, postMailAgain])
    expect(await owner.post(handler)).toBe("/organize/second-factor");
  await setsUpApp(owner);
  expect(await owner.scope()).toMatchObject({ role: "owner" });
  for (const role of ["organizer", "moderator", "viewer"] as const)
    expect(await (await comesByLink(await anOrganizer(role))).scope()).toMatchObject({ role });
});

test("Who has set one up is asked for it in every new session, whatever his role", async () => {
  const vera = await anEnrolled("viewer");
  const browser = await comesByLink(vera);
  expect(scopeOf(await browser.who())).toBeNull();
  expect(await browser.post(postCode, { code: codeOf(vera.secret) })).toBe("/organize");
  expect(await browser.scope()).toMatchObject({ organizerId: vera.id });
});

test("An app is set up by the pages: a secret, its first code, ten recovery codes shown once", async () => {
  const olivia = await anOrganizer("owner");
  const browser = await comesByLink(olivia);
  expect(await browser.post(postAppStart)).toBe("/organize/second-factor/app");
  const sessionId = (await browser.who())?.sessionId ?? "";
  const memory = () => browser.headers().get("cookie");
  const { secret = "" } = recall("app", sessionId, memory(), new Date()) ?? {};
  expect(await ownFactors({ organizerId: olivia.id })).toMatchObject({ appSince: null });
  expect(await browser.post(postAppConfirm, { code: "000000" })).toBe("/organize/second-factor/app?wrong");
  expect(await browser.post(postAppConfirm, { code: ` ${codeOf(secret).replace(/^.../, "$& ")}` })).toBe(
    "/organize/second-factor/codes",
  );
  const shown = recall("codes", sessionId, memory(), new Date());
  expect(new Set(shown?.codes).size).toBe(10);
  expect(recall("codes", "another session", memory(), new Date())).toBeNull();
  expect(await browser.post(postCodesKept)).toBe("/organize");
  expect([...browser.jar.keys()]).toEqual(["cs_desk"]);
  expect(await ownFactors({ organizerId: olivia.id })).toMatchObject({ recoveryLeft: 10 });
});

test("A code is taken once, in any session, of many at once too", async () => {
  const olivia = await anEnrolled("owner");
  const code = codeOf(olivia.secret);
  const browsers = [await comesByLink(olivia), await comesByLink(olivia), await comesByLink(olivia)];
  const led = await Promise.all(browsers.map((browser) => browser.post(postCode, { code })));
  expect(led.filter((where) => where === "/organize")).toHaveLength(1);
  expect(led.filter((where) => where === "/organize/second-factor?left=4")).toHaveLength(2);
  // The code by which the app was set up was taken with it.
  const [first] = browsers;
  expect(await first?.post(postCode, { code: codeOf(olivia.secret, -1) })).not.toBe("/organize");
});

test("A recovery code opens once, however it is typed", async () => {
  const olivia = await anEnrolled("owner");
  const [code = "", other = ""] = olivia.codes;
  const typed = ` ${code.toUpperCase().replaceAll("-", " ")} `;
  const browsers = [await comesByLink(olivia), await comesByLink(olivia)];
  const led = await Promise.all(browsers.map((browser) => browser.post(postCode, { code: typed })));
  expect(led.toSorted()).toEqual(["/organize", "/organize/second-factor?left=4"]);
  expect(await ownFactors({ organizerId: olivia.id })).toMatchObject({ recoveryLeft: 9 });
  // It is nobody else's.
  const vera = await comesByLink(await anEnrolled("viewer"));
  expect(await vera.post(postCode, { code: other })).toBe("/organize/second-factor?left=4");
});

test("Five wrong codes end the session, and a right one starts the count anew", async () => {
  const olivia = await anEnrolled("owner");
  const browser = await comesByLink(olivia);
  for (const left of [4, 3, 2, 1])
    expect(await browser.post(postCode, { code: WRONG })).toBe(`/organize/second-factor?left=${left}`);
  expect(await browser.post(postCode, { code: olivia.codes[0] ?? "" })).toBe("/organize");
  for (const left of [4, 3, 2, 1])
    expect(await browser.post(postCode, { code: WRONG, next: "/organize/people" })).toBe(
      `/organize/second-factor?left=${left}&next=%2Forganize%2Fpeople`,
    );
  expect(await browser.post(postCode, { code: "123456" })).toBe("/organize/sign-in?over");
  expect(await browser.who()).toBeNull();
  expect(await browser.post(postCode, { code: olivia.codes[1] ?? "" })).toBe("/organize/sign-in");
});

test("Of many wrong codes at once no more than five are looked at", async () => {
  const olivia = await anEnrolled("owner");
  const browser = await comesByLink(olivia);
  await Promise.all(Array.from({ length: 12 }, () => browser.post(postCode, { code: WRONG })));
  const [row] = await query<{ tries: number; ended: boolean }>(
    `SELECT tries, revoked_at IS NOT NULL AS ended FROM "OrganizerSession" WHERE organizer_id = $1 ORDER BY id DESC LIMIT 1`,
    [olivia.id],
  );
  expect(row).toEqual({ tries: 5, ended: true });
});

test("Whoever opened the page before its owner had a second factor cannot put his own in its place", async () => {
  const olivia = await anOrganizer("owner");
  const thief = await comesByLink(olivia);
  const stolen = await thief.who();
  await setsUpApp(await comesByLink(olivia));
  const secret = newAppSecret();
  expect(stolen && (await enrolApp(stolen, { secret, code: codeOf(secret) }, new Date()))).toEqual({
    ok: false,
    reason: "stale",
  });
  expect(await thief.post(postAppStart)).toBe("/organize/second-factor?next=/organize/account");
});

test("Two who set one up at the same time: one of them did", async () => {
  const olivia = await anOrganizer("owner");
  const browsers = [await comesByLink(olivia), await comesByLink(olivia)];
  const done = await Promise.allSettled(browsers.map((browser) => setsUpApp(browser)));
  expect(done.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("After ten minutes what is grave asks for the second factor again", async () => {
  const olivia = await anEnrolled("owner");
  const { sessionId } = await olivia.browser.scope();
  expect(await olivia.browser.post(postRecoveryCodes)).toBe("/organize/second-factor/codes");
  await letSessionAge(sessionId, 11);
  expect(await olivia.browser.post(postRecoveryCodes)).toBe(
    "/organize/second-factor?next=%2Forganize%2Faccount",
  );
  const code = codeOf(olivia.secret);
  expect(await olivia.browser.post(postCode, { code, next: "/organize/account" })).toBe("/organize/account");
  expect(await olivia.browser.post(postRecoveryCodes)).toBe("/organize/second-factor/codes");
});

test("Without a second factor a fresh link shows who he is", async () => {
  const vera = await anOrganizer("organizer");
  const browser = await comesByLink(vera);
  const { sessionId } = await browser.scope();
  await letSessionAge(sessionId, 11);
  expect(await browser.post(postRemoveFactor, { factor: "app" })).toBe(
    "/organize/second-factor?next=%2Forganize%2Faccount",
  );
  await support.letLinksAge(vera.email, 2);
  expect(await browser.post(postMailAgain)).toBe("/organize/sign-in?sent");
  expect(await waitingLinks(vera.id)).toHaveLength(2);
  await comesByLink(vera, browser);
  expect(await browser.post(postRemoveFactor, { factor: "app" })).toBe("/organize/account");
});

test("Nobody is led out of the desk by a link that names where to go on", async () => {
  const olivia = await anEnrolled("owner");
  for (const next of [
    "https://evil.example",
    "//evil.example",
    "/organize/..//evil.example",
    "/organizer",
    "/c/sample",
  ]) {
    const [code = ""] = olivia.codes.splice(0, 1);
    expect(await olivia.browser.post(postCode, { code, next })).toBe("/organize");
  }
});

test("An owner keeps a second factor; whoever need not have one may go without", async () => {
  const olivia = await anEnrolled("owner");
  expect(await olivia.browser.post(postRemoveFactor, { factor: "app" })).toBe(
    "/organize/account?problem=last_factor",
  );
  const vera = await anEnrolled("viewer");
  expect(await vera.browser.post(postRemoveFactor, { factor: "app" })).toBe("/organize/account");
  expect(await ownFactors({ organizerId: vera.id })).toEqual({
    appSince: null,
    passkeys: [],
    recoveryLeft: 0,
  });
  expect(await removeFactor(await vera.browser.scope(), { passkey: olivia.id })).toEqual({
    ok: false,
    reason: "unknown",
  });
  // Made an owner now, he has to set one up first.
  await changeRole("console", vera.id, { role: "owner", teamId: null });
  expect(scopeOf(await vera.browser.who())).toBeNull();
});

test("A passkey's challenge is answered once, and a wrong answer is a wrong code", async () => {
  const olivia = await anEnrolled("owner");
  const browser = await comesByLink(olivia);
  const asked = await browser.json(postPasskeyOptions, { purpose: "show" });
  expect(await asked.json()).toMatchObject({ rpId: "localhost", allowCredentials: [] });
  const answer = { purpose: "show", response: { id: "nothing", response: {} } };
  const wrong = await browser.json(postPasskeyAnswer, answer);
  expect([wrong.status, await wrong.json()]).toEqual([422, { reason: "wrong" }]);
  const [row] = await query<{ tries: number }>(
    `SELECT tries FROM "OrganizerSession" WHERE organizer_id = $1 ORDER BY id DESC LIMIT 1`,
    [olivia.id],
  );
  expect(row?.tries).toBe(1);
  expect((await browser.json(postPasskeyAnswer, answer)).status).toBe(422);
  expect((await browser.json(postPasskeyOptions, { purpose: "steal" })).status).toBe(400);
  expect((await support.aBrowser().json(postPasskeyOptions, { purpose: "show" })).status).toBe(401);
});
