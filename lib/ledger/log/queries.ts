import { now as clock } from "#lib/clock.ts";
import { query } from "#lib/db.ts";
import { memo } from "#lib/memo.ts";
import { dueAt } from "./batch-rules.ts";
import type { Figures } from "./figures.ts";
import { ENTRIES, widthAt } from "./tiles.ts";

/** The last published checkpoint of the newest log. */
export type Head = {
  logId: number;
  origin: string;
  /** Leaves. */
  size: number;
  /** 32 bytes. */
  root: Buffer;
  /** The signed note, as it is served. */
  note: string;
  /** Entries up to this position of the ledger are in it. */
  position: number;
  figures: Figures;
  at: Date;
};

let epoch = 0;
const heads = memo(1_000, readHead, 1);

/** The head as it was within the last second; null while nothing is published. */
export function publishedHead(): Promise<Head | null> {
  return heads(String(epoch));
}

/** The next `publishedHead` asks the database: after publishing in this process. */
export function forgetHead(): void {
  epoch += 1;
}

async function readHead(): Promise<Head | null> {
  const [row] = await query<Omit<Head, "size" | "position"> & { size: string; position: string }>(
    `SELECT l.id AS "logId", l.origin, c.size, c.root, c.note, c.position, c.figures, c.at
       FROM "Log" l JOIN "Checkpoint" c ON c.log_id = l.id
       WHERE l.id = (SELECT max(id) FROM "Log") ORDER BY c.size DESC LIMIT 1`,
  );
  return row ? { ...row, size: Number(row.size), position: Number(row.position) } : null;
}

/**
 * The first `width` hashes of a tile (of level ENTRIES: leaves of an entry bundle) as they are served. Null where the
 * published tree has no such tile, or not so wide a one.
 */
export async function tile(level: number, index: number, width: number): Promise<Buffer | null> {
  const head = await publishedHead();
  return head && tileOf(head, level, index, width);
}

/** The same, of the tree that a head stands for. */
export async function tileOf(
  head: { logId: number; size: number },
  level: number,
  index: number,
  width: number,
): Promise<Buffer | null> {
  if (width < 1 || width > widthAt(head.size, level, index)) return null;
  const [row] = await query<{ data: Buffer }>(
    `SELECT data FROM "LogTile" WHERE log_id = $1 AND level = $2 AND index = $3`,
    [head.logId, level, index],
  );
  if (!row) return null;
  return row.data.subarray(0, level === ENTRIES ? lengthOfEntries(row.data, width) : 32 * width);
}

/** Of a bundle that was altered, whatever there is: whoever audits the log must see it, and say where. */
function lengthOfEntries(bundle: Buffer, width: number): number {
  let end = 0;
  for (let i = 0; i < width && end + 2 <= bundle.length; i++) end += 2 + bundle.readUInt16BE(end);
  return end;
}

/** Where an entry of the ledger stands in the newest log; null while it is not published. */
export async function entryLeafIndex(entryId: string): Promise<number | null> {
  const [row] = await query<{ index: string }>(
    `SELECT index FROM "LogLeaf" WHERE entry_id = $1 AND log_id = (SELECT max(id) FROM "Log")`,
    [entryId],
  );
  return row ? Number(row.index) : null;
}

/** When an entry that waits now is published at the latest. */
export async function nextPublication(): Promise<Date> {
  const [row] = await query<{ waiting: number; waitingSince: Date | null; lastPublishedAt: Date | null }>(
    `SELECT (s.position - coalesce(l.position, 0))::int AS waiting,
       (SELECT e.at FROM "LedgerEntry" e
          WHERE e.id = (SELECT entry_id FROM "LedgerPosition" WHERE position = coalesce(l.position, 0) + 1)) AS "waitingSince",
       (SELECT c.at FROM "Checkpoint" c WHERE c.log_id = l.id ORDER BY c.size DESC LIMIT 1) AS "lastPublishedAt"
     FROM "TallierState" s LEFT JOIN "Log" l ON l.id = (SELECT max(id) FROM "Log") WHERE s.id = 1`,
  );
  return dueAt({ waiting: 0, waitingSince: null, lastPublishedAt: null, ...row, now: clock() });
}
