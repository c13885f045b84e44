import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { address, confirms, lastMail, mailsAge, markSent, signs } = await import("../../support/signers.ts");
const { confirmView } = await import("#lib/pledges/queries.ts");
const { loadSecrets } = await import("#lib/crypto.ts");

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
});
beforeEach(markSent);

describe("the household", () => {
  it("has two places, also when five confirm at once", async () => {
    const email = address();
    const tokens: string[] = [];
    for (const name of ["Al Hill", "Ben Hill", "Cal Hill", "Don Hill", "Ed Hill"]) {
      await signs({ email, name });
      tokens.push((await lastMail()).token);
      await markSent();
      await mailsAge("25 hours");
      // Four may wait; these do not give way to each other here.
      await query(
        `UPDATE "Pledge" SET submitted_at = submitted_at - interval '1 hour' WHERE verified_at IS NULL`,
      );
    }
    await query(`UPDATE "Mail" SET expires_at = now() + interval '1 day'`);
    const answers = await Promise.all(tokens.map((token) => confirms(token)));
    const [{ n } = { n: 0 }] = await query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "Pledge" WHERE slot IS NOT NULL AND mailbox_key = (SELECT mailbox_key FROM "Mail" WHERE token_hash = sha256($1::bytea))`,
      [Buffer.from(tokens[4] ?? "")],
    );
    expect(n).toBe(2);
    expect(answers.filter((a) => a.headers.get("location")?.endsWith("?full"))).toHaveLength(2);
  });

  it("changes nothing when it is full, not even what was corrected into another's name", async () => {
    const email = address();
    const mails: Awaited<ReturnType<typeof lastMail>>[] = [];
    for (const name of ["Al Hill", "Ben Hill", "Cal Hill", "Dan Hill"]) {
      await signs({ email, name });
      mails.push(await lastMail());
      await markSent();
      await mailsAge("25 hours");
    }
    const [al, ben, cal, dan] = mails;
    for (const mail of [al, ben]) await confirms(mail?.token ?? "");
    const asDan = {
      name: "Dan Hill",
      country: "US",
      region: "US-WI",
      county: "",
      stance: "man",
      display: "hidden",
    };
    const answer = await confirms(cal?.token ?? "", asDan);
    expect(answer.headers.get("location")).toMatch(/\?full$/);
    expect(await confirmView(dan?.token ?? "", new Date())).toMatchObject({
      state: "pending",
      pledge: { name: "Dan Hill" },
    });
    expect(await confirmView(cal?.token ?? "", new Date())).toMatchObject({
      state: "pending",
      pledge: { name: "Cal Hill" },
    });
  });

  it("is held by the database, whoever writes", async () => {
    await signs({ email: address() });
    const { pledgeId } = await lastMail();
    await expect(
      query(`UPDATE "Pledge" SET verified_at = now(), evidence = 'email', slot = 3 WHERE id = $1`, [
        pledgeId,
      ]),
    ).rejects.toThrow(/household limit/);
  });
});
