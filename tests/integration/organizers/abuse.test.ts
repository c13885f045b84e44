import { beforeAll, describe, expect, it, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { deskEdition } = await import("#lib/organizers/desk-edition.ts");
const { enrolApp } = await import("#lib/organizers/enrol.ts");
const { postUpload: postList } = await import("#lib/organizers/imports/post-imports.ts");
const { deskCampaign } = await import("#lib/organizers/look/queries.ts");
const { postUpload } = await import("#lib/organizers/look/post-upload.ts");
const { postLanguage } = await import("#lib/organizers/post-account.ts");
const { postSave } = await import("#lib/organizers/bulk/post-bulk.ts");
const { postAppStart, postCode } = await import("#lib/organizers/post-factor.ts");
const { postPasskeyAnswer, postPasskeyOptions } = await import("#lib/organizers/post-passkey.ts");
const { scopeOf: granted } = await import("#lib/organizers/sessions.ts");
const { newAppSecret } = await import("#lib/organizers/totp.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { aBrowser, anEnrolled, anOrganizer, codeOf, comesByLink, letSessionAge } = await import(
  "../../support/organizers.ts"
);
const { scopeOf } = await import("../../support/scopes.ts");
type Browser = import("../../support/organizers.ts").Browser;
type SignedIn = import("#lib/organizers/sessions.ts").SignedIn;

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
});

/** A body without a declared length that goes on for as long as it is read, up to 32 MB; `sent` tells how far that was. */
function endless(): { body: ReadableStream<Uint8Array>; sent: () => number } {
  const chunk = new Uint8Array(64 * 1024).fill(0x20);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += chunk.length;
      controller.enqueue(chunk);
      if (sent >= 32 * 1024 ** 2) controller.close();
    },
  });
  return { body, sent: () => sent };
}

test.each([
  ["options", postPasskeyOptions],
  ["answer", postPasskeyAnswer],
])("A stranger cannot fill the memory through a passkey's %s", async (_, handler) => {
  const { body, sent } = endless();
  const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
  const init = { method: "POST", headers, body, duplex: "half" } as RequestInit;
  const answer = await handler(new Request("http://localhost:3000/organize/second-factor/passkey", init));
  expect(answer.status).toBe(413);
  expect(sent()).toBeLessThan(1024 ** 2);
});

describe("Whoever reads somebody's mailbox", () => {
  it("cannot try codes of an app through many sessions; its owner comes in by a recovery code", async () => {
    const olivia = await anEnrolled("owner");
    for (let session = 0; session < 4; session++) {
      const thief = await comesByLink(olivia);
      for (let left = 5; left > 0; left--) await thief.post(postCode, { code: "000000" });
    }
    const fifth = await comesByLink(olivia);
    expect(await fifth.post(postCode, { code: codeOf(olivia.secret) })).toBe(
      "/organize/second-factor?paused",
    );
    expect(granted(await fifth.who())).toBeNull();
    expect(await fifth.post(postCode, { code: olivia.codes[0] ?? "" })).toBe("/organize");
    // A day later the app's codes count again.
    await query(
      `UPDATE "OrganizerSession" SET seen_at = seen_at - interval '25 hours' WHERE organizer_id = $1`,
      [olivia.id],
    );
    expect(await (await comesByLink(olivia)).post(postCode, { code: codeOf(olivia.secret) })).toBe(
      "/organize",
    );
  });
});

describe("A session that was left open", () => {
  const FRESH = "/organize/second-factor?next=/organize/account";

  it.each(["organizer", "owner"] as const)("gives nobody a first second factor as %s", async (role) => {
    const browser = await comesByLink(await anOrganizer(role));
    const who = (await browser.who()) as SignedIn;
    await letSessionAge(who.sessionId, 30);
    expect(await browser.post(postAppStart)).toBe(role === "owner" ? "/organize/sign-in" : FRESH);
    expect((await browser.json(postPasskeyOptions, { purpose: "add" })).status).toBe(422);
    const secret = newAppSecret();
    expect(await enrolApp(who, { secret, code: codeOf(secret) }, new Date())).toEqual({
      ok: false,
      reason: "stale",
    });
  });

  it("lets him finish who began in time", async () => {
    const browser = await comesByLink(await anOrganizer("owner"));
    const who = (await browser.who()) as SignedIn;
    expect(await browser.post(postAppStart)).toBe("/organize/second-factor/app");
    await letSessionAge(who.sessionId, 15);
    const secret = newAppSecret();
    expect(await enrolApp(who, { secret, code: codeOf(secret) }, new Date())).toMatchObject({ ok: true });
  });
});

