import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../../prisma/seed/index.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");
const { runsOf, runView } = await import("#lib/organizers/bulk/runs.ts");
const { preview } = await import("#lib/organizers/bulk/preview.ts");
const { saveCondition, removeCondition, savedConditions } = await import(
  "#lib/organizers/bulk/conditions.ts"
);
const { startRun } = await import("#lib/organizers/bulk/start-run.ts");
const { undoRun } = await import("#lib/organizers/bulk/undo-run.ts");
const { runBulk } = await import("#lib/pledges/bulk/run.ts");
const { undoBulk } = await import("#lib/pledges/bulk/undo.ts");
const { hold } = await import("#lib/pledges/hold.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { reinstate } = await import("#lib/pledges/reinstate.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { askToStop } = await import("#lib/tasks/ask.ts");
const { Interrupted } = await import("#lib/tasks/in-hand.ts");
const { runWaitingTasks } = await import("#lib/tasks/run.ts");
const { confirmed, signed } = await import("../../../support/confirmed.ts");
const { differences, foldAll, pledgeRow, story } = await import("../../../support/ledger.ts");
const { scopeOf } = await import("../../../support/scopes.ts");

const owner = scopeOf("owner");
const handlers = { bulk: runBulk, bulk_undo: undoBulk };
let edition: string;
let floods = 0;

beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
});

let domain: string;
beforeEach(() => {
  domain = `flood${++floods}.example`;
});

/** `n` men who came from the domain at once, of whom every fifth has not confirmed. */
async function flood(n: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) {
    const fields = {
      email: `bot${i}@${domain}`,
      name: `Bot Number ${"abcdefghijklmnopqrstuvwxyz"[i % 26]}x`,
    };
    ids.push(await (i % 5 === 4 ? signed(edition, fields) : confirmed(edition, fields)));
  }
  return ids;
}

async function begin(): Promise<string> {
  const conditionId = await saveCondition(owner, { editionId: edition, name: "", condition: { domain } });
  const runId = await startRun(owner, { conditionId, reason: "automated" });
  if (!runId) throw new Error("it did not begin");
  return runId;
}

async function counted(): Promise<number> {
  await foldAll();
  const [row] = await query<{ n: number }>(
    `SELECT coalesce(sum(count), 0)::int AS n FROM "Tally" WHERE edition_id = $1 AND dimension = 'all'`,
    [edition],
  );
  return row?.n ?? -1;
}

/** Ledger, tallies and pledges say the same. */
async function agrees(): Promise<void> {
  await foldAll();
  expect(await differences()).toEqual([]);
  expect((await reconcile()).findings).toEqual([]);
}

async function actions(subject: string): Promise<string[]> {
  const rows = await query<{ action: string }>(
    `SELECT action FROM "AuditEvent" WHERE subject = $1 ORDER BY at, id`,
    [subject],
  );
  return rows.map(({ action }) => action);
}

