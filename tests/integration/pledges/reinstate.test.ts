import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { erase } = await import("#lib/pledges/erase.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { reinstate } = await import("#lib/pledges/reinstate.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { address, confirms, lastMail, mailsAge, markSent, signs } = await import("../../support/signers.ts");
const { differences, foldAll, kinds, pledgeRow, stands, twentyAtOnce } = await import(
  "../../support/ledger.ts"
);

const now = () => new Date();
const duplicate = () => ({ reason: "duplicate", now: now() });

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
});

describe("taking an invalidation back", () => {
  it("counts him again and gives him a slot, once of twenty times", async () => {
    const { pledgeId } = await stands();
    await invalidate(pledgeId, duplicate());
    const outcomes = await twentyAtOnce(() => reinstate(pledgeId, { now: now() }));
    expect(outcomes).toEqual({ reinstated: 1, not_invalid: 19 });
    expect(await kinds(pledgeId)).toEqual(["verified", "invalidated", "reinstated"]);
    expect(await pledgeRow(pledgeId)).toMatchObject({
      slot: 1,
      invalidated_at: null,
      invalidated_reason: null,
    });
    await foldAll();
    expect(await differences()).toEqual([]);
  });

  it("is refused while others have the household's slots", async () => {
    const email = address();
    const first = await stands({ email, name: "Adam Stone" });
    await stands({ email, name: "Bert Stone" });
    await invalidate(first.pledgeId, duplicate());
    const third = await stands({ email, name: "Carl Stone" });
    expect(await reinstate(first.pledgeId, { now: now() })).toBe("household_full");
    expect(await kinds(first.pledgeId)).toEqual(["verified", "invalidated"]);
    await withdraw(third.pledgeId, { now: now() });
    expect(await reinstate(first.pledgeId, { now: now() })).toBe("reinstated");
  });

  it("does not count who had withdrawn, before or since; he can sign again", async () => {
    const before = await stands();
    await withdraw(before.pledgeId, { now: now() });
    await invalidate(before.pledgeId, duplicate());
    const since = await stands();
    await invalidate(since.pledgeId, duplicate());
    await withdraw(since.pledgeId, { now: now() });
    for (const { pledgeId } of [before, since]) {
      expect(await reinstate(pledgeId, { now: now() })).toBe("reinstated");
      expect((await kinds(pledgeId)).length).toBe(2);
    }
    await mailsAge("11 minutes");
    await signs({ email: since.email });
    await confirms((await lastMail()).token);
    expect(await kinds(since.pledgeId)).toEqual(["verified", "invalidated", "reinstated"]);
    await markSent();
  });

  it("lets one that waited be confirmed", async () => {
    await signs({ email: address() });
    const waiting = await lastMail();
    await invalidate(waiting.pledgeId, duplicate());
    expect(await reinstate(waiting.pledgeId, { now: now() })).toBe("reinstated");
    expect(await kinds(waiting.pledgeId)).toEqual([]);
    await confirms(waiting.token);
    expect(await kinds(waiting.pledgeId)).toEqual(["verified"]);
  });

  it("counts a man again who was erased as a counted one", async () => {
    const { pledgeId } = await stands();
    await erase(pledgeId, { withdraw: false, now: now() });
    await invalidate(pledgeId, duplicate());
    expect(await reinstate(pledgeId, { now: now() })).toBe("reinstated");
    expect(await pledgeRow(pledgeId)).toMatchObject({ slot: null, receipt_sealed: null });
    await foldAll();
    expect(await differences()).toEqual([]);
  });

  it("needs one to take back", async () => {
    const { pledgeId } = await stands();
    expect(await reinstate(pledgeId, { now: now() })).toBe("not_invalid");
    expect(await reinstate("01980000-0000-7000-8000-000000000000", { now: now() })).toBe("unknown");
    expect(await kinds(pledgeId)).toEqual(["verified"]);
  });
});
