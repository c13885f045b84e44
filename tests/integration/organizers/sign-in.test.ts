import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { claim } = await import("#lib/mail/outbox.ts");
const { writeLetter } = await import("#lib/mail/letter.ts");
const { FIRST_OWNER, firstLink } = await import("#lib/organizers/first-link.ts");
const { linkOf } = await import("#lib/organizers/links.ts");
const { postLink, postSignIn, postSignOut } = await import("#lib/organizers/post-sign-in.ts");
const { purgeSignIns } = await import("#lib/organizers/purge.ts");
const { organizerAt } = await import("#lib/organizers/queries.ts");
const { readMailbox } = await import("#lib/organizers/addresses.ts");
const { remove } = await import("#lib/organizers/remove.ts");
const { aBrowser, anEnrolled, anOrganizer, comesByLink, letLinksAge, setsUpApp, waitingLinks } = await import(
  "../../support/organizers.ts"
);

beforeAll(() => loadSecrets());

let networks = 0;
/** Asks for a link by the form; answers the token that was mailed. */
async function asks(who: { id: string; email: string }): Promise<string> {
  // Each from a network of his own: what is asked of one network is limited, and tested apart.
  const from = { "x-visitor-address": `198.18.${++networks}.1` };
  const answer = await aBrowser().submit(postSignIn, { email: who.email }, from);
  expect(answer.headers.get("location")).toBe("/organize/sign-in?sent");
  return (await waitingLinks(who.id))[0] ?? "";
}

test("A link opens one session, and only one, however often and fast its button is pressed", async () => {
  const olivia = await anOrganizer("organizer");
  const token = await asks(olivia);
  const browsers = [aBrowser(), aBrowser(), aBrowser()];
  const led = await Promise.all(browsers.map((browser) => browser.post(postLink, { token })));
  expect(led.toSorted()).toEqual(["/organize", "/organize/link", "/organize/link"]);
  const inside = await Promise.all(browsers.map((browser) => browser.who()));
  expect(inside.filter(Boolean)).toMatchObject([{ organizerId: olivia.id, role: "organizer" }]);
  expect(await aBrowser().post(postLink, { token })).toBe("/organize/link");
  const rows = await query(`SELECT FROM "OrganizerSession" WHERE organizer_id = $1`, [olivia.id]);
  expect(rows).toHaveLength(1);
});

test("Looking at a link uses nothing up", async () => {
  const olivia = await anOrganizer("viewer");
  const token = await asks(olivia);
  expect(await linkOf(token)).toMatchObject({ email: olivia.email });
  expect(await linkOf(token)).toMatchObject({ email: olivia.email });
  expect(await aBrowser().post(postLink, { token })).toBe("/organize");
});

test("A link ends after 15 minutes, and one that never was is answered like one that has ended", async () => {
  const olivia = await anOrganizer("viewer");
  const token = await asks(olivia);
  await letLinksAge(olivia.email, 14);
  expect(await linkOf(token)).not.toBeNull();
  await letLinksAge(olivia.email, 1);
  for (const tried of [token, "nothing", "", "\u0000"])
    expect(await aBrowser().post(postLink, { token: tried })).toMatch(/^\/organize\/link$|^400$/);
});

test("Whoever was removed meanwhile does not enter by the link that was mailed to him", async () => {
  const olivia = await anOrganizer("viewer");
  const token = await asks(olivia);
  await remove("console", olivia.id);
  expect(await aBrowser().post(postLink, { token })).toBe("/organize/link");
  // Nor does the mail leave any more.
  const [waiting] = await query<{ id: string }>(`SELECT id FROM "Mail" WHERE organizer_id = $1`, [olivia.id]);
  const mail = (await claim(100)).find(({ id }) => id === waiting?.id);
  expect(mail && writeLetter(mail)).toEqual({ ok: false, reason: "GONE" });
});

