import { createHash } from "node:crypto";
import {
  closeSync,
  createWriteStream,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { clearAlarm } from "#lib/alarms/alarms.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { makeDirectories } from "#lib/directories.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { fileName } from "./file-name.ts";
import { backupDirectory, keepRoom } from "./keep.ts";
import type { Manifest } from "./manifest.ts";
import { pack } from "./pack.ts";
import { sealed } from "./seal.ts";
import { unpack } from "./unpack.ts";

export type Made = { id: string; file: string; size: number; position: number; rows: number };

/** Another backup of this database is being made. */
export class BackupBusy extends Error {
  code = "EBUSY";
}

export type Making = {
  now: Date;
  /** A file that is not there yet, or a directory; DATA_DIR/backups where nothing is said. */
  to?: string | undefined;
  /** Called about once a megabyte. What it throws ends the backup, and nothing is left of it. */
  onProgress?: (rows: number, about: number) => Promise<void>;
};

/** One backup at a time. */
const BACKUP_LOCK = [7405, 6] as const;

/**
 * Makes a backup: all tables as one moment saw them (nobody waits for it), the films, `log-head` and `erasures`, packed and sealed in one
 * file, which then is read back and compared before it gets its name. Throws BackupBusy, or the file system's error.
 */
export async function makeBackup({ now, to, onProgress }: Making): Promise<Made> {
  const client = new pg.Client({
    connectionString: env().databaseUrl,
    connectionTimeoutMillis: 5_000,
    application_name: "countersign backup",
  });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>("SELECT pg_try_advisory_lock($1, $2) AS free", [
      ...BACKUP_LOCK,
    ]);
    if (!rows[0]?.free) throw new BackupBusy("another backup is being made");
    return await recorded(client, { now, to, onProgress });
  } finally {
    await client.end().catch(() => {});
  }
}

/** The row of the backup says from the start that it is tried, and in the end what came of it. */
async function recorded(client: pg.Client, { now, to, onProgress }: Making): Promise<Made> {
  const id = uuidv7(now);
  const began = performance.now();
  // What a killed process began never ends.
  await query(
    `UPDATE "Backup" SET failed_at = now(), error = 'KILLED' WHERE finished_at IS NULL AND failed_at IS NULL`,
  );
  await query(`INSERT INTO "Backup" (id) VALUES ($1)`, [id]);
  let draft: string | undefined;
  try {
    const file = placeOf(to, fileName(id, now));
    draft = `${file}.part`;
    const { size, sha256, manifest } = await write(client, draft, { now, onProgress });
    await unpack(draft);
    renameSync(draft, file);
    toDisk(dirname(file));
    await query(
      `UPDATE "Backup" SET finished_at = now(), checked_at = now(), file = $2, size = $3, sha256 = $4, position = $5 WHERE id = $1`,
      [id, file, size, sha256, manifest.position],
    );
    await clearAlarm("backup");
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
    log.info(
      { event: "backup.made", backup: id, size, rows, ms: Math.round(performance.now() - began) },
      "a backup was made and read back",
    );
    if (!to) await keepRoom();
    return { id, file, size, position: manifest.position, rows };
  } catch (error) {
    if (draft) rmSync(draft, { force: true });
    const code = codeOf(error);
    log.warn({ event: "backup.failed", backup: id, code }, "a backup was not made");
    await query(`UPDATE "Backup" SET failed_at = now(), error = $2 WHERE id = $1 AND finished_at IS NULL`, [
      id,
      code,
    ]);
    throw error;
  }
}

/** Where the file goes. What is there already is never written over. */
function placeOf(to: string | undefined, name: string): string {
  const place = to ? resolve(to) : backupDirectory();
  const isDirectory = !to || statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isDirectory ? join(place, name) : place;
  makeDirectories(dirname(file));
  if (existsSync(file)) throw Object.assign(new Error(`${file} is there already`), { code: "EEXIST" });
  return file;
}

async function write(
  client: pg.Client,
  file: string,
  { now, onProgress }: Pick<Making, "now" | "onProgress">,
): Promise<{ size: number; sha256: Buffer; manifest: Manifest }> {
  const hash = createHash("sha256");
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  let manifest: Manifest | undefined;
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const archive = pack(client, {
    dataDir: env().dataDir,
    now,
    ...(onProgress && { onProgress }),
    onManifest: (made) => {
      manifest = made;
    },
  });
  await pipeline(await sealed(archive), measure, createWriteStream(file, { mode: 0o600, flush: true }));
  await client.query("COMMIT");
  if (!manifest) throw new Error("the archive has no end");
  return { size, sha256: hash.digest(), manifest };
}

/** The name of a file is on the disk only once its directory is. */
function toDisk(directory: string): void {
  const handle = openSync(directory, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What is kept of a failure: a code, no text. */
export function codeOf(error: unknown): string {
  const { code, name, reason } = error as { code?: unknown; name?: string; reason?: unknown };
  const said = typeof code === "string" ? code : typeof reason === "string" ? reason : name;
  return (said ?? "").replaceAll(/[^\w.-]/g, "").slice(0, 60) || "EFAILED";
}
