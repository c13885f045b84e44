import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { forgetHead } = await import("#lib/ledger/log/queries.ts");
const { getReceipt } = await import("#lib/pledges/get-receipt.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { manageView } = await import("#lib/pledges/own-pledge.ts");
const { postManage } = await import("#lib/pledges/post-manage.ts");
const { postManageLink } = await import("#lib/pledges/post-manage-link.ts");
const { postNotMe } = await import("#lib/pledges/post-not-me.ts");
const { address, confirms, count, formPost, lastMail, mailsAge, markSent, outbox, signs } = await import(
  "../../support/signers.ts"
);
const { foldAll, kinds, nextYear, pledgeRow, stands } = await import("../../support/ledger.ts");

const now = () => new Date();
const later = (days: number) => new Date(Date.now() + days * 86_400_000);
const view = (token: string, at = now()) => manageView(token, "en", at);
const asks = (email: string, headers: Record<string, string> = {}) =>
  postManageLink(formPost("/c/sample/manage", { email, lang: "en" }, headers), { slug: "sample" });
const does = (token: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  postManage(formPost(`/manage/${token}`, { lang: "en", ...fields }, headers), { token });
const receipt = (token: string) =>
  getReceipt(new Request(`http://localhost:3000/manage/${token}/receipt`), { token });
const managed = async () => (await outbox()).filter(({ kind }) => kind === "manage");

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
});
beforeEach(markSent);

describe("asking for a link", () => {
  it("is answered alike whether the address is known, unknown, suppressed or at its limit", async () => {
    const { email } = await stands();
    const refused = await stands();
    await postNotMe(formPost("/not-me/x", {}), { token: refused.token });
    const answers = [
      await asks(email),
      await asks(email),
      await asks("nobody@example.org"),
      await asks(refused.email),
    ];
    const seen = answers.map((answer) => [
      answer.status,
      answer.headers.get("location"),
      answer.headers.getSetCookie(),
    ]);
    expect(seen[0]?.slice(0, 2)).toEqual([303, "/c/sample/manage?sent"]);
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await managed()).toHaveLength(1);
  });

  it("writes one mail in ten minutes and three a day", async () => {
    const { email } = await stands();
    await Promise.all(Array.from({ length: 10 }, () => asks(email)));
    expect(await managed()).toHaveLength(1);
    for (const mails of [2, 3, 3]) {
      await mailsAge("11 minutes");
      await asks(email.toUpperCase());
      expect(await managed()).toHaveLength(mails);
    }
    await mailsAge("24 hours");
    await asks(email);
    expect(await managed()).toHaveLength(4);
  });

  it("writes one a man where two share a mailbox, and none for who has not confirmed", async () => {
    const email = address();
    const [adam, bert] = [
      await stands({ email, name: "Adam Stone" }),
      await stands({ email, name: "Bert Stone" }),
    ];
    await signs({ email, name: "Carl Stone" });
    await asks(email);
    const mails = await managed();
    expect(new Set(mails.map(({ pledgeId }) => pledgeId))).toEqual(new Set([adam.pledgeId, bert.pledgeId]));
    const names = await Promise.all(
      mails.map(async ({ token }) => ((await view(token)) as { own: { name: string } }).own.name),
    );
    expect(names.toSorted()).toEqual(["Adam Stone", "Bert Stone"]);
    expect(await count("Mail", `kind = 'manage' AND code_hash IS NOT NULL`)).toBe(0);
  });

  it("writes to who has withdrawn, that he may be erased", async () => {
    const { email, token, pledgeId } = await stands();
    await does(token, { deed: "withdraw" });
    await asks(email);
    expect((await managed()).map((mail) => mail.pledgeId)).toEqual([pledgeId]);
  });

  it.each([
    ["", "/c/sample/manage#errors"],
    ["not an address", "/c/sample/manage#errors"],
  ])("shows the form again for %j", async (email, location) => {
    const answer = await asks(email);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, location]);
    expect(await managed()).toEqual([]);
  });

  it("refuses what no form of ours sends", async () => {
    expect((await asks("a@example.org", { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await asks("a@example.org", { "content-type": "application/json" })).status).toBe(415);
    const nowhere = await postManageLink(formPost("/c/nowhere/manage", { email: "a@example.org" }), {
      slug: "nowhere",
    });
    expect(nowhere.status).toBe(404);
  });
});

