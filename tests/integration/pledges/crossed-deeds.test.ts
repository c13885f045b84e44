import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { confirm } = await import("#lib/pledges/confirm.ts");
const { correctName } = await import("#lib/pledges/correct-name.ts");
const { eraseAndWithdraw } = await import("#lib/pledges/erase.ts");
const { hold } = await import("#lib/pledges/hold.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { readdress } = await import("#lib/pledges/readdress.ts");
const { reinstate } = await import("#lib/pledges/reinstate.ts");
const { release } = await import("#lib/pledges/release.ts");
const { reclassify } = await import("#lib/pledges/reclassify.ts");
const { saveCondition } = await import("#lib/organizers/bulk/conditions.ts");
const { startRun } = await import("#lib/organizers/bulk/start-run.ts");
const { undoRun } = await import("#lib/organizers/bulk/undo-run.ts");
const { runBulk } = await import("#lib/pledges/bulk/run.ts");
const { undoBulk } = await import("#lib/pledges/bulk/undo.ts");
const { runWaitingTasks } = await import("#lib/tasks/run.ts");
const { scopeOf } = await import("../../support/scopes.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");
const { signed } = await import("../../support/confirmed.ts");
const { differences, foldAll } = await import("../../support/ledger.ts");

const owner = scopeOf("owner");
const HANDLERS = { bulk: runBulk, bulk_undo: undoBulk };
const DOMAIN = "crossed.example";
let edition: string;
beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
});

const now = () => new Date();
const NAMES = ["Adam Miller", "Ben Miller", "Carl Miller"];
/** Whatever anybody may do to a pledge, at any time. */
const DEEDS: Record<string, (id: string, mailbox: number, turn: number) => Promise<unknown>> = {
  confirm: (id) => confirm(id, { correction: null, seen: null, now: now() }),
  hold: (id) => hold(id, { reasons: ["by_hand"], now: now() }),
  release: (id) => release(id, { now: now() }),
  invalidate: (id) => invalidate(id, { reason: "automated", now: now() }),
  reinstate: (id) => reinstate(id, { now: now() }),
  withdraw: (id) => withdraw(id, { now: now() }),
  rename: (id, _, turn) => correctName(id, NAMES[turn % NAMES.length] as string),
  readdress: (id, mailbox) =>
    readdress(id, `house${mailbox % 2 ? mailbox - 1 : mailbox + 1}@crossed.example`, now()),
  flood: async () => {
    const conditionId = await saveCondition(owner, {
      editionId: edition,
      name: "",
      condition: { domain: DOMAIN },
    });
    await startRun(owner, { conditionId, reason: "automated" });
    await runWaitingTasks(HANDLERS);
  },
  ebb: async () => {
    const [run] = await query<{ id: string }>(`SELECT id FROM "BulkRun" ORDER BY random() LIMIT 1`);
    if (run) await undoRun(owner, run.id);
    await runWaitingTasks(HANDLERS);
  },
  move: (id, _, turn) =>
    reclassify(id, {
      place: { country: "US", region: turn % 2 ? "US-WI" : "US-OH", county: null },
      evidence: turn % 3 ? "email" : "witnessed",
      now: now(),
    }),
  sign: (_, mailbox, turn) =>
    signed(edition, { email: `house${mailbox}@crossed.example`, name: NAMES[turn % NAMES.length] as string }),
  erase: (id) => eraseAndWithdraw(id, { now: now() }),
};

test("whatever crosses, ledger, tallies and pledges agree, and no household is above its limit", {
  timeout: 300_000,
}, async () => {
  let seed = Number(process.env.SEED ?? 7);
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const names = Object.keys(DEEDS);
  const failures: string[] = [];
  for (let round = 0; round < 12; round++) {
    const pledges: { id: string; mailbox: number }[] = [];
    for (const mailbox of [2 * round, 2 * round + 1])
      for (const name of NAMES)
        pledges.push({
          id: await signed(edition, { email: `house${mailbox}@crossed.example`, name }),
          mailbox,
        });
    for (let wave = 0; wave < 8; wave++) {
      const deeds = Array.from({ length: 24 }, () => {
        const of = pledges[random(pledges.length)] as (typeof pledges)[number];
        // The one that cannot be taken back is rare.
        const name = names[random(random(4) === 0 ? names.length : names.length - 1)] as string;
        return { name, of, turn: random(100) };
      });
      await Promise.all(
        deeds.map(({ name, of, turn }) =>
          (DEEDS[name] as (typeof DEEDS)[string])(of.id, of.mailbox, turn).catch((error) =>
            failures.push(`${name}: ${error.code ?? ""} ${error.message}`),
          ),
        ),
      );
    }
  }
  expect(failures.filter((one) => !one.includes("kept changing"))).toEqual([]);
  await foldAll();
  expect(await differences()).toEqual([]);
  expect((await reconcile()).findings).toEqual([]);
  expect(
    await query(
      `SELECT mailbox_key, count(*) FROM "Pledge" p WHERE is_counted(p) AND evidence = 'email' AND mailbox_key IS NOT NULL
       GROUP BY mailbox_key HAVING count(*) > 2`,
    ),
  ).toEqual([]);
  // What a run says that it did and has not taken back is as it left it, or somebody has dealt with it since.
  await query(`UPDATE "Task" SET claimed_until = NULL`);
  await runWaitingTasks(HANDLERS);
  expect(
    await query(`SELECT kind, error FROM "Task" WHERE failed_at IS NOT NULL OR finished_at IS NULL`),
  ).toEqual([]);
});