test("An unknown address gets the same answer, and no mail", async () => {
  const olivia = await anOrganizer("owner");
  const ask = (email: string) => aBrowser().submit(postSignIn, { email });
  const [known, unknown] = [await ask(olivia.email), await ask("nobody@example.org")];
  const told = (answer: Response) => [answer.status, [...answer.headers]];
  expect(told(unknown)).toEqual(told(known));
  expect(await unknown.text()).toBe(await known.text());
  expect(await waitingLinks(olivia.id)).toHaveLength(1);
  const mailbox = readMailbox("nobody@example.org");
  expect(await query(`SELECT FROM "SignInToken" WHERE email_key = $1`, [mailbox?.key])).toEqual([]);
  expect(await query(`SELECT FROM "Mail" WHERE organizer_id IS NULL`)).toEqual([]);
});

test("An address is the same however it is typed, and what is none is said to be none", async () => {
  const olivia = await anOrganizer("viewer", { email: "olivia.ortega@gmail.com" });
  expect(await aBrowser().post(postSignIn, { email: " OliviaOrtega+desk@GoogleMail.com " })).toBe(
    "/organize/sign-in?sent",
  );
  expect(await waitingLinks(olivia.id)).toHaveLength(1);
  for (const email of ["", "olivia", "a@b@c.org", "x@localhost"])
    expect(await aBrowser().post(postSignIn, { email })).toBe("/organize/sign-in?problem=address");
});

test("One mail a minute and five an hour, of many requests at once too", async () => {
  const olivia = await anOrganizer("viewer");
  await Promise.all([1, 2, 3, 4].map(() => asks(olivia)));
  expect(await waitingLinks(olivia.id)).toHaveLength(1);
  // Whether a link was used makes no difference.
  const [token = ""] = await waitingLinks(olivia.id);
  expect(await aBrowser().post(postLink, { token })).toBe("/organize");
  await asks(olivia);
  expect(await waitingLinks(olivia.id)).toHaveLength(1);
  for (let n = 2; n <= 7; n++) {
    await letLinksAge(olivia.email, 2);
    await asks(olivia);
    expect(await waitingLinks(olivia.id)).toHaveLength(Math.min(n, 5));
  }
  await letLinksAge(olivia.email, 60);
  await asks(olivia);
  expect(await waitingLinks(olivia.id)).toHaveLength(6);
});

test("A form of another site is refused", async () => {
  const olivia = await anOrganizer("viewer");
  const token = await asks(olivia);
  const foreign = { "sec-fetch-site": "cross-site" };
  for (const [handler, form] of [
    [postSignIn, { email: olivia.email }],
    [postLink, { token }],
    [postSignOut, {}],
  ] as const)
    expect((await aBrowser().submit(handler, form, foreign)).status).toBe(403);
  expect(await linkOf(token)).not.toBeNull();
});

test("The mail is neutral, names nobody, and leads to the page with the button", async () => {
  const olivia = await anOrganizer("owner");
  const token = await asks(olivia);
  const mail = (await claim(100)).find(({ organizerId }) => organizerId === olivia.id);
  const written = mail && writeLetter(mail);
  if (!written?.ok) throw new Error("no letter");
  const { to, subject, text, html } = written.letter;
  expect(to).toBe(olivia.email);
  expect(subject).toBe("Your sign-in link");
  for (const body of [text, html]) {
    expect(body).toContain(`http://localhost:3000/organize/link?token=${token}`);
    expect(body).not.toContain(olivia.email);
  }
});

test("The session's cookie is out of scripts' reach, and the browser's earlier session is over", async () => {
  const olivia = await anOrganizer("viewer");
  const browser = await comesByLink(olivia);
  const first = await browser.who();
  await letLinksAge(olivia.email, 61);
  const answer = await browser.submit(postLink, { token: await asks(olivia) });
  expect(answer.headers.getSetCookie().join()).toMatch(
    /^cs_desk=[\w-]{32}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  );
  const second = await browser.who();
  expect(second?.sessionId).not.toBe(first?.sessionId);
  const [row] = await query<{ ended: boolean }>(
    `SELECT revoked_at IS NOT NULL AS ended FROM "OrganizerSession" WHERE id = $1`,
    [first?.sessionId],
  );
  expect(row?.ended).toBe(true);
});

