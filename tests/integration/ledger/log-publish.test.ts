import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

const url = await freshDatabase();
const { query } = await import("#lib/db.ts");
const { appendChanges, appendCrowd } = await import("../../support/crowd.ts");
const { foldAll } = await import("../../support/ledger.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { startNewLog } = await import("#lib/ledger/log/start-new-log.ts");
const { forgetHead, nextPublication, publishedHead, tile } = await import("#lib/ledger/log/queries.ts");
const { openAlarms } = await import("#lib/alarms/alarms.ts");
const { publicKeyOf, publicKeys } = await import("#lib/ledger/log/keys.ts");
const { openNote, parseKey } = await import("#lib/ledger/log/note.ts");
const { parseCheckpoint } = await import("#lib/ledger/log/checkpoint.ts");
const { readKeptHead } = await import("#lib/ledger/log/head-file.ts");
const { append, emptyEdge, leafHash, rootOf } = await import("#lib/ledger/log/merkle.ts");
const { ENTRIES, tilesAt, unpackEntries } = await import("#lib/ledger/log/tiles.ts");
const { consistencyProof, inclusionProof } = await import("#lib/ledger/log/proofs.ts");
const { isConsistent, isIncluded } = await import("#lib/ledger/log/verify-paths.ts");

const now = () => new Date();
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000);
const dataDir = () => process.env.DATA_DIR as string;
const file = () => join(dataDir(), "log-head");
let edition: { id: string };

beforeAll(async () => {
  edition = await createCampaign();
});

/** The head as the database has it this moment. */
async function head() {
  forgetHead();
  const found = await publishedHead();
  if (!found) throw new Error("nothing is published");
  return found;
}

async function leaves(size: number): Promise<Buffer[]> {
  const bundles = await Promise.all(
    tilesAt(size, ENTRIES).map(({ index, width }) => tile(ENTRIES, index, width)),
  );
  return bundles.flatMap((bundle) => (bundle && unpackEntries(bundle)) ?? []);
}

/** Everything that a stranger would check, from what is served. */
async function expectSound(): Promise<void> {
  const found = await head();
  const key = parseKey(await publicKeyOf(found.origin));
  const text = key && openNote(found.note, key);
  const { previous: _, ...said } = parseCheckpoint(text ?? "") ?? { previous: null };
  expect(said).toEqual({ origin: found.origin, size: found.size, root: found.root });
  const edge = emptyEdge();
  for (const leaf of await leaves(found.size)) append(edge, leafHash(leaf));
  expect(edge.size).toBe(found.size);
  expect(rootOf(edge)).toEqual(found.root);
  const [state] = await query<{ log: number; leaves: number; distinct: number }>(
    `SELECT (SELECT size::int FROM "Log" ORDER BY id DESC LIMIT 1) AS log, count(*)::int AS leaves,
       count(DISTINCT entry_id)::int AS distinct FROM "LogLeaf" WHERE log_id = $1`,
    [found.logId],
  );
  expect(state).toEqual({ log: found.size, leaves: found.size, distinct: found.size });
  expect(readKeptHead(dataDir())).toEqual({
    origin: found.origin,
    size: found.size,
    root: found.root,
    note: found.note,
  });
}

async function positions(): Promise<number> {
  const [row] = await query<{ n: number }>(`SELECT position::int AS n FROM "TallierState"`);
  return row?.n ?? -1;
}

