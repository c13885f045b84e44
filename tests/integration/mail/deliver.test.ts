import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { startDelivery } = await import("#lib/mail/deliver.ts");
const { openSmtp } = await import("#lib/mail/smtp.ts");
const { claim, record } = await import("#lib/mail/outbox.ts");
const { aCampaign, aMail, letTimePass, mailRow, until } = await import("./mails.ts");
const { openPostOffice } = await import("./post-office.ts");

let office: Awaited<ReturnType<typeof openPostOffice>>;
const running: { stop: () => Promise<void> }[] = [];

function deliver({ rate = Infinity, url = office.url } = {}) {
  const delivery = startDelivery({ ...openSmtp(url), rate });
  running.push(delivery);
  return delivery;
}

beforeAll(aCampaign);
beforeEach(async () => {
  await query(`DELETE FROM "Mail"`);
  await query(`DELETE FROM "Suppression"`);
  office = await openPostOffice();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((delivery) => delivery.stop()));
  await office.close();
});

describe("delivery", () => {
  it("sends the mail that asks to confirm, and forgets its secrets", async () => {
    deliver();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const mail = await aMail({ email: "Walt.O'Neil+pledge@example.org" });
    const [got] = await until(() => office.received.length === 1 && office.received);

    expect(got).toMatchObject({ to: mail.email, from: "pledge@localhost" });
    expect(got?.email.subject).toBe("Confirm your pledge");
    expect(got?.email.text).toContain(`http://localhost:3000/confirm/${mail.token}`);
    expect(got?.email.text?.match(/\b\d{6}\b/)?.[0]).toBe(mail.code);
    expect(got?.email.html).toContain(`/not-me/${mail.token}`);
    expect(got?.email.text).toContain("River City Men, hosted by River City House");
    expect(got?.raw).not.toMatch(/quentin|xylander/i);

    const header = (name: string) => got?.email.headers.find(({ key }) => key === name)?.value;
    expect(header("auto-submitted")).toBe("auto-generated");
    expect(header("x-auto-response-suppress")).toBe("All");
    expect(header("message-id")).toMatch(/^<[0-9a-f]{32}@localhost>$/);

    const row = await until(async () => (await mailRow(mail.id)).sentAt && mailRow(mail.id));
    expect(row).toMatchObject({
      attempts: 1,
      tokenSealed: null,
      codeSealed: null,
      claimedUntil: null,
      lastError: null,
    });
  });

  it("tells an earlier signer in Spanish that he has signed", async () => {
    const mail = await aMail({ kind: "already", lang: "es" });
    deliver();
    const [got] = await until(() => office.received.length === 1 && office.received);
    expect(got?.email.subject).toBe("Sobre tu promesa");
    expect(got?.email.text).toContain("No hay nada que hacer.");
    expect(got?.email.text).toContain(`http://localhost:3000/es/not-me/${mail.token}`);
    expect(got?.email.html?.match(/href="[^"]+"/g)).toEqual([
      `href="http://localhost:3000/es/not-me/${mail.token}"`,
    ]);
    const row = await until(async () => (await mailRow(mail.id)).sentAt && mailRow(mail.id));
    expect(row.tokenSealed).toBeNull();
  });

  it("tells him so without a link where the mail has no token", async () => {
    await aMail({ kind: "already", hasToken: false });
    deliver();
    const [got] = await until(() => office.received.length === 1 && office.received);
    expect(got?.email.subject).toBe("About your pledge");
    expect(got?.email.html).not.toContain("href");
  });

  it("takes the urgent first, and of these the one that has waited longest", async () => {
    for (const priority of [4, 1, 2, 0, 3, 1]) await aMail({ email: `p${priority}@example.org`, priority });
    const mails = await query<{ id: string; priority: number }>(
      `SELECT id, priority FROM "Mail" ORDER BY priority, next_try_at`,
    );
    for (const mail of mails) expect((await claim(1)).map(({ id }) => id)).toEqual([mail.id]);
    expect(mails.map(({ priority }) => priority)).toEqual([0, 1, 1, 2, 3, 4]);
  });

  it.each(["421 4.3.2 walt@example.org later", "450 4.2.0 greylisted", "451 try again"])(
    "tries again after %s",
    async (words) => {
      const mail = await aMail();
      office.onRecipient = () => words;
      deliver();
      const put = await until(async () => (await mailRow(mail.id)).lastError && mailRow(mail.id));
      expect(put).toMatchObject({ attempts: 1, sentAt: null, failedAt: null, claimedUntil: null });
      expect(put.lastError).toBe(/^\d{3}( \d\.\d\.\d)?/.exec(words)?.[0]);
      expect(put.nextTryIn).toBeGreaterThan(3);
      expect(put.nextTryIn).toBeLessThan(6);
      office.onRecipient = undefined;
      await letTimePass();
      await until(async () => (await mailRow(mail.id)).sentAt);
      expect(office.received).toHaveLength(1);
      expect((await mailRow(mail.id)).attempts).toBe(2);
    },
  );

  it("gives up after a permanent refusal, keeping the code and nothing of the server's text", async () => {
    const mail = await aMail();
    office.onRecipient = (address) => `550 5.1.1 <${address}> unknown here`;
    deliver();
    const row = await until(async () => (await mailRow(mail.id)).failedAt && mailRow(mail.id));
    expect(row).toMatchObject({
      attempts: 1,
      sentAt: null,
      lastError: "550 5.1.1",
      tokenSealed: null,
      codeSealed: null,
    });
    await letTimePass();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await mailRow(mail.id)).attempts).toBe(1);
  });

  it("gives up when the last attempt fails", async () => {
    const mail = await aMail();
    await query(`UPDATE "Mail" SET attempts = 9`);
    office.onData = () => "451 4.3.0 no";
    deliver();
    const row = await until(async () => (await mailRow(mail.id)).failedAt && mailRow(mail.id));
    expect(row).toMatchObject({ attempts: 10, lastError: "451 4.3.0" });
  });

  it("gives up a mail that took its deliverer down each time, before it is written once more", async () => {
    const mail = await aMail();
    for (let i = 0; i < 10; i++) {
      expect(await claim(1)).toHaveLength(1);
      await query(`UPDATE "Mail" SET claimed_until = now() - interval '1 second'`);
    }
    // Writing it would fail in another way: this is no sealed token.
    await query(`UPDATE "Mail" SET token_sealed = 'x'`);
    deliver();
    const row = await until(async () => (await mailRow(mail.id)).failedAt && mailRow(mail.id));
    expect(row).toMatchObject({ attempts: 11, lastError: "EATTEMPTS", tokenSealed: null, codeSealed: null });
    expect(office.received).toEqual([]);
    expect(await claim(1)).toEqual([]);
  });

  it("waits for a mail server that is away without using up attempts", async () => {
    const mail = await aMail();
    const { port } = office;
    await office.close();
    deliver({ url: `smtp://127.0.0.1:${port}` });
    const row = await until(async () => (await mailRow(mail.id)).lastError && mailRow(mail.id));
    expect(row).toMatchObject({ attempts: 0, sentAt: null, failedAt: null, lastError: "ECONNREFUSED" });
    office = await openPostOffice(port);
    await until(async () => (await mailRow(mail.id)).sentAt, 8_000);
    expect(office.received).toHaveLength(1);
  });

  it("sends each mail once however many deliver", async () => {
    const mails = await Promise.all(
      Array.from({ length: 120 }, (_, i) => aMail({ email: `man${i}@example.org` })),
    );
    for (let i = 0; i < 3; i++) deliver();
    await until(() => office.received.length >= mails.length, 10_000);
    await Promise.all(running.splice(0).map((delivery) => delivery.stop()));
    expect(new Set(office.received.map(({ to }) => to)).size).toBe(mails.length);
    expect(office.received).toHaveLength(mails.length);
    const [left] = await query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "Mail" WHERE sent_at IS NULL OR attempts <> 1`,
    );
    expect(left?.n).toBe(0);
  });

  it("finishes what is in hand when it is stopped, and takes nothing more", async () => {
    const first = await aMail();
    let letGo = () => {};
    const held = new Promise<undefined>((resolve) => {
      letGo = () => resolve(undefined);
    });
    let isHeld = false;
    office.onData = () => {
      isHeld = true;
      return held;
    };
    const delivery = deliver();
    await until(() => isHeld);
    const stopped = delivery.stop();
    const second = await aMail({ email: "late@example.org" });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await mailRow(first.id)).sentAt).toBeNull();
    letGo();
    await stopped;
    expect((await mailRow(first.id)).sentAt).not.toBeNull();
    expect(office.received.map(({ to }) => to)).toEqual([first.email]);
    expect((await mailRow(second.id)).attempts).toBe(0);
  });

  it("sends what a killed deliverer had in hand once its claim has ended, as the same message", async () => {
    const mail = await aMail();
    deliver();
    await until(async () => (await mailRow(mail.id)).sentAt);
    await Promise.all(running.splice(0).map((delivery) => delivery.stop()));
    // As if it had been killed between the server's consent and our record.
    await query(
      `UPDATE "Mail" SET sent_at = NULL, claimed_until = now() + interval '700 milliseconds', attempts = 1`,
    );
    const { sealApp } = await import("#lib/crypto.ts");
    await query(`UPDATE "Mail" SET token_sealed = $1, code_sealed = $2`, [
      sealApp("mail", mail.token, `${mail.id}:token`),
      sealApp("mail", mail.code, `${mail.id}:code`),
    ]);
    const before = performance.now();
    deliver();
    await until(() => office.received.length === 2);
    expect(performance.now() - before).toBeGreaterThan(500);
    const [first, again] = office.received;
    expect(again?.email.messageId).toBe(first?.email.messageId);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(office.received).toHaveLength(2);
  });

  it("keeps to the rate", async () => {
    await Promise.all(Array.from({ length: 30 }, (_, i) => aMail({ email: `man${i}@example.org` })));
    const began = performance.now();
    deliver({ rate: 25 });
    await until(() => office.received.length === 30);
    expect(performance.now() - began).toBeGreaterThan(1_000);
    for (const { at } of office.received)
      expect(
        office.received.filter((mail) => mail.at >= at && mail.at < at + 1_000).length,
      ).toBeLessThanOrEqual(30);
  });

  it("sends nothing to whom the mailbox, the pledge or the link is gone", async () => {
    const [suppressed, purged, expired] = [
      await aMail({ email: "a@example.org" }),
      await aMail(),
      await aMail({ email: "c@example.org" }),
    ];
    await query(
      `INSERT INTO "Suppression" (mailbox_key, reason) SELECT mailbox_key, 'not_me' FROM "Mail" WHERE id = $1`,
      [suppressed.id],
    );
    await query(`DELETE FROM "Pledge" WHERE id = $1`, [purged.pledgeId]);
    await query(`UPDATE "Mail" SET expires_at = now() WHERE id = $1`, [expired.id]);
    deliver();
    for (const [mail, why] of [
      [suppressed, "SUPPRESSED"],
      [purged, "GONE"],
      [expired, "EXPIRED"],
    ] as const) {
      const row = await until(async () => (await mailRow(mail.id)).failedAt && mailRow(mail.id));
      expect(row).toMatchObject({ lastError: why, tokenSealed: null, codeSealed: null });
    }
    expect(office.received).toEqual([]);
  });

  it("goes on when the database was away for a moment", async () => {
    deliver();
    await until(
      async () =>
        (
          await query(
            `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%claimed_until%' AND pid <> pg_backend_pid()`,
          )
        ).length > 0,
    );
    await query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await aMail();
    await until(() => office.received.length === 1);
  });

  it("records each mail's own outcome once, in any order, and those of others not at all", async () => {
    const [sent, failed, put, given, other] = [
      await aMail(),
      await aMail(),
      await aMail(),
      await aMail(),
      await aMail(),
    ];
    await claim(5);
    const outcomes: Parameters<typeof record>[0] = [
      { id: given.id, state: "retry", error: "EAUTH", pause: 60_000, counts: false },
      { id: put.id, state: "retry", error: "451", pause: 90_000, counts: true },
      { id: sent.id, state: "sent" },
      { id: failed.id, state: "failed", error: "550 5.1.1" },
    ];
    await record(outcomes);
    await record([{ id: sent.id, state: "failed", error: "550" }]);
    expect(await mailRow(sent.id)).toMatchObject({
      attempts: 1,
      failedAt: null,
      lastError: null,
      tokenSealed: null,
    });
    expect((await mailRow(sent.id)).sentAt).not.toBeNull();
    expect(await mailRow(failed.id)).toMatchObject({ attempts: 1, sentAt: null, lastError: "550 5.1.1" });
    expect(await mailRow(put.id)).toMatchObject({ attempts: 1, claimedUntil: null, lastError: "451" });
    expect((await mailRow(put.id)).nextTryIn).toBeGreaterThan(80);
    expect(await mailRow(given.id)).toMatchObject({ attempts: 0, claimedUntil: null, lastError: "EAUTH" });
    expect((await mailRow(given.id)).tokenSealed).not.toBeNull();
    expect((await mailRow(other.id)).claimedUntil).not.toBeNull();
  });

  it("records beside others who change several mails in the order of their ids", async () => {
    const mails = await Promise.all(
      Array.from({ length: 40 }, (_, i) => aMail({ email: `man${i}@example.org` })),
    );
    const ids = mails.map(({ id }) => id);
    const put = (id: string) => ({ id, state: "retry", error: "451", pause: 0, counts: true }) as const;
    const others = `WITH mine AS (SELECT id FROM "Mail" WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE)
      UPDATE "Mail" m SET code_tries = m.code_tries FROM mine WHERE m.id = mine.id`;
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        i % 4 === 0
          ? query(others, [ids.toReversed()])
          : record((i % 2 ? ids : ids.toReversed()).map((id) => put(id))),
      ),
    );
    expect(await claim(100)).toHaveLength(40);
  });

  it("never gives one mail to two who claim at once", async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => aMail({ email: `man${i}@example.org` })));
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(10)));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await claim(100)).toHaveLength(40 - ids.length);
  });
});
