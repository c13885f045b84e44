/** Each switch: off, it works everywhere that it says; on again, everything is as before. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, test, vi } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { readFormMemory } = await import("#lib/pledges/memories.ts");
const { setSwitch } = await import("#lib/switches/set-switch.ts");
const { pollSeconds, shareChannels, signingPause } = await import("#lib/switches/queries.ts");
const { pageVersion } = await import("#lib/campaigns/queries.ts");
const { getCount } = await import("#lib/tallies/get-count.ts");
const { getPlaces, getPlacesCsv } = await import("#lib/tallies/get-places.ts");
const { closeStreams, getStream } = await import("#lib/tallies/get-stream.ts");
const { startDelivery } = await import("#lib/mail/deliver.ts");
const { claim } = await import("#lib/mail/outbox.ts");
const { openSmtp } = await import("#lib/mail/smtp.ts");
const { openPostOffice } = await import("../mail/post-office.ts");
const { until } = await import("../mail/mails.ts");
const { seedSample } = await import("../../../prisma/seed/index.ts");
const { address, confirms, cookiesOf, count, lastMail, signs } = await import("../../support/signers.ts");
const { SWITCHES } = await import("#lib/switches/list.ts");
const { isOff } = await import("#lib/switches/state.ts");

const flip = (name: (typeof SWITCHES)[number], off: boolean, message?: { en?: string; es?: string } | null) =>
  setSwitch(null, name, { off, message });
const asked = (path: string) => new Request(`http://localhost:3000${path}`);
const sample = { slug: "sample" };

beforeAll(async () => {
  await loadSecrets();
  await seedSample();
});
beforeEach(async () => {
  for (const name of SWITCHES) await flip(name, false, null);
});

describe("signing", () => {
  const typed = { name: "Peter Quill", birth_year: "1980" };

  it("stores nothing while it is off, keeps what was typed in the browser, and takes it when it is on", async () => {
    await flip("signing", true);
    const email = address();
    const before = [await count("Pledge"), await count("Mail")];
    const answer = await signs({ ...typed, email });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/c/sample/form"]);
    expect([await count("Pledge"), await count("Mail")]).toEqual(before);
    const memory = readFormMemory(cookiesOf(answer), "/c/sample/form", new Date());
    expect(memory).toMatchObject({ values: { ...typed, email, agree: "on" }, errors: [] });

    await flip("signing", false);
    const again = await signs(memory?.values);
    expect(again.headers.get("location")).toBe("/c/sample/signed");
    expect(await count("Pledge")).toBe((before[0] ?? 0) + 1);
  });

  it("still keeps nothing of somebody too young", async () => {
    await flip("signing", true);
    const answer = await signs({ ...typed, birth_year: `${new Date().getFullYear() - 9}` });
    expect(readFormMemory(cookiesOf(answer), "/c/sample/form", new Date())).toMatchObject({
      young: true,
      values: {},
    });
  });

  it("leaves confirming alone", async () => {
    await signs({ ...typed, name: "Paul Quill", email: address() });
    await flip("signing", true);
    const entries = await count("LedgerEntry");
    expect((await confirms((await lastMail()).token)).status).toBeLessThan(400);
    expect(await count("LedgerEntry")).toBe(entries + 1);
  });

  it("says the organizers' text in each language, where there is none ours", async () => {
    expect(await signingPause("en")).toBe(false);
    await flip("signing", true, { en: "Back at noon." });
    expect([await signingPause("en"), await signingPause("es")]).toEqual([
      { text: "Back at noon." },
      { text: null },
    ]);
  });
});

describe("mail", () => {
  const running: { stop: () => Promise<void> }[] = [];
  afterEach(async () => void (await Promise.all(running.splice(0).map((one) => one.stop()))));

  it("of one kind waits in the outbox and is sent when the kind is on again; other kinds go", async () => {
    await query(
      `UPDATE "Mail" SET sent_at = now(), token_sealed = NULL, code_sealed = NULL WHERE sent_at IS NULL AND failed_at IS NULL`,
    );
    const office = await openPostOffice();
    try {
      await flip("mail.verify", true);
      const [waiting, known] = [address(), address()];
      await signs({ name: "Simon Quill", email: waiting });
      await signs({ name: "Silas Quill", email: known });
      await query(`UPDATE "Mail" SET kind = 'already', code_hash = NULL, code_sealed = NULL WHERE id = $1`, [
        (await lastMail()).id,
      ]);
      running.push(startDelivery({ ...openSmtp(office.url), rate: Infinity }));
      await until(() => office.received.length === 1);
      expect(office.received[0]?.to).toBe(known);
      // Two looks at the outbox later it is still there, untouched.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      const [row] = await query(
        `SELECT attempts, failed_at, claimed_until FROM "Mail" WHERE kind = 'verify' AND sent_at IS NULL`,
      );
      expect(row).toEqual({ attempts: 0, failed_at: null, claimed_until: null });

      await flip("mail.verify", false);
      await until(() => office.received.length === 2);
      expect(office.received[1]?.to).toBe(waiting);
    } finally {
      await Promise.all(running.splice(0).map((one) => one.stop()));
      await office.close();
    }
  });

  it("has a link that lives for a day at least from when it is sent; one that has ended stays so", async () => {
    const held = async (name: string, life: string) => {
      await signs({ name, email: address() });
      const { id } = await lastMail();
      await query(`UPDATE "Mail" SET expires_at = now() + $2::interval WHERE id = $1`, [id, life]);
      return id;
    };
    const ids = [
      await held("Amos Quill", "1 hour"),
      await held("Asa Quill", "6 days"),
      await held("Adam Quill", "-1 hour"),
    ];
    await claim(100);
    const left = await query<{ hours: number }>(
      `SELECT round(extract(epoch FROM expires_at - now()) / 3600)::int AS hours FROM "Mail"
       JOIN unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place) USING (id) ORDER BY place`,
      [ids],
    );
    expect(left.map(({ hours }) => hours)).toEqual([24, 144, -1]);
  });
});

describe("live numbers", () => {
  it("are asked for by no page and told by no stream; count.json goes on", async () => {
    await flip("live", true);
    expect(await pollSeconds()).toBe(0);
    const told = await getStream(asked("/c/sample/stream"), sample);
    expect([told.status, told.headers.get("retry-after"), await told.json()]).toEqual([
      503,
      "30",
      { error: "switched_off" },
    ]);
    expect(await (await getCount(asked("/c/sample/count.json"), sample)).json()).toMatchObject({
      verified: expect.any(Number),
      poll: 0,
    });

    await flip("live", false);
    const again = await getStream(asked("/c/sample/stream"), sample);
    expect(again.status).toBe(200);
    await again.body?.cancel();
    expect(await (await getCount(asked("/c/sample/count.json"), sample)).json()).toMatchObject({ poll: 5 });
  });

  it("let go who listens, in order, and take him back", async () => {
    const { body } = await getStream(asked("/c/sample/stream"), sample);
    const listening = new Response(body).text();
    await flip("live", true);
    expect(await listening).toContain("event: count");
    await flip("live", false);
    const again = await getStream(asked("/c/sample/stream"), sample);
    expect(again.status).toBe(200);
    await again.body?.cancel();
  });
});

test("the map takes its open data along, in every form and year", async () => {
  const year = `${new Date().getFullYear()}`;
  const answers = () =>
    Promise.all([
      getPlaces(asked("/c/sample/places.json"), sample),
      getPlacesCsv(asked("/c/sample/places.csv"), sample),
      getPlaces(asked(`/c/sample/${year}/places.json`), { ...sample, year }),
    ]);
  const before = (await answers()).map(({ status }) => status);
  await flip("map", true);
  for (const answer of await answers()) {
    expect([answer.status, await answer.text()]).toEqual([404, '{"error":"switched_off"}']);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  }
  await flip("map", false);
  expect((await answers()).map(({ status }) => status)).toEqual(before);
});

test.each(["native", "sms", "whatsapp", "copy", "qr"] as const)(
  "%s is offered, is not, and is again",
  async (channel) => {
    const all = await shareChannels();
    expect(all).toContain(channel);
    await flip(`share.${channel}`, true);
    expect(await shareChannels()).toEqual(all.filter((other) => other !== channel));
    await flip(`share.${channel}`, false);
    expect(await shareChannels()).toEqual(all);
  },
);

test("on a press day pages ask less often; live numbers that are off stay off", async () => {
  await flip("press_day", true);
  expect(await pollSeconds()).toBe(30);
  await flip("live", true);
  expect(await pollSeconds()).toBe(0);
  await flip("live", false);
  await flip("press_day", false);
  expect(await pollSeconds()).toBe(5);
});

test.each(SWITCHES)("%s makes finished pages forgotten, off and on", async (name) => {
  const versions = [await pageVersion()];
  for (const off of [true, false]) {
    await flip(name, off);
    versions.push(await pageVersion());
  }
  expect(new Set(versions).size).toBe(3);
});

test("what another process switched is known here within a second and a bit", async () => {
  expect(await isOff("map")).toBe(false);
  // Not by setSwitch, which makes this process look again at once.
  await query(`UPDATE "Switch" SET off = true WHERE name = 'map'`);
  await vi.waitFor(async () => expect(await isOff("map")).toBe(true), { timeout: 5_000, interval: 100 });
});

test("a thousand questions are one read", async () => {
  const spied = vi.spyOn((await import("#lib/db.ts")).pool(), "query");
  await Promise.all(Array.from({ length: 1_000 }, () => isOff("signing")));
  expect(spied.mock.calls.length).toBeLessThanOrEqual(1);
  spied.mockRestore();
});

test("streams end with the process, whatever the switch says", async () => {
  const { body } = await getStream(asked("/c/sample/stream"), sample);
  closeStreams();
  expect(await new Response(body).text()).toContain("event: count");
});
