import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { isDutyDue, nextPatience, type Turn } from "./tally-rules.ts";
import { endStalled, TALLIER, within } from "./watchdog.ts";

/** One tallier at a time, whatever processes run: whoever holds this advisory lock. */
export const TALLIER_LOCK = [7405, 2] as const;
/** Entries a fold: large enough for a rush, small enough that one fold stays well under a second. */
const BATCH = 20_000;
/** A fold or a duty that takes longer than this hangs: its connection is ended, and whoever is elected goes on. */
const PATIENCE = 30_000;
/** What PostgreSQL says of a tally that would come to fewer than nobody: check_violation. */
const BELOW_NOBODY = "23514";
/** A tally that is wrong is put right at once, but no more often than this (milliseconds). */
const REPAIR_REST = 600_000;

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
 * `repair` puts the tallies right: it is called where one that is too low would otherwise stop the count.
 */
export function startTallier({
  pause = 1_000,
  patience = PATIENCE,
  duties = [] as Duty[],
  repair = (): Promise<unknown> => Promise.resolve(),
} = {}): {
  stop: () => Promise<void>;
} {
  const stopping = new AbortController();
  let repaired = Number.NEGATIVE_INFINITY;
  const watch: Watch = { first: patience, patience };
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await tallyWhileElected(pause, duties, watch, stopping.signal);
      } catch (error) {
        const { code } = error as { code?: string };
        log.warn({ event: "tallier.interrupted", code }, "the tallier starts again");
        if (code === BELOW_NOBODY && performance.now() - repaired > REPAIR_REST) {
          repaired = performance.now();
          await repair().catch(() =>
            log.warn({ event: "tallier.unrepaired" }, "the tallies stay as they are"),
          );
        }
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
    const done = new Map<Duty, Turn>();
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

/** Does a duty that is due. Its failure never stops the count; it is done again, after longer and longer pauses. */
async function perform(duty: Duty, hasNew: boolean, done: Map<Duty, Turn>, client: pg.Client): Promise<void> {
  const last = done.get(duty);
  const at = performance.now();
  if (!isDutyDue(duty.every, { last, hasNew, now: at })) return;
  done.set(duty, { at, failures: 0 });
  try {
    await duty.run(client);
  } catch (error) {
    done.set(duty, { at, failures: (last?.failures ?? 0) + 1 });
    const { code, message } = error as { code?: string; message?: string };
    log.warn(
      { event: "tallier.duty_failed", duty: duty.name, code, message },
      "a duty of the tallier failed",
    );
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
