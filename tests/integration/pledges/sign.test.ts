import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { confirms, count, cookiesOf, formPost, mailsAge, markSent, outbox, signs } = await import(
  "../../support/signers.ts"
);
const { postSign } = await import("#lib/pledges/post-sign.ts");
const { loadSecrets } = await import("#lib/crypto.ts");

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
});
beforeEach(async () => {
  await query(`DELETE FROM "ShareLink"`);
  await query(`DELETE FROM "Mail"`);
  await query(`DELETE FROM "Pledge"`);
  await query(`DELETE FROM "Suppression"`);
});

describe("signing", () => {
  it("stores a pledge and its mail, and sends the signer to his inbox", async () => {
    const answer = await signs();
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/c/sample/signed");
    expect(await count("Pledge")).toBe(1);
    expect(await outbox()).toMatchObject([{ kind: "verify", code: expect.stringMatching(/^\d{6}$/) }]);
  });

  it("keeps neither name nor address readable", async () => {
    await signs({ name: "Barnaby Quux", email: "barnaby.quux@example.org" });
    const [row] = await query<{ all: string }>(
      `SELECT row_to_json(p)::text || convert_from(convert_to(encode(name_sealed, 'escape'), 'UTF8'), 'UTF8') AS all FROM "Pledge" p`,
    );
    expect(row?.all).not.toMatch(/barnaby|quux/i);
    const [mail] = await query<{ all: string }>(`SELECT row_to_json(m)::text AS all FROM "Mail" m`);
    expect(mail?.all).not.toMatch(/barnaby|quux/i);
  });

  it("makes one pledge and one mail of fifty parallel posts of one address", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => signs()));
    expect(new Set(answers.map((a) => `${a.status} ${a.headers.get("location")}`)).size).toBe(1);
    expect(await count("Pledge")).toBe(1);
    expect(await count("Mail")).toBe(1);
  });

  it("takes fifty parallel names of one mailbox as three pledges with three mails", async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        signs({ name: `Name ${"abcdefghijklmnopqrstuvwxyz"[i % 26]}${i}x` }),
      ),
    );
    expect(await count("Mail")).toBe(3);
    expect(await count("Pledge")).toBe(3);
  });

  it("lets the oldest of four pending pledges give way to a fifth", async () => {
    for (const name of ["Adam A", "Bert B", "Carl C"]) await signs({ name });
    await mailsAge("2 days");
    await query(`UPDATE "Pledge" SET submitted_at = submitted_at - interval '2 days'`);
    for (const name of ["Dan D", "Emil E"]) await signs({ name });
    expect(await count("Pledge", "verified_at IS NULL")).toBe(4);
    // Adam's link is gone with his pledge, the record of his mail is not.
    expect(await count("Mail", "pledge_id IS NULL")).toBe(1);
  });

  it("answers a new, a pending, a verified and a suppressed address alike", async () => {
    const shape = async (fields: Record<string, string>) => {
      const answer = await signs(fields);
      return {
        status: answer.status,
        location: answer.headers.get("location"),
        cookies: answer.headers.getSetCookie().map((line) => [line.replace(/=[^;]*/, ""), line.length]),
        body: await answer.text(),
      };
    };
    const fresh = await shape({ email: "a@example.org" });
    const pending = await shape({ email: "a@example.org" });
    const [mail] = await outbox();
    await confirms(mail?.token ?? "");
    const verified = await shape({ email: "a@example.org" });
    await query(`INSERT INTO "Suppression" SELECT mailbox_key, 'not_me' FROM "Pledge" LIMIT 1`);
    const suppressed = await shape({ email: "a@example.org" });
    expect(pending).toEqual(fresh);
    expect(verified).toEqual(fresh);
    expect(suppressed).toEqual(fresh);
  });

  it("waits for the disk alike, whatever the address", async () => {
    const written = async (fields: Record<string, string>) => {
      const position = async () =>
        (await query<{ lsn: string }>("SELECT pg_current_wal_insert_lsn() AS lsn"))[0]?.lsn;
      const before = await position();
      await signs(fields);
      return (await position()) !== before;
    };
    const email = "disk@example.org";
    expect(await written({ email }), "new").toBe(true);
    expect(await written({ email }), "pending").toBe(true);
    for (const name of ["Two Two", "Three Three"]) await signs({ email, name });
    expect(await written({ email, name: "Four Four" }), "limited").toBe(true);
    await confirms((await outbox())[0]?.token ?? "");
    await signs({ email });
    expect(await written({ email }), "known").toBe(true);
    await query(`INSERT INTO "Suppression" SELECT mailbox_key, 'not_me' FROM "Pledge" LIMIT 1`);
    expect(await written({ email }), "suppressed").toBe(true);
  });

  it("survives a purge of the very pledge that is signed again", async () => {
    const { pool } = await import("#lib/db.ts");
    await signs();
    const purge = await pool().connect();
    try {
      await purge.query("BEGIN");
      await purge.query(`DELETE FROM "Pledge"`);
      const signing = signs();
      await new Promise((resolve) => setTimeout(resolve, 100));
      await purge.query("COMMIT");
      expect((await signing).headers.get("location")).toBe("/c/sample/signed");
    } finally {
      purge.release();
    }
  });

  it("keeps a pledge that is older than 30 days while one of its links lives", async () => {
    const { purgePending } = await import("#lib/pledges/purge.ts");
    await signs();
    await query(`UPDATE "Pledge" SET submitted_at = now() - interval '31 days'`);
    await purgePending();
    expect(await count("Pledge")).toBe(1);
    await mailsAge("8 days");
    await purgePending();
    expect([await count("Pledge"), await count("Mail", "pledge_id IS NULL")]).toEqual([0, 1]);
    await mailsAge("24 days");
    await purgePending();
    expect(await count("Mail", "mailbox_key IS NOT NULL")).toBe(0);
  });

  it("sends a second mail only after ten minutes, and a notice once a day to who has confirmed", async () => {
    await signs();
    await signs();
    expect(await count("Mail")).toBe(1);
    await mailsAge("11 minutes");
    await signs();
    expect(await count("Mail", "kind = 'verify'")).toBe(2);
    const [mail] = await outbox();
    await confirms(mail?.token ?? "");
    await signs();
    await signs();
    expect(await count("Mail", "kind = 'already'")).toBe(1);
    await mailsAge("25 hours");
    await signs();
    expect(await count("Mail", "kind = 'already'")).toBe(2);
  });

  it("sends nine confirmation mails in thirty days and no more", async () => {
    for (let i = 0; i < 12; i++) {
      await signs();
      await mailsAge("1 day");
    }
    expect(await count("Mail")).toBe(9);
    await mailsAge("30 days");
    await signs();
    expect(await count("Mail")).toBe(10);
  });

  it("does not treat two spellings of one mailbox as two men", async () => {
    await signs({ email: "John.Miller@gmail.com" });
    await signs({ email: "johnmiller+pledge@googlemail.com" });
    expect(await count("Pledge")).toBe(1);
  });

  it("leaves no mail behind when the statement is rolled back", async () => {
    await query(`ALTER TABLE "Mail" ADD CONSTRAINT refuse_all CHECK (false) NOT VALID`);
    await expect(signs()).rejects.toThrow();
    await query(`ALTER TABLE "Mail" DROP CONSTRAINT refuse_all`);
    expect([await count("Pledge"), await count("Mail")]).toEqual([0, 0]);
  });

  it("writes nothing for a suppressed mailbox", async () => {
    await signs();
    await query(`INSERT INTO "Suppression" SELECT mailbox_key, 'not_me' FROM "Pledge"`);
    await markSent();
    await signs({ name: "Another Man" });
    expect(await count("Pledge")).toBe(1);
    expect(await count("Mail")).toBe(1);
  });
});