describe("the page", () => {
  it("shows what he signed, by the mail that confirmed it and by one that he asked for", async () => {
    const { token, email } = await stands({ name: "Paul Okoro", county: "55079", display: "initial" });
    await foldAll();
    await asks(email);
    for (const link of [token, (await lastMail()).token]) {
      const shown = await view(link);
      expect(shown).toMatchObject({
        state: "counted",
        slug: "sample",
        own: { name: "Paul Okoro", region: "US-WI", county: "55079", display: "initial", renewal: null },
      });
      if (shown.state !== "counted") throw new Error(shown.state);
      expect(shown.own.number).toBeGreaterThan(0);
      expect(shown.own.text.sentences.length).toBeGreaterThan(0);
    }
  });

  it("lives for seven days, and knows no other tokens", async () => {
    const { token, email } = await stands();
    await mailsAge("11 minutes");
    await signs({ email });
    const already = await lastMail();
    expect(already.kind).toBe("already");
    expect((await view(already.token)).state).toBe("unknown");
    expect((await view("nothing-like-that")).state).toBe("unknown");
    expect((await view(token, later(6.9))).state).toBe("counted");
    expect(await view(token, later(7.1))).toEqual({ state: "expired", slug: "sample", lang: "en" });
    await mailsAge("8 days");
    await does(token, { deed: "withdraw" });
    expect(
      (await pledgeRow<{ withdrawn_at: Date | null }>((await lastMail()).pledgeId)).withdrawn_at,
    ).toBeNull();
  });

  it("is not there before he has confirmed", async () => {
    await signs({ email: address() });
    const { token, pledgeId } = await lastMail();
    expect((await view(token)).state).toBe("pending");
    await does(token, { deed: "erase" });
    expect(await pledgeRow(pledgeId)).toMatchObject({ erased_at: null });
  });

  it("changes nothing when it is read, however often", async () => {
    const { token, pledgeId } = await stands();
    const before = await pledgeRow(pledgeId);
    for (let i = 0; i < 5; i++) {
      await view(token);
      await receipt(token);
    }
    expect(await pledgeRow(pledgeId)).toEqual(before);
    expect(await kinds(pledgeId)).toEqual(["verified"]);
  });

  it("is the same for one that was invalidated, and its deeds move nothing", async () => {
    const { token, pledgeId } = await stands();
    await invalidate(pledgeId, { reason: "duplicate", now: now() });
    expect((await view(token)).state).toBe("counted");
    await does(token, { deed: "withdraw" });
    expect((await view(token)).state).toBe("withdrawn");
    expect(await kinds(pledgeId)).toEqual(["verified", "invalidated"]);
  });
});

describe("the receipt", () => {
  it("is there once its entry is published, as a file to keep", async () => {
    const { token } = await stands({ name: "Ernst Weber" });
    await foldAll();
    const waiting = await view(token);
    if (waiting.state !== "counted") throw new Error(waiting.state);
    expect(waiting.own.receipt).toMatchObject({ publishedBy: expect.any(Date) });
    const early = await receipt(token);
    expect([early.status, early.headers.get("location")]).toEqual([303, `/manage/${token}`]);

    await publish(now(), { force: true });
    forgetHead();
    const file = await receipt(token);
    expect(file.status).toBe(200);
    expect(file.headers.get("content-disposition")).toBe(`attachment; filename="pledge-receipt.txt"`);
    expect(file.headers.get("cache-control")).toMatch(/no-store/);
    const text = await file.text();
    const extra = /^extra (.+)$/m.exec(text)?.[1] ?? "";
    const { leaf, record } = JSON.parse(Buffer.from(extra, "base64").toString("utf8"));
    expect(JSON.parse(record)).toMatchObject({ name: "Ernst Weber", campaign: "sample" });
    expect(JSON.parse(leaf)).toMatchObject({ kind: "verified", place: "US-WI" });
  });

  it("follows the newest entry: after withdrawing it proves the withdrawal", async () => {
    const { token } = await stands();
    await does(token, { deed: "withdraw" });
    await foldAll();
    await publish(now(), { force: true });
    forgetHead();
    const text = await (await receipt(token)).text();
    const extra = /^extra (.+)$/m.exec(text)?.[1] ?? "";
    const { leaf } = JSON.parse(Buffer.from(extra, "base64").toString("utf8"));
    expect(JSON.parse(leaf)).toMatchObject({ kind: "withdrawn" });
  });

  it("is gone once he who withdrew signs again, and his page stands", async () => {
    const { token, email } = await stands();
    await does(token, { deed: "withdraw" });
    await signs({ email });
    expect(await view(token)).toMatchObject({ state: "withdrawn", own: { receipt: null } });
    expect((await receipt(token)).status).toBe(303);
  });

  it.each(["x", "日本語", "", "a/b"])(
    "leads to the page for a token that there is not: %j",
    async (token) => {
      const answer = await receipt(token);
      expect([answer.status, answer.headers.get("location")]).toEqual([
        303,
        `/manage/${encodeURIComponent(token)}`,
      ]);
    },
  );
});

