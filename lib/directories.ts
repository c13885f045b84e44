import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a directory and those above it. Not with `recursive`, with which Node never returns where the kernel refuses new
 * directories, as below /proc. Throws the file system's error.
 */
export function makeDirectories(path: string): void {
  if (existsSync(path)) return;
  if (!existsSync(dirname(path))) makeDirectories(dirname(path));
  mkdirSync(path, { mode: 0o755 });
}
