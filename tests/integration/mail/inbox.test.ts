import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { openCarrier } = await import("#lib/mail/carrier.ts");
const { startDelivery } = await import("#lib/mail/deliver.ts");
const { openDevInbox } = await import("#lib/mail/dev-inbox.ts");
const { getInbox } = await import("#lib/mail/get-inbox.ts");
const { getInboxJson } = await import("#lib/mail/get-inbox-json.ts");
const { withoutOwnForwarding } = await import("#lib/mail/inbox-request.ts");
const environment = await import("#lib/env.ts");
const { aCampaign, aMail, mailRow, until } = await import("./mails.ts");

const ask = (address: string, headers: Record<string, string> = {}) =>
  new Request(`http://localhost:3000${address}`, { headers: { host: "localhost:3000", ...headers } });

beforeAll(aCampaign);
beforeEach(async () => {
  await query(`DELETE FROM "Mail"`);
  await query(`DELETE FROM "DevMail"`);
});
afterEach(() => vi.restoreAllMocks());

/** Delivers what waits, and stops. */
async function deliverAll(ids: string[]): Promise<void> {
  const delivery = startDelivery(openCarrier());
  for (const id of ids) await until(async () => (await mailRow(id)).sentAt);
  await delivery.stop();
}

describe("without a mail server", () => {
  it("keeps mail here, newest first, sealed", async () => {
    const walt = await aMail({ email: "walt@example.org" });
    await deliverAll([walt.id]);
    const rosa = await aMail({ email: "rosa@example.org", lang: "es" });
    await deliverAll([rosa.id]);

    const answer = await getInboxJson(ask("/dev/mail.json"));
    expect(answer.headers.get("content-type")).toContain("application/json");
    const mails = (await answer.json()) as Record<string, unknown>[];
    expect(mails.map(({ to }) => to)).toEqual(["rosa@example.org", "walt@example.org"]);
    expect(Object.keys(mails[0] ?? {}).sort()).toEqual([
      "at",
      "from",
      "headers",
      "html",
      "id",
      "subject",
      "text",
      "to",
    ]);
    expect(mails[1]).toMatchObject({
      subject: "Confirm your pledge",
      from: "Countersign <pledge@localhost>",
      text: expect.stringContaining(walt.token),
      headers: { "auto-submitted": "auto-generated", to: "walt@example.org" },
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });

    const rows = await query<{ sealed: Buffer }>(`SELECT sealed FROM "DevMail"`);
    for (const { sealed } of rows)
      expect(sealed.toString("latin1")).not.toMatch(/example\.org|pledge|promesa/);
  });

  it("finds the mail to one address, and as many as asked for", async () => {
    const mails = [await aMail({ email: "Walt@example.org" }), await aMail({ email: "rosa@example.org" })];
    await deliverAll(mails.map(({ id }) => id));
    const found = async (search: string) =>
      ((await (await getInboxJson(ask(`/dev/mail.json${search}`))).json()) as unknown[]).length;
    expect(await found("?to=walt@example.org")).toBe(1);
    expect(await found("?to=nobody@example.org")).toBe(0);
    expect(await found("?limit=1")).toBe(1);
    expect(await found("?limit=0")).toBe(0);
    expect(await found("?limit=x")).toBe(2);
  });

  it("keeps the last five thousand, and not many more", async () => {
    const inbox = openDevInbox();
    const letter = (n: number) => ({
      id: `01980000-0000-7000-8000-${String(n).padStart(12, "0")}`,
      to: `man${n}@example.org`,
      from: "a@example.org",
      subject: "s",
      text: "t",
      html: "h",
      headers: {},
    });
    for (let n = 0; n < 6_000; n += 250)
      await Promise.all(Array.from({ length: 250 }, (_, i) => inbox.carry(letter(n + i))));
    await until(
      async () =>
        ((await query<{ n: number }>(`SELECT count(*)::int AS n FROM "DevMail"`))[0]?.n ?? 0) < 5_800,
    );
    const kept = (await (await getInboxJson(ask("/dev/mail.json"))).json()) as { to: string }[];
    expect(kept.length).toBeGreaterThanOrEqual(5_000);
    expect(kept[0]?.to).toBe("man5999@example.org");
    expect(new Set(kept.slice(0, 5_000).map(({ to }) => to)).has("man1000@example.org")).toBe(true);
  });

  it("shows a message that came twice once", async () => {
    const mail = await aMail();
    await deliverAll([mail.id]);
    const [once] = (await (await getInboxJson(ask("/dev/mail.json"))).json()) as [
      Parameters<ReturnType<typeof openDevInbox>["carry"]>[0],
    ];
    await openDevInbox().carry(once);
    expect(await (await getInboxJson(ask("/dev/mail.json"))).json()).toHaveLength(1);
  });
});

