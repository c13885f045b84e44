import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { confirm } = await import("#lib/pledges/confirm.ts");
const { erase } = await import("#lib/pledges/erase.ts");
const { hold } = await import("#lib/pledges/hold.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { manageView } = await import("#lib/pledges/own-pledge.ts");
const { confirmView } = await import("#lib/pledges/queries.ts");
const { reclassify } = await import("#lib/pledges/reclassify.ts");
const { reinstate } = await import("#lib/pledges/reinstate.ts");
const { release } = await import("#lib/pledges/release.ts");
const { renew } = await import("#lib/pledges/renew.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");
const { address, confirms, lastMail, mailsAge, markSent, signs } = await import("../../support/signers.ts");
const { differences, foldAll, kinds, nextYear, pledgeRow, stands, story, twentyAtOnce } = await import(
  "../../support/ledger.ts"
);

const now = () => new Date();
const byHand = () => ({ reasons: ["by_hand"], now: now() });

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
});

/** Somebody has signed and is held before he confirms; answers his pledge and the token of his link. */
async function waits(fields: Record<string, string> = {}) {
  const email = fields.email ?? address();
  await markSent();
  await signs({ ...fields, email });
  const { pledgeId, token } = await lastMail();
  expect(await hold(pledgeId, byHand())).toBe("held");
  return { pledgeId, token, email };
}

/** The same, and he confirms. */
async function standsHeld(fields: Record<string, string> = {}) {
  const man = await waits(fields);
  await confirms(man.token);
  await markSent();
  return man;
}

/** Nothing of the ledger, the tallies and the pledges disagrees. */
async function agrees(): Promise<void> {
  await foldAll();
  expect(await differences()).toEqual([]);
  expect((await reconcile()).findings).toEqual([]);
}

describe("a pledge that is held", () => {
  it("can be confirmed, and counts once when it is released, however often and in parallel", async () => {
    const { pledgeId } = await standsHeld();
    expect(await kinds(pledgeId)).toEqual([]);
    expect(await pledgeRow(pledgeId)).toMatchObject({ evidence: "email", slot: 1, held_for: ["by_hand"] });
    await agrees();
    const outcomes = await twentyAtOnce(() => release(pledgeId, { now: now() }));
    expect(outcomes).toEqual({ counted: 1, not_held: 19 });
    expect(await kinds(pledgeId)).toEqual(["verified"]);
    expect(await pledgeRow(pledgeId)).toMatchObject({ held_at: null, held_for: [], slot: 1 });
    await agrees();
  });

  it("shows its owner what every other sees, whose entry the tallier has not come to", async () => {
    const { pledgeId, token } = await standsHeld();
    const other = await stands();
    const seen = async (of: string) => {
      const [view, own] = [await confirmView(of, now()), await manageView(of, "en", now())];
      if (view.state !== "verified" || own.state !== "counted")
        throw new Error(`${view.state}, ${own.state}`);
      const { shareCode, ...welcome } = view.welcome;
      const { receipt, number, display, minor } = own.own;
      return {
        ...welcome,
        hasCode: shareCode !== "",
        receipt: Object.keys(receipt ?? {}),
        number,
        display,
        minor,
      };
    };
    expect(await seen(token)).toEqual(await seen(other.token));
    expect((await seen(token)).number).toBeNull();
    await release(pledgeId, { now: now() });
    await foldAll();
    expect((await seen(token)).number).toBeGreaterThan(0);
  });

  it("goes on waiting for its owner when it is released before he confirms", async () => {
    const { pledgeId, token } = await waits();
    expect(await release(pledgeId, { now: now() })).toBe("released");
    expect(await kinds(pledgeId)).toEqual([]);
    await confirms(token);
    expect(await kinds(pledgeId)).toEqual(["verified"]);
  });

  it("keeps the household's slot, so that a third man finds it taken", async () => {
    const email = address();
    await standsHeld({ email, name: "Adam Stone" });
    await stands({ email, name: "Bert Stone" });
    await signs({ email, name: "Carl Stone" });
    const { pledgeId } = await lastMail();
    const { outcome } = await confirm(pledgeId, { correction: null, seen: null, now: now() });
    expect(outcome).toBe("household_full");
  });

  it("stays held when it is signed again, and when a correction makes one of two", async () => {
    const email = address();
    const first = await waits({ email, name: "Adam Stone" });
    await mailsAge("11 minutes");
    await signs({ email, name: "Adam Stone", region: "US-OH", county: "" });
    expect(await pledgeRow(first.pledgeId)).toMatchObject({ region: "US-OH", held_for: ["by_hand"] });
    await markSent();
    await signs({ email, name: "Adam Stoone" });
    const second = await lastMail();
    await confirms(second.token, {
      name: "Adam Stone",
      country: "US",
      region: "US-WI",
      county: "",
      stance: "man",
      display: "hidden",
    });
    expect(await query(`SELECT FROM "Pledge" WHERE id = $1`, [first.pledgeId])).toHaveLength(0);
    const merged = await pledgeRow(second.pledgeId);
    expect(merged).toMatchObject({ held_for: ["by_hand"], slot: 1 });
    expect(merged.held_at).toBeInstanceOf(Date);
    expect(await kinds(second.pledgeId)).toEqual([]);
    await agrees();
  });

  it("can be taken back by its owner without a trace in the ledger; signed again it waits again", async () => {
    const { pledgeId, email } = await standsHeld();
    expect(await withdraw(pledgeId, { now: now() })).toBe("withdrawn");
    expect(await release(pledgeId, { now: now() })).toBe("withdrawn");
    expect(await kinds(pledgeId)).toEqual([]);
    await agrees();
    await mailsAge("11 minutes");
    await signs({ email });
    await confirms((await lastMail()).token);
    await markSent();
    expect(await kinds(pledgeId)).toEqual([]);
    expect(await release(pledgeId, { now: now() })).toBe("counted");
    expect(await kinds(pledgeId)).toEqual(["verified"]);
    await agrees();
  });

  it("never counts when it is refused, and waits again when that is taken back", async () => {
    const { pledgeId } = await standsHeld();
    expect(await invalidate(pledgeId, { reason: "made_up", now: now() })).toBe("invalidated");
    expect(await release(pledgeId, { now: now() })).toBe("invalid");
    expect(await pledgeRow(pledgeId)).toMatchObject({ slot: null, held_for: ["by_hand"] });
    expect(await reinstate(pledgeId, { now: now() })).toBe("reinstated");
    expect(await pledgeRow(pledgeId)).toMatchObject({ slot: 1, invalidated_at: null });
    expect(await kinds(pledgeId)).toEqual([]);
    await agrees();
    expect(await release(pledgeId, { now: now() })).toBe("counted");
    await agrees();
  });

  it("cannot be moved, and leaves nothing behind in the count when it is erased", async () => {
    const moved = await standsHeld();
    expect(await reclassify(moved.pledgeId, { stance: "supporter", now: now() })).toBe("not_counted");
    await erase(moved.pledgeId, { withdraw: true, now: now() });
    expect(await kinds(moved.pledgeId)).toEqual([]);
    const kept = await standsHeld();
    await erase(kept.pledgeId, { withdraw: false, now: now() });
    expect(await release(kept.pledgeId, { now: now() })).toBe("counted");
    expect(await pledgeRow(kept.pledgeId)).toMatchObject({ receipt_sealed: null, slot: null });
    await agrees();
  });
});

