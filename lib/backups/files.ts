import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * What is kept beside the database and goes along, by its path in DATA_DIR: the films, and the last published head and the
 * erasures, for the day on which the directory is lost as well.
 */
export function filesToKeep(dataDir: string): string[] {
  const isFile = (name: string) =>
    statSync(join(dataDir, name), { throwIfNoEntry: false })?.isFile() ?? false;
  return [...["erasures", "log-head"].filter(isFile), ...media(dataDir).filter(isFile)];
}

/** A file of ours by its name in an archive; anything else is nothing that we put there. */
export function isKept(name: string): boolean {
  return /^(erasures|log-head|media\/[0-9a-f]{64})$/.test(name);
}

function media(dataDir: string): string[] {
  try {
    return readdirSync(join(dataDir, "media"))
      .sort()
      .map((name) => `media/${name}`)
      .filter(isKept);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
