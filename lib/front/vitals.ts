import { query } from "#lib/db.ts";

export type Vitals = {
  /** Seconds since the last fold looked. */
  tallierLag: number;
  /** Entries that no fold has counted, as far as LOOK goes. */
  waitingEntries: number;
  ledgerPosition: number;
  logSize: number;
  logWaiting: number;
  /** Null while nothing is published. */
  publishedAgo: number | null;
  /** Mails in the outbox, as far as LOOK goes. */
  mailWaiting: number;
};

/** Rows that are looked at, so that a look costs the same however much has piled up. */
const LOOK = 10_000;

/** How far behind the work is that goes on without visitors. Reads no table from end to end. */
export async function vitals(): Promise<Vitals> {
  const [row] = await query<Vitals>(
    `SELECT
       extract(epoch FROM clock_timestamp() - s.folded_at)::float8 AS "tallierLag",
       -- One look-up for each entry: for an anti-join PostgreSQL might read all positions there are.
       (SELECT count(*) FILTER (WHERE (SELECT p.position FROM "LedgerPosition" p WHERE p.entry_id = e.id) IS NULL)
          FROM (SELECT id FROM "LedgerEntry" WHERE txid >= s.horizon ORDER BY txid LIMIT $1) e)::int AS "waitingEntries",
       s.position::float8 AS "ledgerPosition",
       coalesce(l.size, 0)::float8 AS "logSize",
       (s.position - coalesce(l.position, 0))::float8 AS "logWaiting",
       (SELECT extract(epoch FROM clock_timestamp() - c.at)::float8 FROM "Checkpoint" c
          WHERE c.log_id = l.id ORDER BY c.size DESC LIMIT 1) AS "publishedAgo",
       (SELECT count(*) FROM (SELECT FROM "Mail" WHERE sent_at IS NULL AND failed_at IS NULL
          ORDER BY priority, next_try_at LIMIT $1) m)::int AS "mailWaiting"
     FROM "TallierState" s LEFT JOIN "Log" l ON l.id = (SELECT max(id) FROM "Log")`,
    [LOOK],
  );
  if (!row) throw new Error("the database holds no state of the tallier");
  return row;
}
