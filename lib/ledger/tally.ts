import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { nextPatience } from "./tally-rules.ts";
import { endStalled, TALLIER, within } from "./watchdog.ts";

/** One tallier at a time, whatever processes run: whoever holds this advisory lock. */
export const TALLIER_LOCK = [7405, 2] as const;
/** Entries a fold: large enough for a rush, small enough that one fold stays well under a second. */
const BATCH = 20_000;
/** A fold or a duty that takes longer than this hangs: its connection is ended, and whoever is elected goes on. */
const PATIENCE = 30_000;

/** What the elected tallier does beside folding. It must bear being done again, and is done again later when it fails. */
export type Duty = {
  name: string;
  /** Milliseconds between two times; 0 for after each fold that folded anything, and once at the start. */
  every: number;
  run: (client: Pick<pg.Client, "query">) => Promise<unknown>;
};

/**
 * Starts the tallier: elects itself by an advisory lock of its own connection, folds about once a second, and tries again
 * when the connection or the election is lost. `stop` ends it after the fold in hand. Only the elected one does `duties`.
 */
export function startTallier({ pause = 1_000, patience = PATIENCE, duties = [] as Duty[] } = {}): {
  stop: () => Promise<void>;
} {
  const stopping = new AbortController();
  const watch: Watch = { first: patience, patience };
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await tallyWhileElected(pause, duties, watch, stopping.signal);
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

/** How long a step may take: longer after each time that we ended a tallier for it, until a fold of ours succeeds. */
type Watch = { first: number; patience: number };

async function tallyWhileElected(
  pause: number,
  duties: Duty[],
  watch: Watch,
  signal: AbortSignal,
): Promise<void> {
  // A connection of its own: the lock lives and dies with it, and the pool's work never waits behind a fold.
  const client = new pg.Client({
    connectionString: env().databaseUrl,
    connectionTimeoutMillis: 5_000,
    application_name: TALLIER,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ elected: boolean }>(
      "SELECT pg_try_advisory_lock($1, $2) AS elected",
      [...TALLIER_LOCK],
    );
    if (!rows[0]?.elected) {
      if (await endStalled(client, TALLIER_LOCK, watch.patience))
        watch.patience = nextPatience(watch.patience, watch.first);
      return;
    }
    log.info({ event: "tallier.elected" }, "counting");
    let searchAll = true;
    let hasNew = true;
    const done = new Map<Duty, number>();
    while (!signal.aborted) {
      const folded = await within(watch.patience, fold(client, { searchAll }));
      watch.patience = watch.first;
      hasNew ||= folded > 0;
      if (folded === BATCH) continue;
      searchAll = false;
      for (const duty of duties) await within(watch.patience, perform(duty, hasNew, done, client));
      hasNew = false;
      await pauseFor(pause, signal);
    }
  } finally {
    await within(5_000, client.end()).catch(() => {});
  }
}

/** Does a duty that is due. Its failure never stops the count. */
async function perform(
  duty: Duty,
  hasNew: boolean,
  done: Map<Duty, number>,
  client: pg.Client,
): Promise<void> {
  const last = done.get(duty);
  const time = performance.now();
  if (last !== undefined && (duty.every === 0 ? !hasNew : time - last < duty.every)) return;
  done.set(duty, time);
  try {
    await duty.run(client);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    log.warn(
      { event: "tallier.duty_failed", duty: duty.name, code, message },
      "a duty of the tallier failed",
    );
    // Again at the next look, unless the connection itself is gone: then the next fold says so.
    if (duty.every === 0) done.delete(duty);
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
