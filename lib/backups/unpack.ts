import { createHash, type Hash } from "node:crypto";
import { members } from "./archive.ts";
import { isKept } from "./files.ts";
import { type Head, headSchema, type Manifest, manifestSchema } from "./manifest.ts";
import { opened } from "./seal.ts";
import { BackupUnusable } from "./unusable.ts";

/** What a reader is handed, in this order: the head once, then parts. */
export type Taking = {
  head?: (head: Head) => Promise<void>;
  /** The next part of a table, or of a file. */
  table?: (name: string, data: Buffer) => Promise<void>;
  file?: (name: string, data: Buffer) => Promise<void>;
};

export type Unpacked = { head: Head; manifest: Manifest };

/**
 * Reads a backup from end to end and compares what comes with what its manifest says. Throws BackupUnusable; whatever the
 * reader did with the parts until then is void.
 */
export async function unpack(file: string, taking: Taking = {}): Promise<Unpacked> {
  const archive = await opened(file);
  const sums = new Map<string, { hash: Hash; size: number; lines: number }>();
  let head: Head | undefined;
  let manifest: Manifest | undefined;
  try {
    for await (const { name, data } of membersOf(archive)) {
      if (name === "head.json") {
        head = parsed(headSchema, data);
        await taking.head?.(head);
        continue;
      }
      if (name === "manifest.json") {
        manifest = parsed(manifestSchema, data);
        continue;
      }
      const [, kind, what = ""] = /^(tables|files)\/(.+)\/\d{8}$/.exec(name) ?? [];
      if (!head || !kind || manifest) throw new BackupUnusable("damaged", name);
      const key = `${kind}/${what}`;
      const sum = sums.get(key) ?? { hash: createHash("sha256"), size: 0, lines: 0 };
      sums.set(key, sum);
      sum.hash.update(data);
      sum.size += data.length;
      if (kind === "tables") {
        sum.lines += lines(data);
        if (!head.tables.some((table) => table.name === what)) throw new BackupUnusable("damaged", name);
        await taking.table?.(what, data);
      } else {
        if (!isKept(what)) throw new BackupUnusable("damaged", name);
        await taking.file?.(what, data);
      }
    }
  } finally {
    archive.destroy();
  }
  if (!head || !manifest) throw new BackupUnusable("damaged", "it has no end");
  compare(head, manifest, sums);
  return { head, manifest };
}

function compare(
  head: Head,
  manifest: Manifest,
  sums: Map<string, { hash: Hash; size: number; lines: number }>,
): void {
  const none = { sha256: createHash("sha256").digest("hex"), size: 0, lines: 0 };
  const came = (key: string) => {
    const sum = sums.get(key);
    sums.delete(key);
    return sum ? { ...sum, sha256: sum.hash.digest("hex") } : none;
  };
  for (const { name } of head.tables) {
    const { sha256, lines: rows } = came(`tables/${name}`);
    const said = manifest.tables[name];
    if (!said || said.sha256 !== sha256 || said.rows !== rows) throw new BackupUnusable("damaged", name);
  }
  for (const [name, said] of Object.entries(manifest.files)) {
    const { sha256, size } = came(`files/${name}`);
    if (said.sha256 !== sha256 || said.size !== size) throw new BackupUnusable("damaged", name);
  }
  const [more] = sums.keys();
  if (more !== undefined) throw new BackupUnusable("damaged", more);
}

/** A stream that cannot be decrypted, inflated or cut into members any further is damaged. */
async function* membersOf(archive: AsyncIterable<Buffer>) {
  try {
    yield* members(archive);
  } catch (error) {
    throw new BackupUnusable("damaged", (error as Error).message);
  }
}

function parsed<T>(schema: { parse(value: unknown): T }, data: Buffer): T {
  let value: { format?: unknown };
  try {
    value = JSON.parse(data.toString("utf8"));
  } catch {
    throw new BackupUnusable("damaged", "its head");
  }
  if (typeof value.format === "number" && value.format !== 1)
    throw new BackupUnusable("version", `format ${value.format}`);
  try {
    return schema.parse(value);
  } catch {
    throw new BackupUnusable("damaged", "its head");
  }
}

/** Rows of a part: COPY ends each with a line feed, and writes those within it as `\n`. */
function lines(data: Buffer): number {
  let count = 0;
  for (let at = data.indexOf(10); at >= 0; at = data.indexOf(10, at + 1)) count += 1;
  return count;
}