describe("what cannot be taken", () => {
  it("shows the form again with its errors and stores nothing", async () => {
    const answer = await signs({ email: "john at home", name: "" });
    expect(answer.headers.get("location")).toBe("/c/sample/form#errors");
    expect(await count("Pledge")).toBe(0);
    const { readFormMemory } = await import("#lib/pledges/memories.ts");
    const memory = readFormMemory(cookiesOf(answer), "/c/sample/form", new Date());
    expect(memory?.values).toMatchObject({ email: "john at home", birth_year: "1980" });
    expect(memory?.errors.map((error) => error.field).sort()).toEqual(["email", "name"]);
  });

  it("stores nothing of who is under 13, and stops a retry with another year", async () => {
    const answer = await signs({ birth_year: String(new Date().getFullYear() - 10) });
    expect(answer.headers.get("location")).toBe("/c/sample/form");
    const again = await signs({ birth_year: "1980" }, { cookie: cookiesOf(answer) });
    expect(again.headers.get("location")).toBe("/c/sample/form");
    expect([await count("Pledge"), await count("Mail")]).toEqual([0, 0]);
  });

  it.each([
    ["another site's form", { "sec-fetch-site": "cross-site" }, undefined, 403],
    ["another type", { "content-type": "application/json" }, "{}", 415],
    [
      "another charset",
      { "content-type": "application/x-www-form-urlencoded; charset=latin1" },
      "name=x",
      415,
    ],
    ["a compressed body", { "content-encoding": "gzip" }, "name=x", 415],
    ["more than 16 kB", {}, `name=${"x".repeat(17_000)}`, 413],
    ["broken UTF-8", {}, "name=%ff%fe", 400],
    ["a null byte", {}, "name=a%00b", 400],
    ["broken percent signs", {}, "name=%zz", 400],
  ])("refuses %s with a fitting status", async (_what, headers: Record<string, string>, body, status) => {
    const post = formPost("/c/sample/sign", { name: "x" }, headers);
    const answer = await postSign(body === undefined ? post : new Request(post, { body }), {
      slug: "sample",
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
    expect(await count("Pledge")).toBe(0);
  });

  it("judges by Origin where a browser sends no Sec-Fetch-Site", async () => {
    const post = (origin: string) => {
      const request = formPost("/c/sample/sign", {}, { origin });
      request.headers.delete("sec-fetch-site");
      return postSign(request, { slug: "sample" });
    };
    expect((await post("http://localhost:3000")).status).toBe(303);
    expect((await post("https://elsewhere.example")).status).toBe(403);
    expect((await post("null")).status).toBe(403);
  });

  it("knows no campaign but those there are", async () => {
    expect((await postSign(formPost("/c/nowhere/sign", {}), { slug: "nowhere" })).status).toBe(404);
  });
});
