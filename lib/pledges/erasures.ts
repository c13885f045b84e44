import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { makeDirectories } from "#lib/directories.ts";
import { env } from "#lib/env.ts";

/** An erasure as it is kept outside the database. `stays`: he stays in the count, as a number. */
export type Erasure = { pledgeId: string; stays: boolean };

const LINE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})( stays)?$/gm;

/**
 * Writes an erasure down in DATA_DIR/erasures, on the disk when it returns. A backup holds what was erased after it: whoever
 * restores one goes through this list (`reapplyErasures`). One id a line, and nothing that says who it was.
 */
export function recordErasure({ pledgeId, stays }: Erasure): void {
  const { dataDir } = env();
  makeDirectories(dataDir);
  const file = openSync(join(dataDir, "erasures"), "a+", 0o600);
  try {
    writeSync(file, `${endsInLine(file) ? "\n" : ""}${pledgeId}${stays ? " stays" : ""}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  // The file's name is on the disk only once its directory is.
  const directory = openSync(dataDir, "r");
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** Whether a crash cut the last line off: what is appended to it would be read as one with it. */
function endsInLine(file: number): boolean {
  const last = Buffer.alloc(1);
  const { size } = fstatSync(file);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString() !== "\n";
}

/** All that were written down, in their order. A line that a crash cut off takes none of the others with it. */
export function recordedErasures(): Erasure[] {
  let text: string;
  try {
    text = readFileSync(join(env().dataDir, "erasures"), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return [...text.matchAll(LINE)].map(([, pledgeId = "", stays]) => ({
    pledgeId,
    stays: stays !== undefined,
  }));
}
