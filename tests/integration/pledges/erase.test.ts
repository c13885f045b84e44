import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { env } = await import("#lib/env.ts");
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { confirm } = await import("#lib/pledges/confirm.ts");
const { erase, eraseAndWithdraw, reapplyErasures } = await import("#lib/pledges/erase.ts");
const { recordErasure, recordedErasures } = await import("#lib/pledges/erasures.ts");
const { confirmView, welcomeOf } = await import("#lib/pledges/queries.ts");
const { renew } = await import("#lib/pledges/renew.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { address, confirms, count, lastMail, markSent, signs } = await import("../../support/signers.ts");
const { differences, foldAll, kinds, nextYear, pledgeRow, stands, twentyAtOnce } = await import(
  "../../support/ledger.ts"
);

const now = () => new Date();
const file = () => join(env().dataDir, "erasures");
const written = () => readFileSync(file(), "utf8");

/** Everything of a pledge that could tell who he is. */
const PERSONAL = [
  "mailbox_key",
  "person_key",
  "data_key",
  "email_sealed",
  "name_sealed",
  "email_domain",
  "birth_year",
  "ip_prefix",
  "receipt_sealed",
  "share",
  "team",
  "event",
  "news_at",
  "renew_at",
  "slot",
];

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
});
beforeEach(() => rmSync(file(), { force: true }));

describe("a man who wants to be erased", () => {
  it("leaves the count, and nothing stays that tells who he was", async () => {
    const { pledgeId, token } = await stands({
      news: "on",
      renew: "on",
      display: "full",
      share: "abc",
      county: "55079",
    });
    const code = (await welcomeOf(pledgeId))?.shareCode;
    expect(await eraseAndWithdraw(pledgeId, { now: now() })).toBe("erased");
    const row = await pledgeRow<Record<string, unknown>>(pledgeId);
    expect(PERSONAL.filter((column) => row[column] !== null)).toEqual([]);
    expect(row).toMatchObject({
      name_keys: [],
      display: "hidden",
      country: "US",
      region: "US-WI",
      evidence: "email",
    });
    expect([row.verified_at, row.withdrawn_at, row.erased_at].every((at) => at instanceof Date)).toBe(true);
    expect(await count("Mail", `pledge_id = '${pledgeId}' AND mailbox_key IS NOT NULL`)).toBe(0);
    expect(await count("ShareLink", `code = '${code}'`)).toBe(1);
    expect(await kinds(pledgeId)).toEqual(["verified", "withdrawn"]);
    expect((await confirmView(token, now())).state).toBe("unknown");
    await foldAll();
    expect(await differences()).toEqual([]);
  });

  it("is erased once of twenty times", async () => {
    const { pledgeId } = await stands();
    const outcomes = await twentyAtOnce(() => eraseAndWithdraw(pledgeId, { now: now() }));
    expect(outcomes).toEqual({ erased: 1, already: 19 });
    expect(await kinds(pledgeId)).toEqual(["verified", "withdrawn"]);
  });

  it("can never be confirmed again by what he had in hand, but can sign as a new man", async () => {
    const email = address();
    await signs({ email });
    const first = await lastMail();
    await eraseAndWithdraw(first.pledgeId, { now: now() });
    await confirms(first.token);
    const again = await confirm(first.pledgeId, { correction: null, seen: null, now: now() });
    expect(again.outcome).toBe("unknown");
    expect(await kinds(first.pledgeId)).toEqual([]);
    const fresh = await stands({ email });
    expect(fresh.pledgeId).not.toBe(first.pledgeId);
    expect(await kinds(fresh.pledgeId)).toEqual(["verified"]);
  });

  it("frees his slot", async () => {
    const email = address();
    const first = await stands({ email, name: "Adam Stone" });
    await stands({ email, name: "Bert Stone" });
    await eraseAndWithdraw(first.pledgeId, { now: now() });
    const third = await stands({ email, name: "Carl Stone" });
    expect(await pledgeRow(third.pledgeId)).toMatchObject({ slot: 1 });
  });

  it("loses what a confirmation at the same moment would have kept", async () => {
    for (let round = 0; round < 5; round++) {
      await signs({ email: address() });
      const { pledgeId, token } = await lastMail();
      await Promise.all([confirms(token), eraseAndWithdraw(pledgeId, { now: now() }), confirms(token)]);
      const row = await pledgeRow<Record<string, unknown>>(pledgeId);
      expect(row.erased_at).toBeInstanceOf(Date);
      expect((await kinds(pledgeId)).length % 2).toBe(0);
      await markSent();
    }
    await foldAll();
    expect(await differences()).toEqual([]);
  });
});