test("Signing out ends the session in the database, and takes the cookie away", async () => {
  const browser = await comesByLink(await anOrganizer("viewer"));
  const stolen = browser.headers();
  expect(await browser.post(postSignOut)).toBe("/organize/sign-in?out");
  expect(browser.jar.size).toBe(0);
  const { signedIn } = await import("#lib/organizers/session.ts");
  expect(await signedIn(stolen)).toBeNull();
});

test("What is stored tells no address and opens nothing", async () => {
  const olivia = await anOrganizer("owner", { email: "olivia@uncommon-name.example" });
  const browser = await comesByLink(olivia);
  const { secret, codes } = await setsUpApp(browser);
  const [token = ""] = await waitingLinks(olivia.id);
  const secrets = [
    "olivia@",
    "uncommon-name",
    token,
    secret,
    ...codes,
    ...browser.jar.values(),
    "Firefox",
    "203.0.113.77",
  ];
  for (const table of [
    "Organizer",
    "SignInToken",
    "OrganizerSession",
    "RecoveryCode",
    "AuditEvent",
    "Mail",
  ]) {
    const rows = await query<{ text: string }>(`SELECT t::text AS text FROM "${table}" t`);
    const dump = rows.map(({ text }) => text).join("\n");
    for (const value of secrets) {
      expect(dump, `${value} in ${table}`).not.toContain(value);
      expect(dump, `${value} in ${table}, as bytes`).not.toContain(Buffer.from(value).toString("hex"));
    }
  }
});

test("A link on one's own machine makes the first owner, once, until an owner has a second factor", async () => {
  // An owner of the tests above who has a second factor would shut this door.
  const owners = await query<{ id: string }>(`SELECT id FROM "Organizer" WHERE role = 'owner'`);
  await query(`ALTER TABLE "Organizer" DISABLE TRIGGER keep_an_owner`);
  for (const { id } of owners) await remove("console", id);
  await query(`ALTER TABLE "Organizer" ENABLE TRIGGER keep_an_owner`);

  const tokenOf = (link: string | null) => new URL(link ?? "").searchParams.get("token") ?? "";
  const old = tokenOf(await firstLink(new Date()));
  const link = await firstLink(new Date());
  expect(link).toMatch(/^http:\/\/localhost:3000\/organize\/link\?token=[\w-]{32}$/);
  const browser = aBrowser();
  expect(await browser.post(postLink, { token: old })).toBe("/organize/link");
  expect(await browser.post(postLink, { token: tokenOf(link) })).toBe("/organize/second-factor");
  expect(await aBrowser().post(postLink, { token: tokenOf(link) })).toBe("/organize/link");
  expect(await browser.who()).toMatchObject({ role: "owner" });

  // The printed one takes none of the mails that he may ask for.
  const id = (await organizerAt(readMailbox(FIRST_OWNER)?.key as Buffer)) ?? "";
  await asks({ id, email: FIRST_OWNER });
  expect(await waitingLinks(id)).toHaveLength(1);

  await setsUpApp(browser);
  expect(await firstLink(new Date())).toBeNull();
});

test("What has ended is deleted later; what is alive stays", async () => {
  const vera = await anEnrolled("viewer");
  await query(
    `UPDATE "SignInToken" SET created_at = now() - interval '2 days', expires_at = now() - interval '2 days'`,
  );
  const token = await asks(vera);
  await purgeSignIns();
  expect(await query(`SELECT FROM "SignInToken"`)).toHaveLength(1);
  expect(await linkOf(token)).not.toBeNull();
  expect(await vera.browser.who()).not.toBeNull();
});
