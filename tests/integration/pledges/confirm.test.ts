import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { address, confirms, count, entriesOf, formPost, lastMail, mailsAge, markSent, signs, typesCode } =
  await import("../../support/signers.ts");
const { confirmView } = await import("#lib/pledges/queries.ts");
const { postNotMe } = await import("#lib/pledges/post-not-me.ts");
const { loadSecrets, unseal, unwrapDataKey } = await import("#lib/crypto.ts");

const later = (days: number) => new Date(Date.now() + days * 86_400_000);

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
});
beforeEach(markSent);

describe("the link", () => {
  it("verifies once, stamps the database's clock and writes one ledger entry", async () => {
    await signs({ email: address() });
    const mail = await lastMail();
    const answer = await confirms(mail.token);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/confirm/${mail.token}`]);
    expect(
      await count(
        "Pledge",
        `id = '${mail.pledgeId}' AND verified_at BETWEEN now() - interval '1 minute' AND now() AND slot = 1`,
      ),
    ).toBe(1);
    expect(await entriesOf(mail.pledgeId)).toBe(1);
    await confirms(mail.token);
    expect(await entriesOf(mail.pledgeId)).toBe(1);
  });

  it("verifies once when twenty posts come in parallel", async () => {
    await signs({ email: address() });
    const mail = await lastMail();
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirms(mail.token)));
    expect(new Set(answers.map((a) => a.headers.get("location")))).toEqual(
      new Set([`/confirm/${mail.token}`]),
    );
    expect(await entriesOf(mail.pledgeId)).toBe(1);
  });

  it("changes nothing when it is read, however often", async () => {
    await signs({ email: address() });
    const mail = await lastMail();
    const state = () =>
      query(
        `SELECT row_to_json(p) AS p, (SELECT json_agg(m) FROM "Mail" m WHERE pledge_id = p.id) AS m FROM "Pledge" p WHERE id = $1`,
        [mail.pledgeId],
      );
    const before = await state();
    for (let i = 0; i < 10; i++) expect((await confirmView(mail.token, new Date())).state).toBe("pending");
    expect(await state()).toEqual(before);
  });

  it("takes effect as it was shown and corrected", async () => {
    await signs({
      email: address(),
      name: "Ugly Nickname",
      region: "US-IL",
      county: "",
      display: "full",
      news: "on",
    });
    const mail = await lastMail();
    const shown = await confirmView(mail.token, new Date());
    expect(shown).toMatchObject({
      state: "pending",
      pledge: { name: "Ugly Nickname", region: "US-IL", news: true },
    });
    await confirms(mail.token, {
      name: "Henry Ford",
      country: "US",
      region: "US-MI",
      county: "",
      stance: "man",
      display: "initial",
    });
    const [row] = await query<{
      region: string;
      display: string;
      news_at: Date | null;
      name_sealed: Buffer;
      data_key: Buffer;
    }>(`SELECT region, display, news_at, name_sealed, data_key FROM "Pledge" WHERE id = $1`, [mail.pledgeId]);
    expect(row).toMatchObject({ region: "US-MI", display: "initial", news_at: null });
    expect(row && unseal(unwrapDataKey(row.data_key), row.name_sealed, "name").toString()).toBe("Henry Ford");
    expect(await count("LedgerEntry", `pledge_id = '${mail.pledgeId}' AND region = 'US-MI'`)).toBe(1);
  });

  it("shows a bad correction again and confirms nothing", async () => {
    await signs({ email: address() });
    const mail = await lastMail();
    const answer = await confirms(mail.token, {
      name: "=cmd()",
      country: "US",
      region: "US-WI",
      stance: "man",
      display: "hidden",
    });
    expect(answer.headers.get("location")).toBe(`/confirm/${mail.token}#errors`);
    expect(await entriesOf(mail.pledgeId)).toBe(0);
  });

  it("leads two pledges of one man, once corrected, to one", async () => {
    const email = address();
    await signs({ email, name: "Robert Lane" });
    const first = await lastMail();
    await markSent();
    await signs({ email, name: "Bob Lane" });
    const second = await lastMail();
    await confirms(first.token);
    await confirms(second.token, {
      name: "Robert Lane",
      country: "US",
      region: "US-WI",
      county: "",
      stance: "man",
      display: "hidden",
    });
    expect(await count("Pledge", `id = '${second.pledgeId}'`)).toBe(0);
    expect(await confirmView(second.token, new Date())).toMatchObject({ state: "verified" });
    expect(await entriesOf(first.pledgeId)).toBe(1);
  });

  it("keeps earlier links good after a newer mail", async () => {
    const email = address();
    await signs({ email });
    const first = await lastMail();
    await mailsAge("11 minutes");
    await signs({ email });
    await confirms(first.token);
    expect(await entriesOf(first.pledgeId)).toBe(1);
  });

  it("has a helpful page after seven days and for a link that there never was", async () => {
    await signs({ email: address() });
    const mail = await lastMail();
    expect((await confirmView(mail.token, later(6.9))).state).toBe("pending");
    expect((await confirmView(mail.token, later(7.1))).state).toBe("expired");
    expect((await confirmView("nothing-like-that", new Date())).state).toBe("unknown");
    await mailsAge("8 days");
    await confirms(mail.token);
    expect(await entriesOf(mail.pledgeId)).toBe(0);
    await confirms(mail.token, { action: "resend" });
    const fresh = await lastMail();
    expect(fresh.token).not.toBe(mail.token);
    await confirms(fresh.token);
    expect(await entriesOf(mail.pledgeId)).toBe(1);
  });
});

