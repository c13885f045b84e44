import { createHash } from "node:crypto";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { now } from "#lib/clock.ts";
import { sealApp, unsealApp, uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { makeDirectories } from "#lib/directories.ts";
import { env } from "#lib/env.ts";
import { newFileKey, readSealed, writeSealed } from "#lib/sealed-files.ts";
import { zipped } from "#lib/zip.ts";

/** How long a file can be fetched. */
export const FILE_LIFE = "24 hours";
/** What nobody has written to for so long, and no row knows, was left behind by a crash (milliseconds). */
const ABANDONED = 3_600_000;

export type ExportFile = {
  id: string;
  taskId: string;
  name: string;
  type: string;
  size: number;
  rows: number;
  /** Of what is downloaded, in hex. */
  sha256: string;
  createdAt: Date;
  expiresAt: Date;
  downloads: number;
};
type Content = {
  /** As it is downloaded: `pledges.csv`. */
  name: string;
  lines: AsyncIterable<{ text: string; rows: number }>;
  /** Makes it a ZIP archive that opens with this alone. */
  passphrase?: string | undefined;
  /** It may come to more than 4 GB. */
  isHuge?: boolean;
};

const COLUMNS = `f.id, f.task_id AS "taskId", f.name, f.type, f.size::float8 AS size, f.rows, encode(f.sha256, 'hex') AS sha256,
  f.created_at AS "createdAt", f.expires_at AS "expiresAt", f.downloads`;
const IS_THERE = "f.removed_at IS NULL AND f.expires_at > now()";

/**
 * Makes a file of a task: CSV with a byte order mark, written to DATA_DIR/exports encrypted under a key of its own. Until it is
 * whole the key is nowhere but here: one that is stopped, fails or crashes leaves nothing that anybody could open, and but for a
 * crash nothing at all. A task has one file; that of an earlier try gives way.
 */
export async function makeFile(
  taskId: string,
  { name, lines, passphrase, isHuge }: Content,
): Promise<ExportFile> {
  makeDirectories(folder());
  const id = uuidv7(now());
  const key = await newFileKey();
  const made = { rows: 0, size: 0, digest: createHash("sha256") };
  const plain = counted(lines, made);
  const content = passphrase ? fromWeb(zipped(name, toWeb(plain), { passphrase, isHuge, at: now() })) : plain;
  const path = pathOf(id);
  try {
    await writeSealed(`${path}.part`, key, measured(content, made));
    await rename(`${path}.part`, path);
    await removeFilesOf(taskId);
    await query(
      `INSERT INTO "ExportFile" (id, task_id, name, type, size, rows, sha256, key_sealed, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + interval '${FILE_LIFE}')`,
      [
        id,
        taskId,
        passphrase ? name.replace(/\.csv$/, ".zip") : name,
        passphrase ? "application/zip" : "text/csv; charset=utf-8; header=present",
        made.size,
        made.rows,
        made.digest.digest(),
        sealApp("export", key, id),
      ],
    );
  } catch (error) {
    rmSync(`${path}.part`, { force: true });
    rmSync(path, { force: true });
    throw error;
  }
  return (await fileOf(id)) as ExportFile;
}

/** A file that can still be fetched; null where it has ended, or never was. */
export async function fileOf(id: string): Promise<ExportFile | null> {
  const [file] = await query<ExportFile>(
    `SELECT ${COLUMNS} FROM "ExportFile" f WHERE f.id = $1 AND ${IS_THERE}`,
    [id],
  );
  return file ?? null;
}

/** The files of tasks that can still be fetched, by task. */
export async function filesOf(taskIds: string[]): Promise<Map<string, ExportFile>> {
  const files = await query<ExportFile>(
    `SELECT ${COLUMNS} FROM "ExportFile" f WHERE f.task_id = ANY ($1) AND ${IS_THERE} ORDER BY f.created_at`,
    [taskIds],
  );
  return new Map(files.map((file) => [file.taskId, file]));
}

/** What a file holds; null where it is gone. That it was fetched is counted. */
export async function openFile(id: string): Promise<ReadableStream<Uint8Array> | null> {
  if (!existsSync(pathOf(id))) return null;
  const [row] = await query<{ keySealed: Buffer }>(
    `UPDATE "ExportFile" f SET downloads = downloads + 1 WHERE f.id = $1 AND ${IS_THERE} RETURNING key_sealed AS "keySealed"`,
    [id],
  );
  return row ? readSealed(pathOf(id), unsealApp("export", row.keySealed, id).toString("utf8")) : null;
}

/** Removes files whose time is over, with their keys, and what a crash left behind. Safe to repeat; answers how many files went. */
export async function removeExpiredFiles(): Promise<number> {
  const ended = await query<{ id: string }>(
    `SELECT id FROM "ExportFile" WHERE removed_at IS NULL AND expires_at <= now()`,
  );
  await removeFiles(ended.map(({ id }) => id));
  const known = new Set(
    (await query<{ id: string }>(`SELECT id FROM "ExportFile" WHERE removed_at IS NULL`)).map(({ id }) => id),
  );
  const isAbandoned = (file: string) =>
    !known.has(file) &&
    now().getTime() - (modified(join(folder(), file)) ?? Number.POSITIVE_INFINITY) > ABANDONED;
  const left = existsSync(folder()) ? readdirSync(folder()).filter(isAbandoned) : [];
  for (const file of left) rmSync(join(folder(), file), { force: true });
  return ended.length + left.length;
}

/** Removes the files of a task at once. */
export async function removeFilesOf(taskId: string): Promise<void> {
  const files = await query<{ id: string }>(
    `SELECT id FROM "ExportFile" WHERE task_id = $1 AND removed_at IS NULL`,
    [taskId],
  );
  await removeFiles(files.map(({ id }) => id));
}

/** The key first: a file without it is noise. */
async function removeFiles(ids: string[]): Promise<void> {
  await query(`UPDATE "ExportFile" SET removed_at = now(), key_sealed = NULL WHERE id = ANY ($1)`, [ids]);
  for (const id of ids) rmSync(pathOf(id), { force: true });
}

function folder(): string {
  return join(env().dataDir, "exports");
}

function pathOf(id: string): string {
  return join(folder(), id);
}

/** In milliseconds; null where it has just gone. */
function modified(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** The byte order mark, by which Excel knows UTF-8, and the lines. */
async function* counted(lines: Content["lines"], made: { rows: number }): AsyncGenerator<Buffer> {
  let waiting = "\uFEFF";
  for await (const { text, rows } of lines) {
    made.rows += rows;
    waiting += text;
    if (waiting.length < 64 * 1024) continue;
    yield Buffer.from(waiting);
    waiting = "";
  }
  yield Buffer.from(waiting);
}

async function* measured(
  content: AsyncIterable<Uint8Array>,
  made: { size: number; digest: ReturnType<typeof createHash> },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    made.size += chunk.byteLength;
    made.digest.update(chunk);
    yield chunk;
  }
}

function toWeb(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(source, { objectMode: false })) as ReadableStream<Uint8Array>;
}

function fromWeb(stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  return stream as unknown as AsyncIterable<Uint8Array>;
}