describe("A form of parts", () => {
  async function send(parts: [name: string, value: string, isFile?: boolean][]): Promise<Response> {
    const body = parts
      .map(
        ([name, value, isFile]) =>
          `--b\r\nContent-Disposition: form-data; name="${name}"${isFile ? '; filename="x.png"' : ""}\r\n\r\n${value}\r\n`,
      )
      .join("");
    const headers = (await organizer()).headers();
    headers.set("content-type", "multipart/form-data; boundary=b");
    return postUpload(
      new Request("http://localhost:3000/organize/look/upload", {
        method: "POST",
        headers,
        body: `${body}--b--\r\n`,
      }),
    );
  }

  it("with fields without end is not read to it", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const field = `--b\r\nContent-Disposition: form-data; name="f${sent}"\r\n\r\n${"x".repeat(4_000)}\r\n`;
        sent += field.length;
        controller.enqueue(Buffer.from(field));
        if (sent > 16 * 1024 ** 2) controller.close();
      },
    });
    const headers = (await organizer()).headers();
    headers.set("content-type", "multipart/form-data; boundary=b");
    const init = { method: "POST", headers, body, duplex: "half" } as RequestInit;
    const answer = await postUpload(new Request("http://localhost:3000/organize/look/upload", init));
    expect(answer.status).toBe(400);
    expect(sent).toBeLessThan(1024 ** 2);
  });

  it("with a zero byte is refused before anything is asked of the database", async () => {
    expect(
      (
        await send([
          ["campaign", "sam\0ple"],
          ["kind", "film"],
          ["file", "x", true],
        ])
      ).status,
    ).toBe(400);
  });

  it("cannot say something else behind its file", async () => {
    const answer = await send([
      ["campaign", "sample"],
      ["kind", "film"],
      ["file", "no film at all", true],
      ["campaign", "x\r\nset-cookie: a=b\u{1F600}"],
      ["kind", "logo"],
    ]);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(
      "/organize/look/film?campaign=sample&problem=no_film&of=film#upload-film",
    );
  });
});

test("A campaign whose name cannot be one is none, and no failure", async () => {
  const scope = scopeOf("owner");
  expect(await deskEdition(scope, "tracker.read", { campaign: "sam\0ple" })).toBeNull();
  expect(await deskEdition(scope, "tracker.read", { campaign: "sample", year: "1e400" })).toBeNull();
  expect(await deskCampaign(scope, "sam\0ple")).toBeNull();
  const headers = (await organizer()).headers();
  headers.set("content-type", "multipart/form-data; boundary=b");
  const address = "http://localhost:3000/organize/imports/upload?campaign=%00";
  const answer = await postList(new Request(address, { method: "POST", headers, body: "--b--\r\n" }));
  expect(answer.status).toBe(404);
});

test("Another language of the desk stands in the audit log, once it is another", async () => {
  const browser = await comesByLink(await anOrganizer("viewer"));
  const { organizerId } = await browser.scope();
  for (const lang of ["es", "es", "xx"]) await browser.post(postLanguage, { lang });
  const log = await query(
    `SELECT before, after FROM "AuditEvent" WHERE action = 'organizer.language' AND organizer_id = $1`,
    [organizerId],
  );
  expect(log).toEqual([{ before: { lang: "en" }, after: { lang: "es" } }]);
});

test("A condition that was typed as an address is kept, and led to, without what stands before its sign", async () => {
  const browser = await organizer();
  const form = {
    campaign: "sample",
    year: "",
    domain: "zebulon.q@flood.example",
    name: "like zebulon.q@flood.example",
  };
  await browser.post(postSave, form);
  const [kept] = await query<{ all: string }>(`SELECT string_agg(c::text, '') AS all FROM "BulkCondition" c`);
  expect(kept?.all).toContain("flood.example");
  expect(kept?.all).not.toMatch(/zebulon/);
  expect(await browser.post(postSave, { ...form, from: "nonsense" })).not.toMatch(/zebulon/);
});

let signedIn: Browser | undefined;

/** The same one for all that ask for nothing special. */
async function organizer(): Promise<Browser> {
  signedIn ??= (await anEnrolled("owner")).browser;
  return signedIn;
}

test("Nobody without a session reads a form of parts", async () => {
  const { body, sent } = endless();
  const headers = aBrowser().headers();
  headers.set("content-type", "multipart/form-data; boundary=b");
  for (const handler of [postUpload, postList]) {
    const request = new Request("http://localhost:3000/organize/look/upload", {
      method: "POST",
      headers,
      body: handler === postUpload ? body : "--b--\r\n",
      duplex: "half",
    } as RequestInit);
    expect((await handler(request)).headers.get("location")).toBe("/organize/sign-in");
  }
  expect(sent()).toBeLessThan(1024 ** 2);
});
