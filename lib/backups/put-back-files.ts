import { appendFileSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeDirectories } from "#lib/directories.ts";

/**
 * Takes the files of a backup as they come. What is missing in DATA_DIR is put there by `end`, which answers the names; what is
 * there stays, being newer, and of erasures each is kept that either of them has. Until then everything stands aside.
 */
export function keepingFiles(dataDir: string) {
  const aside = new Map<string, string>();
  return {
    take: async (name: string, data: Buffer): Promise<void> => {
      let draft = aside.get(name);
      if (draft === undefined) {
        draft = `${join(dataDir, name)}.restoring`;
        aside.set(name, draft);
        makeDirectories(dirname(draft));
        rmSync(draft, { force: true });
      }
      appendFileSync(draft, data, { mode: 0o600 });
    },
    end: (): string[] => {
      const put: string[] = [];
      for (const [name, draft] of aside) {
        const file = join(dataDir, name);
        if (!existsSync(file)) {
          renameSync(draft, file);
          put.push(name);
        } else if (name === "erasures") addLines(file, draft);
      }
      discard(aside);
      return put;
    },
    discard: () => discard(aside),
  };
}

function discard(aside: Map<string, string>): void {
  for (const draft of aside.values()) rmSync(draft, { force: true });
}

function addLines(file: string, draft: string): void {
  const lines = (path: string) => readFileSync(path, "utf8").split("\n").filter(Boolean);
  const known = new Set(lines(file));
  const missing = lines(draft).filter((line) => !known.has(line));
  // Its last line may have been cut off by a crash.
  if (missing.length > 0) appendFileSync(file, `\n${missing.join("\n")}\n`);
}