describe("what somebody else posted over it", () => {
  it("is not confirmed by the code of who signed before", async () => {
    const email = address();
    const signed = await signs({ email });
    const mail = await lastMail();
    await markSent();
    await signs({
      email,
      name: "john MILLER",
      display: "full",
      stance: "supporter",
      region: "US-TX",
      county: "",
      news: "on",
    });
    const answer = await typesCode(signed, mail.code);
    expect(answer.headers.get("location")).toBe("/c/sample/signed#code");
    expect(await entriesOf(mail.pledgeId)).toBe(0);
  });

  it("is shown before it is confirmed by the link", async () => {
    const email = address();
    await signs({ email });
    const mail = await lastMail();
    const shown = await confirmView(mail.token, new Date());
    const seen = shown.state === "pending" ? shown.seen : "";
    await signs({ email, display: "full", renew: "on" });
    const answer = await confirms(mail.token, { seen });
    expect(answer.headers.get("location")).toBe(`/confirm/${mail.token}?again`);
    expect(await entriesOf(mail.pledgeId)).toBe(0);
    const again = await confirmView(mail.token, new Date());
    await confirms(mail.token, { seen: again.state === "pending" ? again.seen : "" });
    expect(await entriesOf(mail.pledgeId)).toBe(1);
  });
});

describe("who turns out to be too young", () => {
  it("is forgotten when he corrects his country", async () => {
    await signs({ email: address(), birth_year: String(new Date().getFullYear() - 15) });
    const mail = await lastMail();
    const germany = {
      name: "Jonas Weber",
      country: "DE",
      region: "",
      county: "",
      stance: "man",
      display: "hidden",
    };
    const answer = await confirms(mail.token, germany);
    expect(answer.headers.get("location")).toBe("/c/sample/form");
    expect(await count("Pledge", `id = '${mail.pledgeId}'`)).toBe(0);
    await confirms(mail.token, { ...germany, country: "US", region: "US-WI" });
    expect(await entriesOf(mail.pledgeId)).toBe(0);
  });
});

describe("an edition that has closed", () => {
  it("takes confirmations for a link's life, gives no fresh links, and is then final", async () => {
    await signs({ email: address() });
    const [early, late] = [
      await lastMail(),
      await (async () => {
        await signs({ email: address() });
        return lastMail();
      })(),
    ];
    const [edition] = await query<{ closes_at: Date }>(`SELECT closes_at FROM "Edition"`);
    try {
      await query(
        `UPDATE "Edition" SET opens_at = now() - interval '90 days', closes_at = now() - interval '6 days'`,
      );
      await confirms(early.token);
      expect(await entriesOf(early.pledgeId)).toBe(1);
      const mails = await count("Mail");
      await confirms(late.token, { action: "resend" });
      expect(await count("Mail")).toBe(mails);
      expect((await confirmView(late.token, later(8))).state).toBe("closed");
      await query(`UPDATE "Edition" SET closes_at = now() - interval '8 days'`);
      await confirms(late.token);
      expect(await entriesOf(late.pledgeId)).toBe(0);
      expect((await confirmView(late.token, new Date())).state).toBe("closed");
    } finally {
      await query(`UPDATE "Edition" SET closes_at = $1`, [edition?.closes_at]);
    }
  });
});

describe("a token that there cannot be", () => {
  it.each(["日本語", "\u2028", "é", "x".repeat(5_000), "", "a/b", "%00"])(
    "is answered with a redirect: %j",
    async (token) => {
      const answer = await confirms(token);
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toBe(`/confirm/${encodeURIComponent(token)}`);
      expect((await confirmView(token, new Date())).state).toBe("unknown");
      expect((await postNotMe(formPost("/not-me/x", {}), { token })).status).toBe(303);
    },
  );
});