describe("holding one that counts", () => {
  it("takes it out of the count with a reason, and releasing it puts it back", async () => {
    const { pledgeId } = await stands();
    expect(await twentyAtOnce(() => hold(pledgeId, byHand()))).toEqual({ held: 1, already: 19 });
    expect(await pledgeRow(pledgeId)).toMatchObject({ slot: 1, invalidated_at: null });
    expect((await story(pledgeId)).at(-1)).toMatchObject({ kind: "invalidated", reason: "held" });
    await agrees();
    expect(await release(pledgeId, { now: now() })).toBe("counted");
    expect(await kinds(pledgeId)).toEqual(["verified", "invalidated", "reinstated"]);
    await agrees();
  });

  it("needs one that was not invalidated", async () => {
    const { pledgeId } = await stands();
    await invalidate(pledgeId, { reason: "duplicate", now: now() });
    expect(await hold(pledgeId, byHand())).toBe("invalid");
    expect(await hold("01980000-0000-7000-8000-000000000000", byHand())).toBe("unknown");
    expect(await release("01980000-0000-7000-8000-000000000000", { now: now() })).toBe("unknown");
  });
});

// Last: from here on it is next year.
it("one that is held is not renewed, and its owner sees no difference", async () => {
  const held = await standsHeld();
  const plain = await stands();
  const both = await standsHeld();
  await nextYear();
  const offered = async (token: string) => {
    const view = await manageView(token, "en", now());
    return view.state === "counted" ? view.own.renewal?.state : view.state;
  };
  expect(await offered(held.token)).toBe("offered");
  expect(await offered(plain.token)).toBe("offered");
  const how = { textVersion: 1, lang: "en" as const, now: now() };
  expect((await renew(held.pledgeId, how)).outcome).toBe("ignored");
  const { outcome, pledgeId } = await renew(plain.pledgeId, how);
  expect(outcome).toBe("renewed");
  expect(await hold(pledgeId, byHand())).toBe("held");
  expect((await renew(plain.pledgeId, how)).outcome).toBe("already");
  expect(await release(both.pledgeId, { now: now() })).toBe("counted");
  expect((await renew(both.pledgeId, how)).outcome).toBe("renewed");
  await agrees();
});