describe("the inbox as a page", () => {
  it("lists, opens, and shows the plain text", async () => {
    const mail = await aMail();
    await deliverAll([mail.id]);
    const list = await (await getInbox(ask("/dev/mail"))).text();
    expect(list).toContain("walt@example.org");
    const href = /href="(\/dev\/mail\/[0-9a-f-]{36})"/.exec(list)?.[1] ?? "";
    const params = { id: href.split("/").at(-1) ?? "" };
    const page = await getInbox(ask(href), params);
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'self'/);
    expect(await page.text()).toContain(`src="${href}?part=body"`);
    const text = await (await getInbox(ask(`${href}?part=text`), params)).text();
    expect(text).toContain(`<a href="http://localhost:3000/confirm/${mail.token}" target="_blank"`);
    const body = await getInbox(ask(`${href}?part=body`), params);
    expect(body.headers.get("content-security-policy")).toMatch(/sandbox allow-popups/);
    expect(body.headers.get("content-security-policy")).not.toMatch(/allow-scripts|allow-same-origin/);
    expect(await body.text()).toContain('<base target="_blank">');
  });

  it("escapes what it shows, and says what is not there", async () => {
    await openDevInbox().carry({
      id: "01980000-0000-7000-8000-000000000000",
      to: "<script>@example.org",
      from: "a@example.org",
      subject: '"><script>',
      text: "<script> http://localhost:3000/?a=1&b=2",
      html: "<!doctype html><html><head></head></html>",
      headers: { "x-a": "<script>" },
    });
    const params = { id: "01980000-0000-7000-8000-000000000000" };
    for (const part of ["", "?part=text", "?to=<script>@example.org&lang=es"])
      expect(await (await getInbox(ask(`/dev/mail/${params.id}${part}`), params)).text()).not.toContain(
        "<script",
      );
    for (const id of ["01980000-0000-7000-8000-00000000ffff", "x' OR true --"])
      expect((await getInbox(ask(`/dev/mail/${encodeURIComponent(id)}`), { id })).status).toBe(404);
  });
});

describe("whoever is not on this machine", () => {
  const cases: [string, Record<string, string>][] = [
    ["another host", { host: "pledge.example.org" }],
    ["a name that only looks like it", { host: "localhost.example.org" }],
    ["a host that is none", { host: "::" }],
    ["an empty host", { host: "" }],
    ["X-Forwarded-For", { "x-forwarded-for": "127.0.0.1" }],
    ["X-Forwarded-Host", { "x-forwarded-host": "localhost:3000" }],
    ["X-Forwarded-Proto", { "x-forwarded-proto": "https" }],
    ["X-Real-IP", { "x-real-ip": "127.0.0.1" }],
    ["Forwarded", { forwarded: "for=127.0.0.1" }],
    ["Via", { via: "1.1 proxy" }],
  ];
  it.each(cases)("finds nothing: %s", async (_, headers) => {
    expect((await getInbox(ask("/dev/mail", headers))).status).toBe(404);
    expect((await getInboxJson(ask("/dev/mail.json", headers))).status).toBe(404);
  });

  it.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "localhost"])("but %s does", async (host) => {
    expect((await getInbox(ask("/dev/mail", { host }))).status).toBe(200);
  });

  it("finds nothing on a public address or with a mail server", async () => {
    const local = environment.env();
    for (const other of [{ isLocal: false }, { smtpUrl: "smtp://127.0.0.1:25" }]) {
      Object.assign(local, other);
      expect((await getInbox(ask("/dev/mail"))).status).toBe(404);
      expect((await getInboxJson(ask("/dev/mail.json"))).status).toBe(404);
      Object.assign(local, { isLocal: true, smtpUrl: undefined });
    }
  });

  it("is told from Next, which adds such headers to every request", async () => {
    const own = {
      "x-forwarded-host": "localhost:3000",
      "x-forwarded-port": "3000",
      "x-forwarded-proto": "http",
      "x-forwarded-for": "::1",
    };
    const status = async (headers: Record<string, string>) =>
      (await getInbox(withoutOwnForwarding(ask("/dev/mail", headers)))).status;
    expect(await status(own)).toBe(200);
    for (const foreign of [
      { "x-forwarded-for": "203.0.113.7" },
      { "x-forwarded-for": "::1, 203.0.113.7" },
      { "x-forwarded-host": "pledge.example.org" },
      { "x-forwarded-proto": "https" },
    ])
      expect(await status({ ...own, ...foreign })).toBe(404);
  });
});
