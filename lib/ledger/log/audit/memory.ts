import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { type Checkpoint, parseCheckpoint } from "../checkpoint.ts";
import { openNote, parseKey, type VerifierKey } from "../note.ts";
import { Broken, type Findings, fail } from "./findings.ts";
import type { SignedHead } from "./head.ts";

/** The last head of a log that was found good here. */
export type Seen = { checkpoint: Checkpoint; key: VerifierKey; keyText: string };

/** Where the memory of a site is kept unless told otherwise. */
export function memoryFile(site: URL): string {
  return join(homedir(), ".countersign-audit", `${site.host.replaceAll(/[^\w.-]/g, "_")}.json`);
}

/** What was seen last; null the first time. Throws Broken when the file is not as it was written. */
export function recall(file: string): Seen | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Broken(`${file} cannot be read.`);
  }
  try {
    const { key: keyText, checkpoint: note } = JSON.parse(text) as { key: string; checkpoint: string };
    const key = parseKey(keyText);
    const checkpoint = key && parseCheckpoint(openNote(note, key) ?? "");
    if (checkpoint) return { checkpoint, key, keyText };
  } catch {
    // Said below.
  }
  throw new Broken(`${file}, the memory of earlier audits, is damaged: what was seen before is not known.`);
}

/** Answers whether the head could be written down. */
export function remember(file: string, { keyText, note }: SignedHead): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, `${JSON.stringify({ key: keyText, checkpoint: note }, null, 2)}\n`);
    renameSync(`${file}.new`, file);
    return true;
  } catch {
    return false;
  }
}

/**
 * Compares a head with the last one that was seen, as far as heads alone tell. Answers at which size the tree must have had
 * the root that was seen: null where nothing can be compared, because it is the first time or the log was begun anew.
 */
export function compareWithSeen(seen: Seen | null, head: SignedHead, findings: Findings): number | null {
  const { checkpoint: now, key } = head;
  if (!seen) {
    findings.notices.push(
      "This is the first audit of this log from here: from now on it cannot change unnoticed.",
    );
    return null;
  }
  const { checkpoint: then } = seen;
  if (!key.publicKey.equals(seen.key.publicKey)) {
    fail(findings, `The log's key has changed. Before: ${seen.keyText} Now: ${head.keyText}`);
    return null;
  }
  if (now.origin !== then.origin) {
    judgeNewLog(then, now, findings);
    return null;
  }
  if (now.size < then.size) {
    fail(findings, `The log has shrunk: ${then.size} leaves were seen before, now there are ${now.size}.`);
    return null;
  }
  return then.size;
}

/** A log that was begun anew after a restore says so, and names the head that it takes the place of. */
function judgeNewLog(then: Checkpoint, now: Checkpoint, findings: Findings): void {
  const { previous } = now;
  if (previous?.origin !== then.origin) {
    fail(
      findings,
      `The log ${then.origin} is gone; ${now.origin} stands in its place and ${previous ? `names ${previous.origin}` : "does not name it"}.`,
    );
    return;
  }
  const isOlder = previous.size < then.size;
  const isOther = previous.size === then.size && !previous.root.equals(then.root);
  if (isOlder || isOther) {
    fail(
      findings,
      `The log was begun anew and names a head of ${previous.size} leaves as the last; ${isOlder ? `${then.size} leaves were seen before` : "what was seen before had another root"}.`,
    );
    return;
  }
  const isSame = previous.size === then.size;
  findings.notices.push(
    `THE LOG WAS BEGUN ANEW, as after a backup was put back: ${now.origin} takes the place of ${then.origin}, which had ${previous.size} leaves${isSame ? ", exactly the head that was seen here" : ` (${then.size} were seen here)`}. That the new leaves are the old ones cannot be shown; ask the campaign what was lost.`,
  );
}
