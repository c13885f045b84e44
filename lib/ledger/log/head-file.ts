import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { base64 } from "./base64.ts";

/** The last published head as it is kept outside of the database, where restoring a backup does not reach it. */
export type KeptHead = {
  origin: string;
  size: number;
  /** 32 bytes. */
  root: Buffer;
  /** The signed note. */
  note: string;
};

export function headFile(dataDir: string): string {
  return join(dataDir, "log-head");
}

/** The head that was kept; null when there is no file, "unreadable" when the file is not as we write it. */
export function readKeptHead(dataDir: string): KeptHead | "unreadable" | null {
  try {
    const { origin, size, root, note } = JSON.parse(readFileSync(headFile(dataDir), "utf8"));
    const bytes = base64(String(root));
    const isFit =
      typeof origin === "string" && typeof note === "string" && Number.isSafeInteger(size) && size >= 0;
    return isFit && bytes?.length === 32 ? { origin, size, root: bytes, note } : "unreadable";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? null : "unreadable";
  }
}

/** Replaces the file in one step, and returns when it is on the disk: a crash leaves the old one or the new one. */
export function keepHead(dataDir: string, { origin, size, root, note }: KeptHead): void {
  const path = headFile(dataDir);
  const text = `${JSON.stringify({ origin, size, root: root.toString("base64"), note }, null, 2)}\n`;
  // Its own name for each process: two that publish at once do not write into each other's file.
  const draft = `${path}.${process.pid}`;
  withFile(draft, "w", (file) => {
    writeSync(file, text);
    fsyncSync(file);
  });
  renameSync(draft, path);
  withFile(dirname(path), "r", fsyncSync);
}

function withFile(path: string, flags: string, use: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    use(file);
  } finally {
    closeSync(file);
  }
}