describe("the deeds", () => {
  it("withdraw once of many posts, and say so", async () => {
    const { token, pledgeId } = await stands();
    const answers = await Promise.all(Array.from({ length: 10 }, () => does(token, { deed: "withdraw" })));
    expect(new Set(answers.map((a) => `${a.status} ${a.headers.get("location")}`))).toEqual(
      new Set([`303 /manage/${token}`]),
    );
    expect((await view(token)).state).toBe("withdrawn");
    expect(await kinds(pledgeId)).toEqual(["verified", "withdrawn"]);
  });

  it("erase, before or after withdrawing, and clear what the browser kept", async () => {
    const [first, second] = [await stands(), await stands()];
    await does(second.token, { deed: "withdraw" });
    for (const { token, pledgeId } of [first, second]) {
      const answer = await does(token, { deed: "erase" });
      expect(answer.headers.getSetCookie().join()).toMatch(/cs_signed=;.*Max-Age=0/);
      expect(await view(token)).toEqual({ state: "erased", slug: "sample", lang: "en" });
      expect((await receipt(token)).status).toBe(303);
      expect(await kinds(pledgeId)).toEqual(["verified", "withdrawn"]);
    }
  });

  it("take no other word, no other site and no other form", async () => {
    const { token, pledgeId } = await stands();
    await does(token, { deed: "delete" });
    await does(token, {});
    expect((await does(token, { deed: "withdraw" }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await does(token, { deed: "withdraw" }, { "content-type": "text/plain" })).status).toBe(415);
    const strange = await postManage(formPost("/manage/x", { deed: "withdraw", lang: "es" }), {
      token: "日本語",
    });
    expect(strange.headers.get("location")).toBe(`/es/manage/${encodeURIComponent("日本語")}`);
    expect(await kinds(pledgeId)).toEqual(["verified"]);
  });

  it("confirm again by the old link what was withdrawn", async () => {
    const { token, pledgeId } = await stands();
    await does(token, { deed: "withdraw" });
    await confirms(token);
    expect((await view(token)).state).toBe("counted");
    expect(await kinds(pledgeId)).toEqual(["verified", "withdrawn", "reinstated"]);
  });
});

describe("last year's man", () => {
  it("asks for his link, and renews by one click", async () => {
    const { email, pledgeId } = await stands();
    const [gone, invalid] = [await stands(), await stands()];
    await does(gone.token, { deed: "withdraw" });
    await invalidate(invalid.pledgeId, { reason: "duplicate", now: now() });
    await nextYear();
    // One that was invalidated sees the same page, and his click changes nothing.
    expect(await view(invalid.token)).toMatchObject({ own: { renewal: { state: "offered" } } });
    const ignored = await does(invalid.token, { deed: "renew", text: "1" });
    expect(ignored.headers.get("location")).toBe(`/manage/${invalid.token}?renewed`);
    expect(await count("Pledge", `renews_id IS NOT NULL`)).toBe(0);
    await markSent();
    await asks(email);
    const { token } = await lastMail();
    expect(await view(token)).toMatchObject({
      state: "counted",
      own: { renewal: { state: "offered", text: { version: 1 } } },
    });
    const stale = await does(token, { deed: "renew", text: "7" });
    expect(stale.headers.get("location")).toBe(`/manage/${token}?text`);
    const unread = await does(token, { deed: "renew" });
    expect(unread.headers.get("location")).toBe(`/manage/${token}?text`);
    for (let i = 0; i < 2; i++) {
      const answer = await does(token, { deed: "renew", text: "1" });
      expect(answer.headers.get("location")).toBe(`/manage/${token}?renewed`);
    }
    expect(await view(token)).toMatchObject({ own: { renewal: { state: "renewed" } } });
    const [row] = await query<{ id: string }>(`SELECT id FROM "Pledge" WHERE renews_id = $1`, [pledgeId]);
    expect(await kinds(row?.id ?? "")).toEqual(["renewed"]);

    // From then on the link that he asks for is to this year's.
    await mailsAge("11 minutes");
    await markSent();
    await asks(email);
    expect((await managed()).map((mail) => mail.pledgeId)).toEqual([row?.id]);

    await mailsAge("11 minutes");
    await markSent();
    await asks(gone.email);
    const withdrawn = await view((await lastMail()).token);
    expect(withdrawn).toMatchObject({ state: "withdrawn", own: { renewal: null } });
  });
});