describe("a flood from one domain", () => {
  it("is counted before, taken out with its reason, and put back, and nobody else is touched", async () => {
    const bystander = await confirmed(edition);
    const ids = await flood(15);
    const before = await counted();
    const { met, sample } = await preview(owner, edition, { domain });
    expect(met).toMatchObject({ total: 15, isMore: false, counted: 12 });
    expect(met?.moved).toContainEqual({ dimension: "place", key: "US-WI", counted: 12 });
    expect(sample).toHaveLength(15);
    expect(sample?.[0]).toMatchObject({ id: ids.at(-1), address: `b…4@${domain}`, state: "waiting" });

    const runId = await begin();
    expect(await runWaitingTasks(handlers)).toBe(1);
    expect(await counted()).toBe(before - 12);
    const done = await runView(owner, runId);
    expect(done?.task).toMatchObject({ state: "finished", done: 15, total: 15, result: { invalidated: 15 } });
    expect(done?.counts).toMatchObject({ invalidated: 15, left: 15 });
    expect((await story(ids[0] as string)).at(-1)).toMatchObject({
      kind: "invalidated",
      reason: "automated",
    });
    expect(await story(bystander)).toHaveLength(1);
    await agrees();

    expect(await undoRun(owner, runId)).toEqual({ ok: true });
    expect(await runWaitingTasks(handlers)).toBe(1);
    expect(await counted()).toBe(before);
    const undone = await runView(owner, runId);
    expect(undone?.undo).toMatchObject({ state: "finished", result: { reinstated: 15 } });
    expect(undone?.counts).toMatchObject({ reinstated: 15, left: 0 });
    expect(await undoRun(owner, runId)).toEqual({ ok: false, reason: "nothing" });
    expect(await actions(`bulk_run:${runId}`)).toEqual(["bulk.run", "bulk.undo"]);
    await agrees();
  });

  it("stopped in the middle leaves what it did, which can be undone; then it can be done again", async () => {
    await flood(1);
    const before = await counted();
    // More than one batch, so that there is a middle.
    await query(
      `INSERT INTO "Pledge" (id, edition_id, mailbox_key, person_key, name_keys, data_key, email_sealed, name_sealed, email_domain,
         birth_year, minor, country, region, stance, display, lang, text_version, wording_id, agreed_at, submitted_at)
       SELECT gen_random_uuid(), edition_id, sha256(i::text::bytea), sha256(i::text::bytea), name_keys, data_key, email_sealed,
         name_sealed, email_domain, birth_year, minor, country, region, stance, display, lang, text_version, wording_id, agreed_at,
         submitted_at
       FROM "Pledge", generate_series(1, 700) AS i WHERE email_domain = $1`,
      [domain],
    );
    const runId = await begin();
    const { task } = (await runView(owner, runId)) ?? {};
    let saves = 0;
    await runWaitingTasks({
      bulk: (hands) =>
        runBulk({
          ...hands,
          // Somebody asks for it between the first batch and the second.
          save: async (...progress) => {
            await hands.save(...progress);
            if (++saves === 2) await askToStop(task?.id as string);
          },
          check: () => {
            if (saves >= 2) throw new Interrupted("stop");
          },
        }),
    });
    const stopped = await runView(owner, runId);
    expect(stopped?.task).toMatchObject({ state: "stopped", done: 500, total: 701 });
    expect(stopped?.counts.invalidated).toBe(500);
    await agrees();

    expect(await undoRun(owner, runId)).toEqual({ ok: true });
    await runWaitingTasks(handlers);
    expect((await runView(owner, runId))?.counts).toMatchObject({ reinstated: 500, left: 0 });
    expect(await counted()).toBe(before);
    await agrees();

    const again = await startRun(owner, { conditionId: stopped?.conditionId as string, reason: "test" });
    expect(again).not.toBe(runId);
    await runWaitingTasks(handlers);
    expect((await runView(owner, again as string))?.counts.invalidated).toBe(701);
    await agrees();
  });

  it("is done exactly once when the worker dies and another goes on", async () => {
    const ids = await flood(10);
    const runId = await begin();
    let steps = 0;
    const dies = async () =>
      runWaitingTasks({
        bulk: (hands) =>
          runBulk({
            ...hands,
            save: async (...progress) => {
              // What was saved last is lost, as it is when a machine goes off.
              if (++steps === 2) throw new Error("gone");
              await hands.save(...progress);
            },
          }),
      });
    await dies();
    expect((await runView(owner, runId))?.counts.invalidated).toBe(10);
    await query(`UPDATE "Task" SET claimed_until = NULL WHERE params->>'runId' = $1`, [runId]);
    await runWaitingTasks(handlers);
    expect((await runView(owner, runId))?.task).toMatchObject({ state: "finished", done: 10 });
    for (const id of ids)
      expect((await story(id)).filter(({ kind }) => kind === "invalidated").length).toBeLessThan(2);
    await agrees();
  });

  it("is not done twice by a second click", async () => {
    await flood(3);
    const conditionId = await saveCondition(owner, { editionId: edition, name: "x", condition: { domain } });
    const both = await Promise.all([1, 2].map(() => startRun(owner, { conditionId, reason: "automated" })));
    expect(both[0]).toBe(both[1]);
    expect(await undoRun(owner, both[0] as string)).toEqual({ ok: false, reason: "running" });
    expect(await runWaitingTasks(handlers)).toBe(1);
  });
});

