import { setTimeout as wait } from "node:timers/promises";
import { query, transaction } from "#lib/db.ts";
import { log } from "#lib/log.ts";
import { CLAIM, type Held, type InHand, Interrupted, TaskRefused, takeInHand } from "./in-hand.ts";
import { TASK_COLUMNS, type Task } from "./queries.ts";

/** Does a task of one kind to its end and answers what came of it. It may be called again for a task that was interrupted. */
export type TaskHandler = (hands: InHand) => Promise<unknown>;
export type TaskHandlers = Record<string, TaskHandler>;

/** Tries of a task that fails without getting on, and the pause after each (milliseconds). */
const ATTEMPTS = 3;
const PAUSE_AFTER = 10_000;
/** Elects who claims next: two workers do not begin two tasks of one kind. */
const CLAIM_LOCK = [7405, 5] as const;

/**
 * Starts doing what was asked for, one task of a kind at a time over all workers, until `stop`: then tasks in hand are put
 * back, to go on where they are.
 */
export function startTasks(handlers: TaskHandlers, { pause = 1_000 } = {}): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const inHand = new Set<Promise<void>>();
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        for (let task = await claim(Object.keys(handlers)); task; task = await claim(Object.keys(handlers))) {
          const work = perform(task, handlers, stopping.signal).catch((error: { code?: string }) =>
            log.warn({ event: "task.interrupted", code: error.code }, "a task waits for the database"),
          );
          inHand.add(work);
          void work.finally(() => inHand.delete(work));
        }
      } catch (error) {
        log.warn(
          { event: "tasks.interrupted", code: (error as { code?: string }).code },
          "tasks wait for the database",
        );
      }
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
    await Promise.all(inHand);
  })();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

/** Does every task that waits, one after the other, and answers how many there were. For what runs without a worker. */
export async function runWaitingTasks(handlers: TaskHandlers): Promise<number> {
  let count = 0;
  for (let task = await claim(Object.keys(handlers)); task; task = await claim(Object.keys(handlers))) {
    await perform(task, handlers, new AbortController().signal);
    count += 1;
  }
  return count;
}

/** The oldest task that waits and of whose kind none is in hand. */
async function claim(kinds: string[]): Promise<Task | null> {
  return transaction(async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1, $2)", [...CLAIM_LOCK]);
    // One that was asked to stop while nobody had it in hand.
    await client.query(
      `UPDATE "Task" SET stopped_at = now() WHERE stop_asked_at IS NOT NULL AND (claimed_until IS NULL OR claimed_until <= now())
         AND num_nonnulls(finished_at, stopped_at, failed_at) = 0`,
    );
    // One that takes its worker along each time, so that nobody is left to say so.
    await client.query(
      `UPDATE "Task" SET failed_at = now(), error = 'ECRASHED' WHERE attempts >= ${ATTEMPTS} AND claimed_until <= now()
         AND num_nonnulls(finished_at, stopped_at, failed_at) = 0`,
    );
    const { rows } = await client.query<Task>(
      `WITH open AS (
         SELECT id, kind, created_at, claimed_until FROM "Task"
         WHERE finished_at IS NULL AND stopped_at IS NULL AND failed_at IS NULL AND kind = ANY ($1)
       ), next AS (
         SELECT id FROM open o WHERE (o.claimed_until IS NULL OR o.claimed_until <= now())
           AND NOT EXISTS (SELECT FROM open busy WHERE busy.kind = o.kind AND busy.claimed_until > now())
         ORDER BY created_at, id LIMIT 1
       )
       UPDATE "Task" t SET claimed_until = now() + interval '${CLAIM}', attempts = t.attempts + 1,
         started_at = coalesce(t.started_at, now())
       -- Asked again of the row itself: a slow worker may just have said that it is still at it.
       FROM next WHERE t.id = next.id AND (t.claimed_until IS NULL OR t.claimed_until <= now())
         AND num_nonnulls(t.finished_at, t.stopped_at, t.failed_at) = 0 RETURNING ${TASK_COLUMNS}`,
      [kinds],
    );
    return rows[0] ?? null;
  });
}

async function perform(task: Task, handlers: TaskHandlers, shutdown: AbortSignal): Promise<void> {
  const hands = takeInHand(task, shutdown);
  const began = performance.now();
  try {
    const result = await handlers[task.kind]?.(hands);
    await end(hands, "finished_at", typeof result === "object" ? result : null);
    log.info(
      { event: "task.done", task: task.id, kind: task.kind, ms: Math.round(performance.now() - began) },
      "task done",
    );
  } catch (error) {
    await interrupt(hands, error);
  } finally {
    hands.letGo();
  }
}

async function interrupt(hands: Held, error: unknown): Promise<void> {
  const { task } = hands;
  if (error instanceof Interrupted) {
    if (error.reason === "stop") await end(hands, "stopped_at");
    // Not its fault: it does not count as a try.
    else if (error.reason === "shutdown")
      await query(
        `UPDATE "Task" SET claimed_until = NULL, attempts = greatest(attempts - 1, 0) WHERE id = $1 AND done = ANY ($2)`,
        [task.id, hands.said()],
      );
    return;
  }
  const isFinal = error instanceof TaskRefused;
  const code = isFinal ? error.code : ((error as { code?: string }).code ?? "EFAILED");
  log.warn(
    {
      event: "task.failed",
      task: task.id,
      kind: task.kind,
      code,
      ...(!isFinal && { message: (error as Error).message }),
    },
    "a task failed",
  );
  await query(
    `UPDATE "Task" SET failed_at = CASE WHEN $2 OR attempts >= ${ATTEMPTS} THEN now() END, error = $3,
       claimed_until = now() + make_interval(secs => greatest(attempts, 1) * ${PAUSE_AFTER / 1_000})
     WHERE id = $1 AND num_nonnulls(finished_at, stopped_at, failed_at) = 0 AND done = ANY ($4)`,
    [task.id, isFinal, code.replaceAll(/[^\w.-]/g, "").slice(0, 60) || "EFAILED", hands.said()],
  );
}

/** Ended, it is asked nothing more; what was asked in the last moment came too late. */
async function end(
  { task, said }: Held,
  how: "finished_at" | "stopped_at",
  result: object | null = null,
): Promise<void> {
  await query(
    `UPDATE "Task" SET ${how} = now(), result = coalesce($2, result), error = NULL, claimed_until = NULL
     WHERE id = $1 AND num_nonnulls(finished_at, stopped_at, failed_at) = 0 AND done = ANY ($3)`,
    [task.id, result ? JSON.stringify(result) : null, said()],
  );
}
