/** What follows when an older copy of the database was put back: what it lacks has been published and was read by others. */
import { statSync } from "node:fs";
import pg from "pg";
import { raiseAlarm } from "#lib/alarms/alarms.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { pool, query } from "#lib/db.ts";
import { env, StartError } from "#lib/env.ts";
import { type HeadTrouble, headTrouble } from "#lib/ledger/log/head-check.ts";
import { headFile, readKeptHead } from "#lib/ledger/log/head-file.ts";
import { startNewLog } from "#lib/ledger/log/start-new-log.ts";
import { readLog } from "#lib/ledger/log/state.ts";
import { type Reconciliation, reconcile } from "#lib/ledger/reconcile.ts";
import { fold, TALLIER_LOCK } from "#lib/ledger/tally.ts";
import { reapplyErasures } from "#lib/pledges/erase.ts";

type Dated = { origin: string; size: number; at: Date | null };
export type Restored = {
  /** Erased people whom the copy still held; they are erased again. */
  erasures: number;
  /** What was published and is gone; null when the copy has everything that was ever published. */
  lost: {
    /** The entries from..to; null where the two logs cannot be laid beside each other, or nobody can tell. */
    entries: { from: number; to: number } | null;
    published: Dated;
    database: Dated | null;
    /** The log that goes on from here. */
    origin: string;
  } | null;
  reconciliation: Reconciliation | null;
};

/**
 * Brings a database that was put back in order: erases the erased again and, where published entries are missing, begins a
 * new log that names the head of the old one, raises the alarm `restored` and compares everything. With `isHeadOld`, where
 * DATA_DIR/log-head came from the copy itself, it takes for granted that more was published. Safe to repeat: the second
 * time nothing is missing any more. Throws StartError while a worker runs, and where DATA_DIR/log-head is missing or unreadable.
 */
export async function restore(now: Date, { isHeadOld = false } = {}): Promise<Restored> {
  await loadSecrets();
  return withoutTallier(async (client) => {
    const { dataDir } = env();
    const kept = readKeptHead(dataDir);
    const log = await readLog(pool());
    const trouble = await headTrouble(kept, log);
    const cannot = refusal(kept === null && log !== null, trouble);
    if (cannot) throw new StartError(cannot);
    // What the copy had not counted yet comes before what follows it: its transactions had higher numbers than ours.
    await foldAll(client);
    const erasures = await reapplyErasures(now);
    if ((!trouble && !isHeadOld) || !kept || kept === "unreadable") {
      await foldAll(client);
      return { erasures, lost: null, reconciliation: null };
    }
    const at = isHeadOld ? null : statSync(headFile(dataDir)).mtime;
    const published = { origin: kept.origin, size: kept.size, at };
    const database = log && { origin: log.origin, size: log.size, at: log.head?.at ?? null };
    const entries = trouble?.reason === "behind" ? { from: (log?.size ?? 0) + 1, to: kept.size } : null;
    // Before the new log: whoever is stopped in between has it in front of him, and starts again.
    await raiseAlarm("restored", { lost: entries, published, database, isHeadOld });
    const origin = await startNewLog(kept);
    await foldAll(client);
    return { erasures, lost: { entries, published, database, origin }, reconciliation: await reconcile() };
  });
}

/** Why a log cannot be begun anew here. */
function refusal(isUnkept: boolean, trouble: HeadTrouble | null): string | null {
  if (isUnkept)
    return "DATA_DIR/log-head is missing, so that nobody can tell what has been published: set DATA_DIR to the directory that was in use last.";
  if (trouble?.reason === "file_unreadable")
    return "DATA_DIR/log-head cannot be read, so that nobody can tell what has been published: put back its last copy.";
  if (trouble?.reason === "unsigned_leaves")
    return "The log has leaves that no checkpoint vouches for: that does not come from a restore. Run npm run audit -- --database.";
  if (trouble?.reason === "note_altered")
    return "The last checkpoint is not the one that was signed: that does not come from a restore. Run npm run audit -- --database.";
  return null;
}

/** Holds the tallier's own lock meanwhile: no worker counts or publishes in the middle of it. */
async function withoutTallier<T>(deed: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: env().databaseUrl,
    application_name: "countersign restore",
  });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>("SELECT pg_try_advisory_lock($1, $2) AS free", [
      ...TALLIER_LOCK,
    ]);
    if (!rows[0]?.free) throw new StartError("A worker runs on this database: stop it first.");
    return await deed(client);
  } finally {
    await client.end();
  }
}

/** What the erasures changed is counted before anybody compares. */
async function foldAll(client: pg.Client): Promise<void> {
  while ((await fold(client, { searchAll: true })) > 0);
}

/** Whether the alarm of an earlier restore still stands open. */
export async function isUnacknowledged(): Promise<boolean> {
  return (await query(`SELECT 1 FROM "Alarm" WHERE kind = 'restored' AND cleared_at IS NULL`)).length > 0;
}