describe("erasing for the end of its time", () => {
  it("keeps him in the count, as a number", async () => {
    const { pledgeId } = await stands();
    expect(await erase(pledgeId, { withdraw: false, now: now() })).toBe("erased");
    expect(await kinds(pledgeId)).toEqual(["verified"]);
    expect(await pledgeRow(pledgeId)).toMatchObject({ withdrawn_at: null, data_key: null });
    expect(await erase(pledgeId, { withdraw: false, now: now() })).toBe("already");
    expect(written()).toBe(`${pledgeId} stays\n`);
    expect(await withdraw(pledgeId, { now: now() })).toBe("unknown");
  });

  it("knows nothing of what there is not, and writes nothing down", async () => {
    expect(await erase("01980000-0000-7000-8000-000000000000", { withdraw: true, now: now() })).toBe(
      "unknown",
    );
    expect(() => written()).toThrow(/ENOENT/);
  });
});

describe("the list of erasures", () => {
  /** What a restored backup would hold of a pledge: its row as it was. (Its entries are older too, but those cannot go.) */
  async function restored(pledgeId: string, row: Record<string, unknown>): Promise<void> {
    const columns = Object.keys(row).filter((column) => column !== "id");
    await query(
      `UPDATE "Pledge" SET ${columns.map((column, i) => `${column} = $${i + 2}`).join(", ")} WHERE id = $1`,
      [pledgeId, ...columns.map((column) => row[column])],
    );
  }

  it("lets a restored backup be brought to erase them again, each as it was", async () => {
    const [stays, waits] = [await stands(), await stands()];
    await signs({ email: address() });
    const pending = await lastMail();
    const rows = new Map<string, Record<string, unknown>>();
    for (const id of [stays.pledgeId, pending.pledgeId]) rows.set(id, await pledgeRow(id));
    await erase(stays.pledgeId, { withdraw: false, now: now() });
    await eraseAndWithdraw(pending.pledgeId, { now: now() });
    for (const [id, row] of rows) await restored(id, row);
    expect(await pledgeRow(stays.pledgeId)).toMatchObject({ erased_at: null, slot: 1 });

    // One of a pledge that is not in the backup.
    appendFileSync(file(), "01980000-0000-7000-8000-0000000000aa\n");
    expect(await reapplyErasures(now())).toBe(2);
    expect(await pledgeRow(stays.pledgeId)).toMatchObject({ data_key: null, withdrawn_at: null });
    expect(await pledgeRow(pending.pledgeId)).toMatchObject({ data_key: null, name_keys: [] });
    expect(await pledgeRow(waits.pledgeId)).toMatchObject({ erased_at: null });
    expect(await kinds(stays.pledgeId)).toEqual(["verified"]);
    expect(await reapplyErasures(now())).toBe(0);
  });

  it("withdraws who is counted in the backup and had withdrawn on being erased", async () => {
    const { pledgeId } = await stands();
    appendFileSync(file(), `${pledgeId}\n`);
    expect(await reapplyErasures(now())).toBe(1);
    expect(await kinds(pledgeId)).toEqual(["verified", "withdrawn"]);
    await foldAll();
    expect(await differences()).toEqual([]);
  });

  it("loses no other line to one that a crash cut off, wherever", () => {
    const [cut, next] = [
      "01980000-0000-7000-8000-0000000000bb stays\n",
      "01980000-0000-7000-8000-0000000000aa",
    ];
    for (let length = 0; length <= cut.length; length++) {
      writeFileSync(file(), cut.slice(0, length));
      recordErasure({ pledgeId: next, stays: true });
      const kept = recordedErasures().filter(({ pledgeId }) => pledgeId !== cut.slice(0, 36));
      expect(kept, `cut at ${length}`).toEqual([{ pledgeId: next, stays: true }]);
    }
  });

  it("is written before the database: what fails there was written down", async () => {
    const { pledgeId } = await stands();
    await query(`ALTER FUNCTION erase_pledge RENAME TO erase_pledge_away`);
    await expect(eraseAndWithdraw(pledgeId, { now: now() })).rejects.toThrow(/erase_pledge/);
    await query(`ALTER FUNCTION erase_pledge_away RENAME TO erase_pledge`);
    expect(written()).toBe(`${pledgeId}\n`);
    expect(await reapplyErasures(now())).toBe(1);
  });
});

describe("a man of several years", () => {
  it("is erased from all of them, and withdrawn from the one at hand", async () => {
    const { pledgeId } = await stands();
    await nextYear();
    const next = await renew(pledgeId, { textVersion: 1, lang: "en", now: now() });
    expect(next.outcome).toBe("renewed");
    expect(await eraseAndWithdraw(next.pledgeId, { now: now() })).toBe("erased");
    expect(await kinds(pledgeId)).toEqual(["verified"]);
    expect(await kinds(next.pledgeId)).toEqual(["renewed", "withdrawn"]);
    for (const id of [pledgeId, next.pledgeId])
      expect(await pledgeRow(id)).toMatchObject({ data_key: null, email_sealed: null, mailbox_key: null });
    expect(written()).toBe(`${pledgeId} stays\n${next.pledgeId}\n`);
  });
});
