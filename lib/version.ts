import { readFileSync } from "node:fs";
import { join } from "node:path";
import about from "../package.json" with { type: "json" };

/** The version of the program. */
export const VERSION: string = about.version;

let memo: { commit: string | null } | undefined;

/** The commit that runs, twelve hex digits; null where the program came without its history. */
export function commit(): string | null {
  memo ??= { commit: readCommit(join(process.cwd(), ".git")) };
  return memo.commit;
}

export function readCommit(git: string): string | null {
  try {
    const head = readFileSync(join(git, "HEAD"), "utf8").trim();
    const [, ref] = /^ref: (refs\/[\w./-]+)$/.exec(head) ?? [];
    const id = ref ? refOf(git, ref) : head;
    return /^[0-9a-f]{40,64}$/.test(id) ? id.slice(0, 12) : null;
  } catch {
    return null;
  }
}

/** A branch has a file of its own, until git packs them into one. */
function refOf(git: string, ref: string): string {
  try {
    return readFileSync(join(git, ref), "utf8").trim();
  } catch {
    const packed = readFileSync(join(git, "packed-refs"), "utf8").split("\n");
    return packed.find((line) => line.endsWith(` ${ref}`))?.split(" ")[0] ?? "";
  }
}
