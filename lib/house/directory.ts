/** The data directory: made where it is missing, and held by one supervisor at a time. */
import { accessSync, constants, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeDirectories } from "#lib/directories.ts";
import { StartError } from "#lib/env.ts";
import { birthMark } from "./processes.ts";

/** Makes the directory and returns its absolute path. Throws StartError where it cannot be written. */
export function openDirectory(directory: string): string {
  const path = resolve(directory);
  try {
    // Others may pass through, since the database runs under an account of its own when we are root; every file
    // in it that is nobody else's business has mode 600.
    makeDirectories(path);
    accessSync(path, constants.W_OK | constants.X_OK);
    const probe = join(path, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new StartError(
      `The data directory ${path} cannot be written (${reason}): give this user write access to it, or set DATA_DIR to another directory.`,
    );
  }
  return path;
}

/**
 * Holds the directory for this process and returns the deed that lets it go. The holder is known by number and
 * birth, so one that was killed does not lock anybody out. Throws StartError while another one runs.
 */
export function holdDirectory(directory: string): () => void {
  const path = join(directory, "lock");
  const mine = JSON.stringify({ pid: process.pid, born: birthMark(process.pid) });
  for (;;) {
    try {
      writeFileSync(path, mine, { flag: "wx", mode: 0o600 });
      return () => {
        if (read(path) === mine) rmSync(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const held = read(path);
    const holder = parse(held);
    if (holder && birthMark(holder.pid) === holder.born) {
      throw new StartError(
        `Countersign already runs on ${directory} (process ${holder.pid}): stop it first, or set DATA_DIR and PORT for a second one.`,
      );
    }
    // Two that find the same dead lock: a rename succeeds for one of them only, and both then ask again.
    const aside = `${path}.${process.pid}`;
    try {
      renameSync(path, aside);
      if (read(aside) !== held) renameSync(aside, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
    rmSync(aside, { force: true });
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function parse(text: string | null): { pid: number; born: string } | null {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    // Written halfway by a process that was killed, or about to be written by one that lives: either way not held.
    return null;
  }
}
