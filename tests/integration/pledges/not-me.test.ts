import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { address, confirms, count, entriesOf, formPost, lastMail, mailsAge, markSent, signs } = await import(
  "../../support/signers.ts"
);
const { confirmView } = await import("#lib/pledges/queries.ts");
const { postNotMe } = await import("#lib/pledges/post-not-me.ts");
const { loadSecrets } = await import("#lib/crypto.ts");

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
});
beforeEach(markSent);

describe("not me", () => {
  it("ends all mail to the mailbox and deletes what waits in its name", async () => {
    const email = address();
    await signs({ email });
    const mail = await lastMail();
    const post = () => postNotMe(formPost(`/not-me/${mail.token}`, { lang: "es" }), { token: mail.token });
    const answer = await post();
    expect(answer.headers.get("location")).toBe(`/es/not-me/${mail.token}?done`);
    expect(await count("Pledge", `id = '${mail.pledgeId}'`)).toBe(0);
    const mails = await count("Mail");
    await signs({ email });
    expect(await count("Mail")).toBe(mails);
    expect((await post()).status).toBe(303);
  });

  it("leaves no link that could still confirm", async () => {
    const email = address();
    await signs({ email });
    const mail = await lastMail();
    await query(`INSERT INTO "Suppression" SELECT mailbox_key, 'not_me' FROM "Pledge" WHERE id = $1`, [
      mail.pledgeId,
    ]);
    await confirms(mail.token);
    expect(await entriesOf(mail.pledgeId)).toBe(0);
  });

  it("can be said from the second mail too, which confirms nothing", async () => {
    const email = address();
    await signs({ email });
    const first = await lastMail();
    await confirms(first.token);
    await markSent();
    await signs({ email });
    const second = await lastMail();
    expect(second).toMatchObject({ kind: "already", code: "", token: expect.stringMatching(/^[\w-]{32}$/) });
    expect((await confirmView(second.token, new Date())).state).toBe("unknown");
    await postNotMe(formPost(`/not-me/${second.token}`, {}), { token: second.token });
    await mailsAge("25 hours");
    const mails = await count("Mail");
    await signs({ email });
    expect(await count("Mail")).toBe(mails);
    expect(await entriesOf(first.pledgeId)).toBe(1);
  });
});
