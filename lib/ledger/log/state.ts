import type pg from "pg";
import type { Figures } from "./figures.ts";

type Client = Pick<pg.ClientBase, "query">;

/** How far a log has come, and the last head that was signed in it. */
export type LogState = {
  id: number;
  origin: string;
  /** Origin, size and root of the log before it, in one line; null of the first. */
  previous: string | null;
  size: number;
  head: { size: number; root: Buffer; note: string; figures: Figures; at: Date } | null;
};

/** The newest log as this transaction sees it; null before anything was ever published. */
export async function readLog(client: Client): Promise<LogState | null> {
  const { rows } = await client.query<{
    id: number;
    origin: string;
    previous: string | null;
    size: string;
    head_size: string | null;
    root: Buffer;
    note: string;
    figures: Figures;
    at: Date;
  }>(
    `SELECT l.id, l.origin, l.previous, l.size, c.size AS head_size, c.root, c.note, c.figures, c.at
       FROM "Log" l
       LEFT JOIN LATERAL (SELECT * FROM "Checkpoint" c WHERE c.log_id = l.id ORDER BY c.size DESC LIMIT 1) c ON true
       ORDER BY l.id DESC LIMIT 1`,
  );
  const [row] = rows;
  if (!row) return null;
  const { id, origin, previous, root, note, figures, at } = row;
  const head = row.head_size === null ? null : { size: Number(row.head_size), root, note, figures, at };
  return { id, origin, previous, size: Number(row.size), head };
}

/** When the entry at a position was written; null where there is none. */
export async function enteredAt(client: Client, position: number): Promise<Date | null> {
  const { rows } = await client.query<{ at: Date }>(
    `SELECT e.at FROM "LedgerEntry" e WHERE e.id = (SELECT entry_id FROM "LedgerPosition" WHERE position = $1)`,
    [position],
  );
  return rows[0]?.at ?? null;
}

/** The last position that the fold has given. */
export async function lastPosition(client: Client): Promise<number> {
  const { rows } = await client.query<{ position: string }>(
    `SELECT position FROM "TallierState" WHERE id = 1`,
  );
  return Number(rows[0]?.position ?? 0);
}