describe("what is not meant", () => {
  it("stays: who came later, who was invalidated before, another edition's", async () => {
    const [before, ...rest] = await flood(4);
    await invalidate(before as string, { reason: "duplicate", now: new Date() });
    const runId = await begin();
    const later = await confirmed(edition, { email: `late@${domain}` });
    await runWaitingTasks(handlers);
    expect(await pledgeRow(later)).toMatchObject({ invalidated_at: null });
    expect(await pledgeRow(before as string)).toMatchObject({ invalidated_reason: "duplicate" });
    expect((await runView(owner, runId))?.counts.invalidated).toBe(rest.length);
    await undoRun(owner, runId);
    await runWaitingTasks(handlers);
    expect(await pledgeRow(before as string)).toMatchObject({ invalidated_reason: "duplicate" });
    await agrees();
  });

  it("is not taken back where somebody has dealt with it since", async () => {
    const [judged, held, gone, full] = (await flood(4)) as [string, string, string, string];
    await hold(held, { reasons: ["by_hand"], now: new Date() });
    const runId = await begin();
    await runWaitingTasks(handlers);
    await reinstate(judged, { now: new Date() });
    await invalidate(judged, { reason: "made_up", now: new Date() });
    await withdraw(gone, { now: new Date() });
    // The household has filled up meanwhile.
    for (const name of ["Adam Other", "Bert Other"])
      await confirmed(edition, { email: `bot3@${domain}`, name });
    await undoRun(owner, runId);
    await runWaitingTasks(handlers);
    expect((await runView(owner, runId))?.counts).toMatchObject({
      reinstated: 2,
      changed: 1,
      householdFull: 1,
      left: 0,
    });
    expect(await pledgeRow(judged)).toMatchObject({ invalidated_reason: "made_up" });
    expect(await pledgeRow(full)).toMatchObject({ invalidated_reason: "automated" });
    // Whoever was held is held again; whoever withdrew stays away.
    expect(await pledgeRow(held)).toMatchObject({ invalidated_at: null, held_for: ["by_hand"] });
    expect((await pledgeRow<{ withdrawn_at: Date }>(gone)).withdrawn_at).toBeInstanceOf(Date);
    await agrees();
  });
});

describe("a saved condition", () => {
  it("is kept under its name, or called by what it picks out, and can be removed", async () => {
    const id = await saveCondition(owner, {
      editionId: edition,
      name: "  Bots \n of May ",
      condition: { domain },
    });
    const unnamed = await saveCondition(owner, { editionId: edition, name: " ", condition: { domain } });
    const names = Object.fromEntries(
      (await savedConditions(owner, edition)).map((one) => [one.id, one.name]),
    );
    expect(names).toMatchObject({ [id]: "Bots of May", [unnamed]: domain });
    expect(await removeCondition(owner, id)).toBe(true);
    expect(await removeCondition(owner, id)).toBe(false);
    expect(await startRun(owner, { conditionId: id, reason: "test" })).toBeNull();
    expect(await actions(`bulk_condition:${id}`)).toEqual(["bulk.save", "bulk.remove"]);
  });

  it("is nothing for who may not", async () => {
    const { Refused } = await import("#lib/organizers/scope.ts");
    for (const role of ["moderator", "viewer", "captain"] as const) {
      const scope = scopeOf(role);
      for (const deed of [
        () => preview(scope, edition, { domain }),
        () => savedConditions(scope, edition),
        () => saveCondition(scope, { editionId: edition, name: "", condition: { domain } }),
        () => startRun(scope, { conditionId: edition, reason: "test" }),
        () => undoRun(scope, edition),
        () => runsOf(scope, { editionId: edition }),
        () => removeCondition(scope, edition),
      ])
        await expect(deed()).rejects.toBeInstanceOf(Refused);
    }
  });
});