describe("publishing", () => {
  it("waits for something to publish", async () => {
    expect(await publish(now())).toBe(0);
    expect(await publishedHead()).toBeNull();
    expect(await publicKeys()).toEqual([]);
    expect(existsSync(file())).toBe(false);
  });

  it("publishes at once the first time, then by the rules of batches, and on demand", async () => {
    await appendCrowd(edition.id, 15);
    await foldAll();
    expect(await publish(now())).toBe(15);
    await expectSound();
    expect((await head()).origin).toBe("localhost:3000/log");

    await appendCrowd(edition.id, 5);
    await foldAll();
    expect(await publish(later(2))).toBe(0);
    expect((await nextPublication()).getTime()).toBe((await head()).at.getTime() + 24 * 3_600_000);
    await appendCrowd(edition.id, 15);
    await foldAll();
    expect((await nextPublication()).getTime()).toBe((await head()).at.getTime() + 3_600_000);
    expect(await publish(now())).toBe(0);
    expect(await publish(later(2))).toBe(20);
    await appendCrowd(edition.id, 1);
    await foldAll();
    expect(await publish(now(), { force: true })).toBe(1);
    expect(await publish(now(), { force: true })).toBe(0);
    await expectSound();
  });

  it("publishes only what has been counted", async () => {
    await appendCrowd(edition.id, 3);
    expect(await publish(now(), { force: true })).toBe(0);
    await foldAll();
    expect(await publish(now(), { force: true })).toBe(3);
  });

  it("shuffles what it publishes together", async () => {
    const from = (await head()).size;
    await appendCrowd(edition.id, 300);
    await foldAll();
    await publish(now(), { force: true });
    const rows = await query<{ position: number }>(
      `SELECT p.position::int FROM "LogLeaf" l JOIN "LedgerPosition" p USING (entry_id) WHERE l.index >= $1 ORDER BY l.index`,
      [from],
    );
    const order = rows.map(({ position }) => position);
    expect(order).toHaveLength(300);
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    const inPlace = order.filter((position, i) => position === from + i + 1).length;
    expect(inPlace).toBeLessThan(30);
    await expectSound();
  });

  it("publishes more than one checkpoint's worth in several, each a beginning of the next", async () => {
    const before = await head();
    await appendCrowd(edition.id, 41_000);
    await appendChanges("withdrawn", 100);
    await appendChanges("reclassified", 100);
    await foldAll(10_000);
    expect(await publish(now(), { force: true })).toBe(41_200);
    await expectSound();
    const rows = await query<{ size: number; root: Buffer }>(
      `SELECT size::int, root FROM "Checkpoint" WHERE size >= $1 ORDER BY size`,
      [before.size],
    );
    expect(rows.map(({ size }) => size - before.size)).toEqual([0, 13_734, 27_467, 41_200]);
    for (const [i, { size, root }] of rows.slice(1).entries()) {
      const old = rows[i] as { size: number; root: Buffer };
      expect(isConsistent(old.size, size, old.root, root, await consistencyProof(old.size, size))).toBe(true);
    }
    const { size, root } = await head();
    const all = await leaves(size);
    for (const index of [0, 255, 256, 20_000, size - 1]) {
      const path = await inclusionProof(index, size);
      expect(isIncluded(index, size, leafHash(all[index] as Buffer), path, root)).toBe(true);
    }
    await expect(inclusionProof(size, size)).rejects.toThrow(RangeError);
    await expect(consistencyProof(1, size + 1)).rejects.toThrow(RangeError);
  });

  it("serves each tile in every width that it has had, and none beyond", async () => {
    const { size } = await head();
    const last = tilesAt(size, 0).at(-1) as { index: number; width: number };
    for (const level of [0, ENTRIES]) {
      const whole = (await tile(level, last.index, last.width)) as Buffer;
      const one = (await tile(level, last.index, 1)) as Buffer;
      expect(whole.subarray(0, one.length)).toEqual(one);
      expect(await tile(level, last.index, last.width + 1)).toBeNull();
      expect(await tile(level, last.index + 1, 1)).toBeNull();
      expect(await tile(level, 0, 0)).toBeNull();
    }
    expect(await tile(5, 0, 1)).toBeNull();
  });

  it("has two publishers at once take turns", async () => {
    await appendCrowd(edition.id, 500);
    await foldAll();
    const added = await Promise.all([1, 2, 3, 4].map(() => publish(now(), { force: true })));
    expect(added.reduce((a, b) => a + b)).toBe(500);
    await expectSound();
  });

  it("loses and doubles nothing when its connection is killed at any moment", async () => {
    const killer = new pg.Client({ connectionString: url });
    await killer.connect();
    for (let round = 0; round < 30; round++) {
      await surely(() => appendCrowd(edition.id, 300));
      await surely(() => foldAll());
      const publishing = publish(now(), { force: true }).catch(() => "killed");
      await new Promise((resolve) => setTimeout(resolve, round));
      await killer.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
      );
      await publishing;
    }
    await killer.end();
    await surely(() => publish(now(), { force: true }));
    await expectSound();
    expect((await head()).size).toBe(await positions());
  });
});

