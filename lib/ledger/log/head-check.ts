import { formatHead, parseCheckpoint, parseHead } from "./checkpoint.ts";
import { hashReader } from "./hash-reader.ts";
import type { KeptHead } from "./head-file.ts";
import { splitNote } from "./note.ts";
import { rootAt } from "./proofs-of-tree.ts";
import type { LogState } from "./state.ts";

/** Why nothing may be signed: ids, sizes and roots, for the alarm. */
export type HeadTrouble = { reason: string } & Record<string, unknown>;

/**
 * Compares the log in the database with the head that was kept outside of it. A database that is ahead is well (its last
 * head was committed and not yet kept) if its tree begins with the kept one; a database that is behind, or has another tree,
 * comes from an older copy, and whatever it would sign would contradict what the public has seen.
 */
export async function headTrouble(
  kept: KeptHead | "unreadable" | null,
  log: LogState | null,
): Promise<HeadTrouble | null> {
  if (kept === "unreadable") return { reason: "file_unreadable" };
  if (log && log.size !== (log.head?.size ?? 0))
    return { reason: "unsigned_leaves", log: log.origin, size: log.size };
  if (log?.head && !isSaid(log, log.head)) return { reason: "note_altered", log: log.origin, size: log.size };
  if (!kept) return null;
  const has = { origin: log?.origin ?? null, size: log?.size ?? 0, root: log?.head?.root.toString("base64") };
  const published = { origin: kept.origin, size: kept.size, root: kept.root.toString("base64") };
  const trouble = (reason: string) => ({ reason, published, database: has });
  if (kept.origin !== log?.origin) {
    if (log && isNamed(kept, log)) return null;
    return trouble(log ? "another_log" : "behind");
  }
  if (log.size < kept.size) return trouble("behind");
  if (kept.size === 0) return null;
  const root = await rootAt(hashReader({ logId: log.id, size: log.size }), kept.size).catch(() => null);
  return root?.equals(kept.root) ? null : trouble("another_tree");
}

/** Whether the last note says what stands beside it: the next would repeat whatever was put there. */
function isSaid(
  { origin, size, previous }: LogState,
  { root, note }: NonNullable<LogState["head"]>,
): boolean {
  const said = parseCheckpoint(splitNote(note)?.text ?? "");
  if (said?.origin !== origin || said.size !== size || !said.root.equals(root)) return false;
  return (said.previous && formatHead(said.previous)) === previous;
}

/** Whether a log that was begun anew names the kept head, or one that came after it, as the head that it takes the place of. */
function isNamed(kept: KeptHead, log: LogState): boolean {
  const previous = log.previous === null ? null : parseHead(log.previous);
  if (previous?.origin !== kept.origin) return false;
  return kept.size < previous.size || (kept.size === previous.size && kept.root.equals(previous.root));
}
