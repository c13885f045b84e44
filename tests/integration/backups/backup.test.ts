import { createHash, randomBytes } from "node:crypto";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

const url = await freshDatabase();
const name = new URL(url).pathname.slice(1);
const dataDir = process.env.DATA_DIR ?? "";
const { seedSample } = await import("../../../prisma/seed/index.ts");
const { confirmed } = await import("../../support/confirmed.ts");
const { foldAll } = await import("../../support/ledger.ts");
const { startLogSite } = await import("../../support/log-site.ts");
const { openAlarms } = await import("#lib/alarms/alarms.ts");
const { END, member, members } = await import("#lib/backups/archive.ts");
const { makeBackup } = await import("#lib/backups/make.ts");
const { putBack } = await import("#lib/backups/put-back.ts");
const { latestBackups } = await import("#lib/backups/queries.ts");
const { opened, sealed } = await import("#lib/backups/seal.ts");
const { settle } = await import("#lib/backups/settle.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { closeDatabase, query } = await import("#lib/db.ts");
const { restore } = await import("#lib/house/restore.ts");
const { auditSite } = await import("#lib/ledger/log/audit/audit.ts");
const { reportReceipt } = await import("#lib/ledger/log/audit/receipt.ts");
const { readKeptHead } = await import("#lib/ledger/log/head-file.ts");
const { publicKeyOf } = await import("#lib/ledger/log/keys.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { forgetHead } = await import("#lib/ledger/log/queries.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");
const { updateDatabase } = await import("#lib/migrations.ts");
const { erase } = await import("#lib/pledges/erase.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { reinstate } = await import("#lib/pledges/reinstate.ts");
const { ownReceipt } = await import("#lib/pledges/receipts.ts");

const film = randomBytes(3_000_000);
const filmFile = join(dataDir, "media", createHash("sha256").update(film).digest("hex"));
const site = await startLogSite();
let edition: string;
let jim: string;
let luis: string;
let walter: string;
let backup: Awaited<ReturnType<typeof makeBackup>>;
let before: Record<string, string>;

/** What each table holds, as one hash. */
async function contents(): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name: table } of tables) {
    const [row] = await query<{ hash: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS hash FROM "${table}" t`,
    );
    hashes[table] = row?.hash ?? "";
  }
  return hashes;
}

async function destroyDatabase(): Promise<void> {
  await closeDatabase();
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  forgetHead();
}

/** As `npm run restore -- FILE` does. */
async function puts(file: string, replace?: string) {
  await closeDatabase();
  const put = await putBack({ file, replace });
  const asPut = await contents();
  await updateDatabase(url);
  await settle(put);
  const restored = await restore(new Date(), { isHeadOld: put.isHeadOld });
  return { ...put, asPut, restored };
}

const audit = () =>
  auditSite({ url: site.url, file: join(dataDir, `seen-${randomBytes(4).toString("hex")}`), pause: 1 });
const isErased = async (id: string) =>
  (await query<{ is: boolean }>(`SELECT data_key IS NULL AS is FROM "Pledge" WHERE id = $1`, [id]))[0]?.is;

async function receiptHolds(pledge: string): Promise<boolean> {
  const receipt = await ownReceipt(pledge);
  const [log] = await query<{ origin: string }>(`SELECT origin FROM "Log" ORDER BY id DESC LIMIT 1`);
  const key = await publicKeyOf(log?.origin ?? "");
  return receipt !== null && "file" in receipt && (await reportReceipt(receipt.file, [key])).ok;
}

beforeAll(async () => {
  await loadSecrets();
  await seedSample();
  const [open] = await query<{ id: string }>(
    `SELECT id FROM "Edition" WHERE opens_at <= now() AND closes_at > now()`,
  );
  edition = open?.id ?? "";
  [jim, luis, walter] = [await confirmed(edition), await confirmed(edition), await confirmed(edition)];
  for (let i = 0; i < 5; i++) await confirmed(edition);
  // More than a part of a table.
  for (let i = 0; i < 30; i++)
    await query(`INSERT INTO "DevMail" (id, sealed) VALUES (gen_random_uuid(), $1)`, [randomBytes(100_000)]);
  await foldAll();
  await publish(new Date(), { force: true });
  await erase(luis, { withdraw: true, now: new Date() });
  await foldAll();
  mkdirSync(join(dataDir, "media"));
  writeFileSync(filmFile, film);
  backup = await makeBackup({ now: new Date() });
  before = await contents();
}, 60_000);
afterAll(() => site.stop());

it("is a sealed file that says nothing, and its row says how far it goes", async () => {
  const bytes = readFileSync(backup.file);
  expect(bytes.toString("latin1").startsWith("age-encryption.org/v1\n-> scrypt ")).toBe(true);
  expect(bytes.length).toBe(backup.size);
  for (const word of ["John Miller", "Pledge", "head.json"]) expect(bytes.includes(word)).toBe(false);
  const [row] = await latestBackups(1);
  expect(row).toMatchObject({ id: backup.id, state: "good", file: backup.file, size: backup.size });
  expect(row?.position).toBe(Number((await query(`SELECT position FROM "TallierState"`))[0]?.position));
  const [sum] = await query<{ sha256: Buffer }>(`SELECT sha256 FROM "Backup" WHERE id = $1`, [backup.id]);
  expect(sum?.sha256).toEqual(createHash("sha256").update(bytes).digest());
});

it("leaves nothing of one that was interrupted, and makes one at a time", async () => {
  const files = () => readdirSync(join(dataDir, "backups"));
  const stop = new Error("enough");
  let parts = 0;
  const stopping = makeBackup({
    now: new Date(),
    onProgress: async () => {
      parts += 1;
      if (parts === 1) await expect(makeBackup({ now: new Date() })).rejects.toThrow("another backup");
      if (parts === 2) throw stop;
    },
  });
  await expect(stopping).rejects.toBe(stop);
  expect(files()).toEqual([backup.file.split("/").at(-1)]);
  expect(await latestBackups(1)).toMatchObject([{ state: "failed", error: "Error" }]);
  await expect(makeBackup({ now: new Date(), to: backup.file })).rejects.toMatchObject({ code: "EEXIST" });
  expect(await latestBackups(1)).toMatchObject([{ state: "failed", error: "EEXIST" }]);
});

it("does not touch a database that is in use, not empty, or called otherwise", async () => {
  await query("SELECT 1");
  await expect(putBack({ file: backup.file, replace: name })).rejects.toThrow(/stop it everywhere/);
  await closeDatabase();
  await expect(putBack({ file: backup.file })).rejects.toThrow(`--replace ${name}`);
  await expect(putBack({ file: backup.file, replace: "other" })).rejects.toThrow(`called ${name}, not other`);
  expect((await contents()).Pledge).toBe(before.Pledge);
});

it("refuses a file that is damaged, cut off, foreign or gone, before it touches anything", async () => {
  await closeDatabase();
  const good = readFileSync(backup.file);
  const bad = join(dataDir, "bad.age");
  const refused = async (bytes: Buffer) => {
    writeFileSync(bad, bytes);
    return putBack({ file: bad, replace: name }).then(
      () => "restored",
      (error: { reason?: string; message: string }) => error.reason ?? error.message,
    );
  };
  const flipped = Buffer.from(good);
  flipped[good.length >> 1] = (flipped[good.length >> 1] as number) ^ 1;
  expect(await refused(flipped)).toBe("damaged");
  expect(await refused(good.subarray(0, good.length - 20_000))).toBe("damaged");
  expect(await refused(Buffer.from("a letter to the editor"))).toBe("foreign");
  expect(await refused(Buffer.alloc(0))).toBe("foreign");
  rmSync(bad);
  await expect(putBack({ file: bad })).rejects.toMatchObject({ reason: "missing" });
  expect((await contents()).Pledge).toBe(before.Pledge);
  await closeDatabase();
}, 60_000);

it("puts everything back or nothing: rows that the database refuses leave it as it was", async () => {
  const forged = await forge((file, data) =>
    file === "tables/Campaign/00000001" ? Buffer.concat([data, data]) : data,
  );
  await expect(putBack({ file: forged, replace: name })).rejects.toMatchObject({ code: "23505" });
  const older = await forge((file, data) =>
    file === "head.json" ? Buffer.from(data.toString().replace("extend_desk", "extend_moon")) : data,
  );
  await expect(putBack({ file: older, replace: name })).rejects.toMatchObject({ reason: "version" });
  expect((await contents()).Pledge).toBe(before.Pledge);
  await closeDatabase();
  expect(readdirSync(dataDir).filter((file) => file.endsWith(".restoring"))).toEqual([]);
}, 60_000);

it("brings back a destroyed database as it was; who was erased since stays erased, and the log goes on under a new name", async () => {
  await query(`UPDATE "OrganizerSession" SET revoked_at = NULL`);
  await erase(jim, { withdraw: true, now: new Date() });
  for (let i = 0; i < 10; i++) await confirmed(edition);
  await foldAll();
  await publish(new Date(), { force: true });
  const published = readKeptHead(dataDir);
  rmSync(filmFile);
  await destroyDatabase();

  const { asPut, restored, isHeadOld, manifest } = await puts(backup.file);
  // Its own row was not finished while it was made.
  const { Backup: _, ...expected } = before;
  expect(asPut).toMatchObject(expected);
  expect(manifest.position).toBe(backup.position);
  expect(isHeadOld).toBe(false);
  expect(readFileSync(filmFile).equals(film)).toBe(true);
  expect(restored).toMatchObject({
    erasures: 1,
    lost: { published: { size: typeof published === "object" ? published?.size : 0 } },
    reconciliation: { found: 0 },
  });
  expect([await isErased(jim), await isErased(luis), await isErased(walter)]).toEqual([true, true, false]);
  await expect(query(`DELETE FROM "LedgerEntry"`)).rejects.toThrow();
  expect(await query(`SELECT 1 FROM "Backup" WHERE finished_at IS NULL AND failed_at IS NULL`)).toEqual([]);
  expect(
    await query(
      `SELECT organizer_id, after->>'position' AS position FROM "AuditEvent" WHERE action = 'backup.restore'`,
    ),
  ).toEqual([{ organizer_id: null, position: String(backup.position) }]);

  await publish(new Date(), { force: true });
  expect((await audit()).failures).toEqual([]);
  expect((await reconcile()).findings).toEqual([]);
  expect(await receiptHolds(walter)).toBe(true);
  // It can be signed, counted and published again.
  const after = await confirmed(edition);
  await foldAll();
  await publish(new Date(), { force: true });
  expect(await receiptHolds(after)).toBe(true);
  expect((await audit()).failures).toEqual([]);
}, 60_000);

it("stands in for a lost DATA_DIR: what was published after it is taken for lost, in place of a database by name", async () => {
  const file = join(dataDir, "..", `${name}.age`);
  // Of somebody else, who may use the database too: they are none of ours to put back, and in nobody's way.
  await query(`CREATE TABLE somebody_elses (id int)`);
  await query(`INSERT INTO somebody_elses VALUES (1)`);
  await query(`CREATE TABLE "somebody-else's" (id int)`);
  const made = await makeBackup({ now: new Date(), to: file });
  expect(made.file).toBe(file);
  const head = readFileSync(join(dataDir, "log-head"), "utf8");
  for (const lost of readdirSync(dataDir)) rmSync(join(dataDir, lost), { recursive: true });
  await query(`CREATE VIEW "somebody's" AS SELECT 1`);
  await query(`CREATE SCHEMA pgboss`);

  const { restored, isHeadOld } = await puts(file, name);
  rmSync(file);
  expect(isHeadOld).toBe(true);
  expect(readFileSync(join(dataDir, "log-head"), "utf8")).toBe(head);
  expect(existsSync(filmFile)).toBe(true);
  expect(readFileSync(join(dataDir, "erasures"), "utf8")).toContain(jim);
  expect(await query(`SELECT 1 FROM pg_views WHERE schemaname = 'public'`)).toEqual([]);
  expect(restored.lost).toMatchObject({
    entries: null,
    published: { at: null },
    origin: expect.stringMatching(/\/log\/3$/),
  });
  expect(await openAlarms()).toMatchObject([{ kind: "restored", detail: { isHeadOld: true } }]);
  await publish(new Date(), { force: true });
  expect((await audit()).failures).toEqual([]);
  expect(await receiptHolds(walter)).toBe(true);
  expect([await isErased(jim), await isErased(luis), await isErased(walter)]).toEqual([true, true, false]);
}, 60_000);

it("agrees with itself though men confirm, organizers take back and the tallier counts while it is made", async () => {
  const file = join(dataDir, "..", `${name}-busy.age`);
  const going = { on: true };
  const working = Array.from({ length: 4 }, async () => {
    while (going.on) {
      const id = await confirmed(edition);
      await invalidate(id, { reason: "automated", now: new Date() });
      await reinstate(id, { now: new Date() });
    }
  });
  const counting = (async () => {
    while (going.on) await foldAll();
  })();
  await makeBackup({ now: new Date(), to: file });
  going.on = false;
  await Promise.all([...working, counting]);
  await puts(file, name);
  rmSync(file);
  expect((await reconcile()).findings).toEqual([]);
  // And what is written into it from now on is counted behind what was in it.
  await confirmed(edition);
  await foldAll();
  expect((await reconcile()).findings).toEqual([]);
}, 60_000);

it("needs no sequence to be set: the database has none", async () => {
  expect(await query(`SELECT 1 FROM pg_sequences WHERE schemaname = 'public'`)).toEqual([]);
});

/** A well sealed backup with other content than the good one; its manifest agrees with it. */
async function forge(change: (name: string, data: Buffer) => Buffer): Promise<string> {
  const file = join(dataDir, `forged-${randomBytes(4).toString("hex")}.age`);
  async function* archive() {
    const sums = new Map<string, { data: Buffer }>();
    for await (const part of members(await opened(backup.file))) {
      let data = change(part.name, part.data);
      const [, table] = /^tables\/(\w+)\//.exec(part.name) ?? [];
      if (table) sums.set(table, { data: Buffer.concat([sums.get(table)?.data ?? Buffer.alloc(0), data]) });
      if (part.name === "manifest.json") {
        const manifest = JSON.parse(data.toString());
        for (const [key, sum] of sums)
          manifest.tables[key] = {
            rows: sum.data.filter((byte) => byte === 10).length,
            sha256: createHash("sha256").update(sum.data).digest("hex"),
          };
        data = Buffer.from(JSON.stringify(manifest));
      }
      yield member(part.name, data, new Date());
    }
    yield END;
  }
  await pipeline(await sealed(archive()), createWriteStream(file));
  return file;
}
