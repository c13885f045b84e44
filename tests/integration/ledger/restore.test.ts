import { renameSync, statSync } from "node:fs";
import pg from "pg";
import { beforeAll, expect, inject, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

const url = await freshDatabase();
const { closeDatabase, query } = await import("#lib/db.ts");
const { clearAlarm, openAlarms } = await import("#lib/alarms/alarms.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { restore } = await import("#lib/house/restore.ts");
const { parseCheckpoint } = await import("#lib/ledger/log/checkpoint.ts");
const { splitNote } = await import("#lib/ledger/log/note.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { readKeptHead } = await import("#lib/ledger/log/head-file.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");
const { startTallier } = await import("#lib/ledger/tally.ts");
const { erase } = await import("#lib/pledges/erase.ts");
const { confirmed } = await import("../../support/confirmed.ts");
const { foldAll } = await import("../../support/ledger.ts");

const name = new URL(url).pathname.slice(1);
const dataDir = process.env.DATA_DIR ?? "";
let edition: string;
let jim: string;

/** Between databases nobody may be connected. */
async function asAdmin(...statements: string[]): Promise<void> {
  await closeDatabase();
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  for (const statement of statements) await admin.query(statement);
  await admin.end();
}
const dump = () => asAdmin(`CREATE DATABASE ${name}_dump TEMPLATE ${name}`);
const putBack = () =>
  asAdmin(`DROP DATABASE ${name} WITH (FORCE)`, `ALTER DATABASE ${name}_dump RENAME TO ${name}`);

async function publishMen(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await confirmed(edition);
  await foldAll();
  await publish(new Date(), { force: true });
}
const keptHead = () => {
  const kept = readKeptHead(dataDir);
  if (!kept || kept === "unreadable") throw new Error("no head is kept");
  return kept;
};
const counts = () =>
  query(
    `SELECT (SELECT count(*)::int FROM "Pledge" WHERE erased_at IS NOT NULL) AS erased,
       (SELECT count(*)::int FROM "LedgerEntry") AS entries, (SELECT count(*)::int FROM "LedgerPosition") AS positions,
       (SELECT sum(count)::int FROM "Tally" WHERE dimension = 'all') AS count, (SELECT count(*)::int FROM "Log") AS logs`,
  );

beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
  jim = await confirmed(edition);
  await publishMen(29);
  // In the copy, and not counted yet; its transaction had a higher number than any will have after the restore.
  await query(`ALTER TABLE "LedgerEntry" ALTER txid SET DEFAULT 9000000000`);
  const late = await confirmed(edition);
  await query(`ALTER TABLE "LedgerEntry" ALTER txid SET DEFAULT pg_current_xact_id()::text::bigint`);
  await dump();
  await query("SELECT fold_ledger(10, true)");
  for (const id of [jim, late]) await erase(id, { withdraw: true, now: new Date() });
  await publishMen(20);
}, 60_000);

it("says so and changes nothing where nothing is missing, and refuses while a worker counts", async () => {
  const before = await counts();
  expect(await restore(new Date())).toEqual({ erasures: 0, lost: null, reconciliation: null });
  expect(await counts()).toEqual(before);
  const tallier = startTallier({ pause: 10 });
  await expect
    .poll(
      async () =>
        (
          await query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 2
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)
        ).length,
    )
    .toBe(1);
  await expect(restore(new Date())).rejects.toThrow(/worker/);
  await tallier.stop();
  renameSync(`${dataDir}/log-head`, `${dataDir}/aside`);
  await expect(restore(new Date())).rejects.toThrow(/log-head is missing/);
  renameSync(`${dataDir}/aside`, `${dataDir}/log-head`);
});

it("signs nothing over an older copy, then goes on in a new log that names the old one", async () => {
  const last = keptHead();
  const written = statSync(`${dataDir}/log-head`).mtimeMs;
  expect(last.size).toBe(53);
  await putBack();
  expect(await publish(new Date(), { force: true })).toBe(0);
  expect(await openAlarms()).toMatchObject([{ kind: "log_head" }]);

  const restored = await restore(new Date());
  expect(restored).toMatchObject({
    erasures: 2,
    lost: {
      entries: { from: 31, to: 53 },
      published: { size: 53 },
      database: { size: 30 },
      origin: `${last.origin}/2`,
    },
    reconciliation: { found: 0, position: 33 },
  });
  expect(statSync(`${dataDir}/log-head`).mtimeMs).toBe(written);
  expect(await counts()).toEqual([{ erased: 2, entries: 33, positions: 33, count: 29, logs: 2 }]);

  // Before anything is published, and after it: there is nothing more to do.
  for (const round of [1, 2]) {
    expect(await restore(new Date())).toEqual({ erasures: 0, lost: null, reconciliation: null });
    expect(await counts()).toEqual([{ erased: 2, entries: 33, positions: 33, count: 29, logs: 2 }]);
    if (round === 1) expect(await publish(new Date(), { force: true })).toBe(33);
  }
  const [first] = await query<{ note: string }>(
    `SELECT note FROM "Checkpoint" WHERE log_id = 2 ORDER BY size LIMIT 1`,
  );
  expect(parseCheckpoint(splitNote(first?.note ?? "")?.text ?? "")).toMatchObject({
    origin: `${last.origin}/2`,
    previous: { origin: last.origin, size: 53, root: last.root },
  });
  expect(keptHead().origin).toBe(`${last.origin}/2`);
  expect((await reconcile()).findings).toEqual([]);

  expect((await openAlarms()).map(({ kind }) => kind)).toEqual(["restored"]);
  await clearAlarm("restored");
  expect(await openAlarms()).toEqual([]);
}, 60_000);

it("goes on counting and publishing afterwards", async () => {
  await publishMen(5);
  expect(keptHead().size).toBe(38);
  expect((await reconcile()).findings).toEqual([]);
});
