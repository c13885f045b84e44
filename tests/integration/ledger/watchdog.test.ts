import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

const url = await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");
const { startTallier } = await import("#lib/ledger/tally.ts");
const { appendEntry } = await import("../../support/entries.ts");

let edition: { id: string };
const clients: pg.Client[] = [];
const connect = async (name = "test") => {
  const client = new pg.Client({ connectionString: url, application_name: name });
  client.on("error", () => {});
  await client.connect();
  clients.push(client);
  return client;
};
const folded = async () => {
  const [row] = await query<{ entries: number; positions: number; count: number; state: number }>(
    `SELECT (SELECT count(*)::int FROM "LedgerEntry") AS entries, (SELECT count(*)::int FROM "LedgerPosition") AS positions,
       (SELECT coalesce(sum(count), 0)::int FROM "Tally" WHERE dimension = 'all') AS count, (SELECT position::int FROM "TallierState") AS state`,
  );
  return row;
};
const talliers = async () =>
  (await query(
    // Other tests have talliers on the same server.
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = 7405 AND objid = 2
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  )) as {
    pid: number;
  }[];

beforeAll(async () => {
  await loadSecrets();
  edition = await createCampaign();
});
afterAll(() => Promise.all(clients.map((client) => client.end())));

it("goes on counting when a fold hung on a lock, exactly once", async () => {
  const holder = await connect();
  const tallier = startTallier({ pause: 20, patience: 300 });
  await appendEntry(edition.id);
  await expect.poll(async () => (await folded())?.positions).toBe(1);
  const [before] = await talliers();

  await holder.query(`BEGIN; SELECT 1 FROM "TallierState" FOR UPDATE`);
  await appendEntry(edition.id);
  // Its backend waits for our lock and would never see that its client gave up: the next one ends it.
  await expect
    .poll(async () => (await talliers()).some(({ pid }) => pid !== before?.pid), { timeout: 20_000 })
    .toBe(true);
  await holder.query("COMMIT");
  await expect.poll(async () => (await folded())?.positions, { timeout: 20_000 }).toBe(2);
  await tallier.stop();
  expect(await folded()).toEqual({ entries: 2, positions: 2, count: 2, state: 2 });
}, 60_000);

it("takes over from a tallier whose process says nothing any more", async () => {
  const frozen = await connect("countersign tallier");
  await frozen.query("SELECT pg_advisory_lock(7405, 2)");
  await appendEntry(edition.id);
  const tallier = startTallier({ pause: 20, patience: 300 });
  await expect.poll(async () => (await folded())?.positions, { timeout: 20_000 }).toBe(3);
  await tallier.stop();
  await expect(frozen.query("SELECT 1")).rejects.toThrow();
}, 60_000);

it("starts again when a duty never returns, and leaves a healthy tallier alone", async () => {
  let times = 0;
  const duties = [
    { name: "endless", every: 0, run: () => (++times === 1 ? new Promise(() => {}) : Promise.resolve()) },
  ];
  const first = startTallier({ pause: 20, patience: 1_500, duties });
  await expect.poll(() => times, { timeout: 20_000 }).toBeGreaterThan(1);
  const [healthy] = await talliers();
  const second = startTallier({ pause: 20, patience: 1_500 });
  for (let i = 0; i < 5; i++) {
    await appendEntry(edition.id);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await talliers()).toEqual([healthy]);
  await Promise.all([first.stop(), second.stop()]);
  expect(await folded()).toMatchObject({ entries: 8, positions: 8, count: 8 });
}, 60_000);

it("doubles nothing when the clock jumps ahead and back", async () => {
  const tallier = startTallier({ pause: 20 });
  for (const hours of [0, 30, -30, 5, -5]) {
    await appendEntry(edition.id, { at: new Date(Date.now() + hours * 3_600_000) });
    await query(`UPDATE "TallierState" SET folded_at = now() + make_interval(hours => $1)`, [hours]);
  }
  await expect.poll(async () => (await folded())?.positions, { timeout: 20_000 }).toBe(13);
  await tallier.stop();
  const days = await query<{ sum: number }>(
    `SELECT sum(count)::int AS sum FROM "Tally" WHERE dimension IN ('hour', 'day') GROUP BY dimension`,
  );
  expect(days).toEqual([{ sum: 13 }, { sum: 13 }]);
}, 60_000);

it("puts right at once a tally that would stop the count", async () => {
  const [prior] = await query<{ id: string }>(`SELECT id FROM "LedgerEntry" ORDER BY at LIMIT 1`);
  const [pledge] = await query<{ id: string }>(`SELECT pledge_id AS id FROM "LedgerEntry" WHERE id = $1`, [
    prior?.id,
  ]);
  await query(`UPDATE "Tally" SET count = 0 WHERE dimension = 'region'`);
  await appendEntry(edition.id, { kind: "withdrawn", prior: prior?.id ?? null, pledge: pledge?.id ?? null });
  const before = await folded();
  const tallier = startTallier({ pause: 20, repair: () => reconcile({ repair: true }) });
  await expect
    .poll(async () => (await folded())?.positions, { timeout: 20_000 })
    .toBe((before?.positions ?? 0) + 1);
  await tallier.stop();
  const [region] = await query<{ count: number }>(`SELECT count FROM "Tally" WHERE dimension = 'region'`);
  expect(region?.count).toBe((await folded())?.count);
}, 60_000);
