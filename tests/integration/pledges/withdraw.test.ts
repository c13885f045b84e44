import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets, unwrapDataKey } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { commitmentOf, openReceipt } = await import("#lib/pledges/receipt.ts");
const { figures } = await import("#lib/tallies/queries.ts");
const { address, confirms, lastMail, mailsAge, markSent, signs } = await import("../../support/signers.ts");
const { differences, foldAll, kinds, pledgeRow, stands, story, twentyAtOnce } = await import(
  "../../support/ledger.ts"
);

let edition: { id: string };
const now = () => new Date();

beforeAll(async () => {
  await loadSecrets();
  edition = await createCampaign();
});

describe("withdrawing", () => {
  it("takes one away, from where it was added, and says so in the chain", async () => {
    const { pledgeId } = await stands({ region: "US-WI", county: "55079" });
    await foldAll();
    const before = (await figures(edition.id)).verified;
    expect(await withdraw(pledgeId, { now: now() })).toBe("withdrawn");
    const [verified, withdrawn] = await story(pledgeId);
    expect(withdrawn).toMatchObject({
      kind: "withdrawn",
      prior_id: verified?.id,
      reason: null,
      evidence: "email",
      stance: "man",
      country: "US",
      region: "US-WI",
      county: "55079",
      source: "direct",
    });
    await foldAll();
    expect((await figures(edition.id)).verified).toBe(before - 1);
    expect(await differences()).toEqual([]);
  });

  it("happens once when it is asked for twenty times at once", async () => {
    const { pledgeId } = await stands();
    const outcomes = await twentyAtOnce(() => withdraw(pledgeId, { now: now() }));
    expect(outcomes).toEqual({ withdrawn: 1, already: 19 });
    expect(await kinds(pledgeId)).toEqual(["verified", "withdrawn"]);
  });

  it("commits anew to what was signed, under another salt", async () => {
    const { pledgeId } = await stands({ name: "Ernst Weber", region: "US-MI", county: "" });
    const before = await pledgeRow<{ receipt_sealed: Buffer; data_key: Buffer }>(pledgeId);
    await withdraw(pledgeId, { now: now() });
    const after = await pledgeRow<{ receipt_sealed: Buffer; data_key: Buffer }>(pledgeId);
    const [verified, withdrawn] = await story(pledgeId);
    const [first, second] = [before, after].map((row) =>
      openReceipt(row.receipt_sealed, unwrapDataKey(row.data_key)),
    );
    if (!first || !second) throw new Error("no receipts");
    expect(commitmentOf(first)).toEqual(verified?.commitment);
    expect(commitmentOf(second)).toEqual(withdrawn?.commitment);
    expect(second.salt).not.toBe(first.salt);
    expect(JSON.parse(second.record)).toEqual({ ...JSON.parse(first.record), entry: withdrawn?.id });
    expect(JSON.parse(second.record)).toMatchObject({ name: "Ernst Weber", region: "US-MI", stance: "man" });
  });

  it("gives the slot back to the household", async () => {
    const email = address();
    const [first] = [
      await stands({ email, name: "Adam Stone" }),
      await stands({ email, name: "Bert Stone" }),
    ];
    await signs({ email, name: "Carl Stone" });
    const third = await lastMail();
    const full = await confirms(third.token);
    expect(full.headers.get("location")).toBe(`/confirm/${third.token}?full`);
    expect(await withdraw(first.pledgeId, { now: now() })).toBe("withdrawn");
    await confirms(third.token);
    expect(await kinds(third.pledgeId)).toEqual(["verified"]);
    expect(await pledgeRow(third.pledgeId)).toMatchObject({ slot: 1 });
    expect(await pledgeRow(first.pledgeId)).toMatchObject({ slot: null });
    await markSent();
  });

  it("can be followed by signing again, and that by withdrawing", async () => {
    const { pledgeId, email } = await stands();
    await withdraw(pledgeId, { now: now() });
    await mailsAge("11 minutes");
    await signs({ email });
    await confirms((await lastMail()).token);
    expect(await withdraw(pledgeId, { now: now() })).toBe("withdrawn");
    expect(await kinds(pledgeId)).toEqual(["verified", "withdrawn", "reinstated", "withdrawn"]);
    await foldAll();
    expect(await differences()).toEqual([]);
    await markSent();
  });

  it("is not for what was never confirmed, nor for what there is not", async () => {
    await signs({ email: address() });
    const { pledgeId } = await lastMail();
    expect(await withdraw(pledgeId, { now: now() })).toBe("unknown");
    expect(await withdraw("01980000-0000-7000-8000-000000000000", { now: now() })).toBe("unknown");
    expect(await kinds(pledgeId)).toEqual([]);
    await markSent();
  });

  it("never overtakes a confirmation that comes at the same time", async () => {
    for (let round = 0; round < 5; round++) {
      const { pledgeId, email } = await stands();
      await withdraw(pledgeId, { now: now() });
      await mailsAge("11 minutes");
      await signs({ email });
      const { token } = await lastMail();
      await Promise.all([
        confirms(token),
        withdraw(pledgeId, { now: now() }),
        confirms(token),
        withdraw(pledgeId, { now: now() }),
      ]);
      const all = await kinds(pledgeId);
      const row = await pledgeRow<{ withdrawn_at: Date | null }>(pledgeId);
      expect(all.at(-1)).toBe(row.withdrawn_at ? "withdrawn" : "reinstated");
      await markSent();
    }
    await foldAll();
    expect(await differences()).toEqual([]);
  });
});
