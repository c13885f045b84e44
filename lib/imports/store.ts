import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { now } from "#lib/clock.ts";
import { sealApp, unsealApp, uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { makeDirectories } from "#lib/directories.ts";
import { env } from "#lib/env.ts";
import { newFileKey, readSealed, writeSealed } from "#lib/sealed-files.ts";
import {
  decodeHead,
  delimiterOf,
  type Encoding,
  encodingOf,
  type FileProblem,
  type Shape,
  signatureProblem,
} from "./file-rules.ts";

/** Bytes of a list. A million people with their addresses are about half of it. */
export const LARGEST_FILE = 200 * 1024 * 1024;
/** Bytes of the beginning that is looked at. */
const HEAD = 64 * 1024;

type Received = { ok: true; id: string; sha256: Buffer; size: number; key: string; shape: Shape };

/**
 * Takes a list as it is uploaded: to DATA_DIR/imports, encrypted under a key of its own, looked at on the way. What is no list is
 * refused, and nothing of it stays.
 */
export async function receiveList(
  body: AsyncIterable<Buffer>,
): Promise<Received | { ok: false; problem: FileProblem }> {
  makeDirectories(folder());
  const id = uuidv7(now());
  const key = await newFileKey();
  const looked = createLook();
  const path = pathOf(id);
  try {
    await writeSealed(`${path}.part`, key, looked.through(body));
    const shape = await looked.shape();
    if (typeof shape === "string") throw new Refused(shape);
    await rename(`${path}.part`, path);
    return { ok: true, id, key, sha256: looked.digest.digest(), size: looked.size, shape };
  } catch (error) {
    rmSync(`${path}.part`, { force: true });
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    throw error;
  }
}

class Refused extends Error {
  problem: FileProblem;
  constructor(problem: FileProblem) {
    super(`no list: ${problem}`);
    this.problem = problem;
  }
}

/** What is found out about a file while it passes. */
function createLook() {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  const head: Buffer[] = [];
  const found = { isUtf8: true, hasNul: false, lines: 0, headSize: 0 };
  const look = {
    size: 0,
    digest: createHash("sha256"),
    async *through(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of body) {
        look.size += chunk.length;
        if (look.size > LARGEST_FILE) throw new Refused("too_large");
        if (found.headSize < HEAD) {
          head.push(chunk.subarray(0, HEAD - found.headSize));
          found.headSize += chunk.length;
          const problem = found.headSize >= 16 ? signatureProblem(Buffer.concat(head)) : null;
          if (problem) throw new Refused(problem);
        }
        look.digest.update(chunk);
        found.hasNul ||= chunk.includes(0);
        found.isUtf8 &&= isUtf8(utf8, chunk);
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) found.lines += 1;
        yield chunk;
      }
    },
    async shape(): Promise<Shape | FileProblem> {
      const start = Buffer.concat(head);
      const problem = signatureProblem(start);
      if (problem) return problem;
      const encoding = encodingOf(start, found);
      if (!encoding) return "binary";
      const text = decodeHead(start, encoding);
      if (text.trim() === "") return "empty";
      // A zero that is none of UTF-16.
      if (text.includes("\0")) return "binary";
      const split = await delimiterOf(text, look.size <= HEAD);
      if (!split.ok) return split.problem;
      return { encoding, delimiter: split.delimiter, columns: split.columns, lines: found.lines };
    },
  };
  return look;
}

function isUtf8(decoder: TextDecoder, chunk: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The text of a list, part by part; null where its file is gone. */
export async function listText(
  id: string,
  { keySealed, encoding }: { keySealed: Buffer; encoding: Encoding },
): Promise<AsyncIterable<string> | null> {
  if (!existsSync(pathOf(id))) return null;
  const bytes = await readSealed(pathOf(id), unsealApp("import", keySealed, id).toString("utf8"));
  return decoded(bytes as unknown as AsyncIterable<Uint8Array>, encoding);
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** How the key of a list's file is kept. */
export function sealListKey(id: string, key: string): Buffer {
  return sealApp("import", key, id);
}

export function removeListFile(id: string): void {
  rmSync(pathOf(id), { force: true });
}

/** Lists that nobody went on with for a week are thrown away, file and key. Answers how many. */
export async function removeForgottenLists(): Promise<number> {
  const forgotten = await query<{ id: string }>(
    `UPDATE "Import" i SET removed_at = now(), key_sealed = NULL
     WHERE removed_at IS NULL AND finished_at IS NULL AND created_at < now() - interval '7 days'
       AND NOT EXISTS (SELECT FROM "Task" t WHERE t.id IN (i.task_id, i.check_task_id)
         AND num_nonnulls(t.finished_at, t.stopped_at, t.failed_at) = 0)
     RETURNING id`,
  );
  for (const { id } of forgotten) removeListFile(id);
  return forgotten.length;
}

function folder(): string {
  return join(env().dataDir, "imports");
}

function pathOf(id: string): string {
  return join(folder(), id);
}
