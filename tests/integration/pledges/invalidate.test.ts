import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { erase } = await import("#lib/pledges/erase.ts");
const { figures } = await import("#lib/tallies/queries.ts");
const { address, confirms, count, lastMail, mailsAge, markSent, signs } = await import(
  "../../support/signers.ts"
);
const { differences, foldAll, kinds, pledgeRow, stands, story, twentyAtOnce } = await import(
  "../../support/ledger.ts"
);

let edition: { id: string };
const now = () => new Date();
const duplicate = () => ({ reason: "duplicate", now: now() });

beforeAll(async () => {
  await loadSecrets();
  edition = await createCampaign();
});

describe("invalidating", () => {
  it("takes a counted pledge away, with the reason, once of twenty times", async () => {
    const { pledgeId } = await stands({ stance: "supporter" });
    await foldAll();
    const before = (await figures(edition.id)).supporters;
    const outcomes = await twentyAtOnce(() => invalidate(pledgeId, duplicate()));
    expect(outcomes).toEqual({ invalidated: 1, already: 19 });
    const [verified, invalidated] = await story(pledgeId);
    expect(invalidated).toMatchObject({ kind: "invalidated", reason: "duplicate", prior_id: verified?.id });
    expect(await pledgeRow(pledgeId)).toMatchObject({ slot: null, invalidated_reason: "duplicate" });
    await foldAll();
    expect((await figures(edition.id)).supporters).toBe(before - 1);
    expect(await differences()).toEqual([]);
  });

  it("of one that waits or was withdrawn moves no count", async () => {
    await signs({ email: address() });
    const waiting = await lastMail();
    expect(await invalidate(waiting.pledgeId, duplicate())).toBe("invalidated");
    await confirms(waiting.token);
    expect(await kinds(waiting.pledgeId)).toEqual([]);

    const { pledgeId } = await stands();
    await withdraw(pledgeId, { now: now() });
    expect(await invalidate(pledgeId, duplicate())).toBe("invalidated");
    expect(await kinds(pledgeId)).toEqual(["verified", "withdrawn"]);
  });

  it("lets its owner withdraw, which moves no count either", async () => {
    const { pledgeId } = await stands();
    await invalidate(pledgeId, duplicate());
    expect(await withdraw(pledgeId, { now: now() })).toBe("withdrawn");
    expect(await kinds(pledgeId)).toEqual(["verified", "invalidated"]);
  });

  it("lets nobody in again by signing", async () => {
    const { pledgeId, email, token } = await stands();
    await invalidate(pledgeId, duplicate());
    await mailsAge("11 minutes");
    const mails = await count("Mail");
    await signs({ email });
    await confirms(token);
    expect(await count("Mail")).toBe(mails);
    expect(await kinds(pledgeId)).toEqual(["verified", "invalidated"]);
  });

  it("gives the slot back to the household", async () => {
    const email = address();
    const first = await stands({ email, name: "Adam Stone" });
    await stands({ email, name: "Bert Stone" });
    await invalidate(first.pledgeId, duplicate());
    const third = await stands({ email, name: "Carl Stone" });
    expect(await pledgeRow(third.pledgeId)).toMatchObject({ slot: 1 });
  });

  it("reaches a man who was erased and stayed counted", async () => {
    const { pledgeId } = await stands();
    await erase(pledgeId, { withdraw: false, now: now() });
    expect(await invalidate(pledgeId, duplicate())).toBe("invalidated");
    expect(await kinds(pledgeId)).toEqual(["verified", "invalidated"]);
    await foldAll();
    expect(await differences()).toEqual([]);
  });

  it("takes no reason that is a sentence, and changes nothing then", async () => {
    const { pledgeId } = await stands();
    await expect(invalidate(pledgeId, { reason: "John is a liar", now: now() })).rejects.toThrow(
      /ledger_reason/,
    );
    expect(await kinds(pledgeId)).toEqual(["verified"]);
    expect(await pledgeRow(pledgeId)).toMatchObject({ invalidated_at: null, slot: 1 });
    await markSent();
  });

  it("knows nothing of what there is not", async () => {
    expect(await invalidate("01980000-0000-7000-8000-000000000000", duplicate())).toBe("unknown");
  });
});
