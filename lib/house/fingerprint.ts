/** Whether something that was made from files is still up to date: by their content, never by their dates. */
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** SHA-256 over the paths and contents of the files that the patterns match, in hexadecimal. */
export function fingerprint(root: string, patterns: string[], exclude: string[] = []): string {
  const hash = createHash("sha256");
  const paths = globSync(patterns, { cwd: root, exclude }).sort();
  for (const path of paths) {
    if (!statSync(join(root, path)).isFile()) continue;
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * Runs `make` unless `stamp` says that the result was made from files of this fingerprint and `results` exist. The
 * stamp goes before and comes back after, so a make that was interrupted is never taken for done. True when it ran.
 */
export async function makeIfStale(
  options: { stamp: string; print: string; results: string[] },
  make: () => Promise<void>,
): Promise<boolean> {
  const { stamp, print, results } = options;
  if ([stamp, ...results].every(existsSync) && readFileSync(stamp, "utf8") === print) return false;
  rmSync(stamp, { force: true });
  await make();
  writeFileSync(stamp, print);
  return true;
}
