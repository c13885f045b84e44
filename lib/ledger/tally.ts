import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

/** One tallier at a time, whatever processes run: whoever holds this advisory lock. */
const LOCK = [7405, 2] as const;
/** Entries a fold: large enough for a rush, small enough that one fold stays well under a second. */
const BATCH = 20_000;

/**
 * Starts the tallier: elects itself by an advisory lock of its own connection, folds about once a second, and tries again
 * when the connection or the election is lost. `stop` ends it after the fold in hand.
 */
export function startTallier({ pause = 1_000 } = {}): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await tallyWhileElected(pause, stopping.signal);
      } catch (error) {
        log.warn(
          { event: "tallier.interrupted", code: (error as { code?: string }).code },
          "the tallier starts again",
        );
      }
      await pauseFor(pause, stopping.signal);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

async function tallyWhileElected(pause: number, signal: AbortSignal): Promise<void> {
  // A connection of its own: the lock lives and dies with it, and the pool's work never waits behind a fold.
  const client = new pg.Client({
    connectionString: env().databaseUrl,
    connectionTimeoutMillis: 5_000,
    application_name: "countersign tallier",
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ elected: boolean }>(
      "SELECT pg_try_advisory_lock($1, $2) AS elected",
      [...LOCK],
    );
    if (!rows[0]?.elected) return;
    log.info({ event: "tallier.elected" }, "counting");
    let searchAll = true;
    while (!signal.aborted) {
      const folded = await fold(client, { searchAll });
      if (folded === BATCH) continue;
      searchAll = false;
      await pauseFor(pause, signal);
    }
  } finally {
    await client.end();
  }
}

/** One fold of at most `batch` entries (lib/ledger/fold.sql); answers how many there were. Exactly once, or not at all. */
export async function fold(
  client: Pick<pg.Client, "query">,
  { batch = BATCH, searchAll = false } = {},
): Promise<number> {
  const { rows } = await client.query<{ folded: number }>("SELECT fold_ledger($1, $2) AS folded", [
    batch,
    searchAll,
  ]);
  return rows[0]?.folded ?? 0;
}

async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => {});
}
