import { query } from "#lib/db.ts";

export type Backup = {
  id: string;
  startedAt: Date;
  /** When it finished or failed; null while it is made. */
  endedAt: Date | null;
  state: "making" | "good" | "failed" | "removed";
  file: string | null;
  size: number | null;
  position: number | null;
  error: string | null;
};

/** The last backups, the newest first. */
export async function latestBackups(limit = 12): Promise<Backup[]> {
  return query<Backup>(
    `SELECT id, started_at AS "startedAt", coalesce(finished_at, failed_at) AS "endedAt", file, size::float8 AS size,
       position::float8 AS position, error,
       CASE WHEN removed_at IS NOT NULL THEN 'removed' WHEN finished_at IS NOT NULL THEN 'good'
            WHEN failed_at IS NOT NULL THEN 'failed' ELSE 'making' END AS state
     FROM "Backup" ORDER BY started_at DESC, id DESC LIMIT $1`,
    [limit],
  );
}

export type LastGood = {
  /** When the last good one was begun, so that everything up to then is in it; null before the first. */
  lastGood: Date | null;
  /** Since when this installation could have made some. */
  since: Date;
};

/** When the last good backup was made. */
export async function lastGoodBackup(): Promise<LastGood> {
  const [row] = await query<LastGood>(
    `SELECT (SELECT max(started_at) FROM "Backup" WHERE finished_at IS NOT NULL AND removed_at IS NULL) AS "lastGood",
       (SELECT min(started_at) FROM _prisma_migrations) AS since`,
  );
  if (!row) throw new Error("the database did not answer");
  return row;
}
