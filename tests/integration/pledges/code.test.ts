import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { address, confirms, cookiesOf, count, entriesOf, lastMail, mailsAge, markSent, signs, typesCode } =
  await import("../../support/signers.ts");
const { readSignedMemory } = await import("#lib/pledges/memories.ts");
const { loadSecrets } = await import("#lib/crypto.ts");

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
});
beforeEach(markSent);

describe("the code", () => {
  it("does what the link does, in the tab that he left open", async () => {
    const signed = await signs({ email: address() });
    const mail = await lastMail();
    await markSent();
    const answer = await typesCode(signed, `${mail.code.slice(0, 3)} ${mail.code.slice(3)}`);
    expect(answer.headers.get("location")).toBe("/c/sample/signed");
    expect(readSignedMemory(cookiesOf(answer), "sample", new Date())).toMatchObject({ proved: true });
    expect(await entriesOf(mail.pledgeId)).toBe(1);
  });

  it("is tried five times a mail, and posting again does not reset it", async () => {
    const email = address();
    const signed = await signs({ email });
    const mail = await lastMail();
    await markSent();
    const wrong = mail.code === "111111" ? "222222" : "111111";
    for (let i = 0; i < 5; i++) {
      const failed = await typesCode(signed, wrong);
      expect(failed.headers.get("location")).toBe("/c/sample/signed#code");
      await signs({ email });
    }
    await typesCode(signed, mail.code);
    expect(await entriesOf(mail.pledgeId)).toBe(0);
    expect(await count("Mail", `id = '${mail.id}' AND code_tries = 5`)).toBe(1);
  });

  it("is tried fifteen times a pledge, over all its mails", async () => {
    const email = address();
    const signed = await signs({ email });
    for (let round = 0; round < 4; round++) {
      const mail = await lastMail();
      await markSent();
      const wrong = mail.code === "111111" ? "222222" : "111111";
      // Older mails are out of their day by then, so that each round tries one mail.
      for (let i = 0; i < (round < 3 ? 5 : 0); i++) await typesCode(signed, wrong);
      if (round === 3) await typesCode(signed, mail.code);
      if (round === 3) expect(await entriesOf(mail.pledgeId)).toBe(0);
      await mailsAge("25 hours");
      await signs({ email });
    }
  });

  it("counts tries in parallel exactly", async () => {
    const signed = await signs({ email: address() });
    const mail = await lastMail();
    await markSent();
    const wrong = mail.code === "111111" ? "222222" : "111111";
    await Promise.all(Array.from({ length: 30 }, () => typesCode(signed, wrong)));
    expect(await count("Mail", `id = '${mail.id}' AND code_tries = 5`)).toBe(1);
    expect(await count("Pledge", `id = '${mail.pledgeId}' AND code_tries <= 15`)).toBe(1);
  });

  it("lives for 24 hours from sending", async () => {
    const signed = await signs({ email: address() });
    const mail = await lastMail();
    await markSent();
    await mailsAge("24 hours 1 minute");
    await typesCode(signed, mail.code);
    expect(await entriesOf(mail.pledgeId)).toBe(0);
  });

  it("belongs to one pledge: another man's cookie does not take it", async () => {
    await signs({ email: address() });
    const mail = await lastMail();
    const other = await signs({ email: address() });
    await markSent();
    await typesCode(other, mail.code);
    expect(await entriesOf(mail.pledgeId)).toBe(0);
  });

  it("fails alike for a wrong code, a known man's and a suppressed mailbox's", async () => {
    const shape = (answer: Response) => [
      answer.status,
      answer.headers.get("location"),
      answer.headers.getSetCookie().map((line) => line.length),
    ];
    const known = address();
    const signed = await signs({ email: known });
    const mail = await lastMail();
    await markSent();
    const wrong = shape(await typesCode(signed, "000000"));
    await confirms(mail.token);
    expect(shape(await typesCode(await signs({ email: known }), "000000"))).toEqual(wrong);
    await query(`INSERT INTO "Suppression" SELECT mailbox_key, 'not_me' FROM "Pledge" WHERE id = $1`, [
      mail.pledgeId,
    ]);
    expect(shape(await typesCode(await signs({ email: known }), "000000"))).toEqual(wrong);
    expect(shape(await typesCode(signed, "not a code"))).toEqual(wrong);
  });
});