describe("the head outside of the database", () => {
  const alarmed = async () => (await openAlarms()).map(({ kind, detail }) => [kind, detail.reason]);
  const grow = async (n = 20) => {
    await appendCrowd(edition.id, n);
    await foldAll();
  };

  it("that is behind, as after a crash between commit and writing, is brought up to date", async () => {
    const old = readFileSync(file());
    await grow();
    await publish(now(), { force: true });
    writeFileSync(file(), old);
    expect(await publish(now())).toBe(0);
    await expectSound();
    expect(await alarmed()).toEqual([]);
  });

  it("that is missing is written", async () => {
    rmSync(file());
    await publish(now());
    await expectSound();
  });

  it.each([
    ["is ahead of the database, as after an older copy was put back", { by: 5 }, "behind"],
    ["has the same size and another root", { root: Buffer.alloc(32, 9) }, "another_tree"],
    ["is behind with a root that the tree never had", { by: -30, root: Buffer.alloc(32, 9) }, "another_tree"],
    ["is that of another log", { origin: "example.org/log" }, "another_log"],
    ["cannot be read", { text: "{" }, "file_unreadable"],
  ])("that %s keeps everything from being signed", async (_, change, reason) => {
    await grow();
    const before = await head();
    const good = readFileSync(file());
    const kept = { origin: before.origin, size: before.size, root: before.root, note: before.note };
    const {
      by = 0,
      text,
      ...other
    } = change as { by?: number; text?: string; root?: Buffer; origin?: string };
    const wrong = { ...kept, ...other, size: kept.size + by };
    writeFileSync(file(), text ?? JSON.stringify({ ...wrong, root: wrong.root.toString("base64") }));
    expect(await publish(now(), { force: true })).toBe(0);
    expect((await head()).size).toBe(before.size);
    expect(await alarmed()).toEqual([["log_head", reason]]);
    writeFileSync(file(), good);
    expect(await publish(now(), { force: true })).toBe(20);
    expect(await alarmed()).toEqual([]);
    await expectSound();
  });

  const flipped = (at: number) => `data = set_byte(data, ${at}, get_byte(data, ${at}) # 1)`;
  it.each([
    ["the leaves of the last bundle", "LogTile", flipped(9), flipped(9)],
    ["the lengths in the last bundle", "LogTile", flipped(1), flipped(1)],
    ["the last note", "Checkpoint", "note = note || 'x'", "note = left(note, -1)"],
    ["what the log takes the place of", "Log", "previous = 'old.example/log 1 AAAA'", "previous = NULL"],
  ])("signs nothing when somebody altered %s", async (_, table, change, undo) => {
    await grow();
    const last = `WHERE level = -1 AND index = (SELECT max(index) FROM "LogTile" WHERE level = -1)`;
    const where = table === "LogTile" ? last : "";
    await tampering(`UPDATE "${table}" SET ${change} ${where}`, table);
    expect(await publish(now(), { force: true })).toBe(0);
    expect((await alarmed())[0]?.[0]).toBe("log_head");
    await tampering(`UPDATE "${table}" SET ${undo} ${where}`, table);
    expect(await publish(now(), { force: true })).toBe(20);
    expect(await alarmed()).toEqual([]);
  });

  it("serves an altered bundle as it is, for whoever audits to see", async () => {
    const { size } = await head();
    const index = Math.floor((size - 1) / 256);
    const width = size - 256 * index;
    const flip = `UPDATE "LogTile" SET data = set_byte(data, 1, get_byte(data, 1) # 1) WHERE level = -1 AND index = ${index}`;
    await tampering(flip);
    const served = await tile(ENTRIES, index, width);
    expect(served && unpackEntries(served)?.length).not.toBe(width);
    await tampering(flip);
  });

  it("signs nothing when the stored tiles are no longer what was signed", async () => {
    await grow();
    const { size } = await head();
    const last = tilesAt(size, 0).at(-1) as { index: number };
    const flip = () =>
      tampering(
        `UPDATE "LogTile" SET data = set_byte(data, 3, get_byte(data, 3) # 1) WHERE level = 0 AND index = ${last.index}`,
      );
    await flip();
    expect(await publish(now(), { force: true })).toBe(0);
    expect((await alarmed())[0]?.[0]).toBe("log_head");
    await flip();
    expect(await publish(now(), { force: true })).toBe(20);
    expect(await alarmed()).toEqual([]);
  });
});

describe("figures that do not follow from the leaves", () => {
  it.each([
    ["men by e-mail", `dimension = 'all' AND stance = 'man'`, "verified"],
    ["supporters", `dimension = 'all' AND stance = 'supporter'`, "supporters"],
    ["a state", `dimension = 'region' AND key = 'US-IL' AND stance = 'man'`, "places US-IL"],
    ["a small country", `dimension = 'country' AND key = 'LI' AND stance = 'man'`, "places other"],
  ])("(%s) are not signed", async (_, where, what) => {
    await appendCrowd(edition.id, 20);
    await foldAll();
    const before = await head();
    await query(`UPDATE "Tally" SET count = count + 1 WHERE ${where}`);
    expect(await publish(now(), { force: true })).toBe(0);
    expect((await head()).size).toBe(before.size);
    const [alarm] = await openAlarms();
    expect(alarm?.kind).toBe("log_figures");
    expect(JSON.stringify(alarm?.detail)).toContain(what);
    expect(JSON.stringify(alarm?.detail)).toContain("sample/");
    await query(`UPDATE "Tally" SET count = count - 1 WHERE ${where}`);
    expect(await publish(now(), { force: true })).toBe(20);
    expect(await openAlarms()).toEqual([]);
  });
});

describe("a log that is begun anew", () => {
  it("has a name of its own, names the old head, and holds everything again", async () => {
    const old = await head();
    expect(await startNewLog(old)).toBe("localhost:3000/log/2");
    forgetHead();
    expect(await publishedHead()).toBeNull();
    await publish(now(), { force: true });
    await expectSound();
    const found = await head();
    expect(found.size).toBe(old.size);
    expect(found.figures).toEqual(old.figures);
    expect(found.note.split("\n")[3]).toBe(
      `previous localhost:3000/log ${old.size} ${old.root.toString("base64")}`,
    );
    expect(await publicKeys()).toHaveLength(2);
    expect(await openAlarms()).toEqual([]);
  });

  it("takes no name that a later copy had already taken", async () => {
    const { size, root } = await head();
    expect(await startNewLog({ origin: "localhost:3000/log/7", size, root })).toBe("localhost:3000/log/8");
  });
});

/** Does to the log what no trigger lets through. */
async function tampering(statement: string, table = "LogTile"): Promise<void> {
  await query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  if (table === "Checkpoint") await query(`GRANT UPDATE ON "Checkpoint" TO CURRENT_USER`);
  await query(statement);
  if (table === "Checkpoint") await query(`REVOKE UPDATE ON "Checkpoint" FROM CURRENT_USER`);
  await query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
}

/** Again while it meets a connection that was killed. */
async function surely(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}
