import { query } from "#lib/db.ts";
import type { Task } from "./queries.ts";

/** A client inside a transaction: `transaction()` of lib/db.ts hands one out. */
type Client = { query(text: string, values: unknown[]): Promise<{ rowCount: number | null }> };
type Progress = { done: number; total?: number | null; cursor?: object | null };

/** A task as its handler has it in hand. */
export type InHand = {
  /** As it stood when it was claimed: a task that was interrupted goes on from its `cursor`. */
  task: Task;
  /** Aborted as soon as the task shall not go on, for what waits long. */
  signal: AbortSignal;
  /** To be called before each batch. Throws Interrupted where the task shall not go on. */
  check: () => void;
  /**
   * Writes how far it is; what is left out stays as it was. Given the client of a batch's transaction, batch and cursor stand or
   * fall together: so each batch is done once, whatever crashes. Throws Interrupted where another worker has the task by now.
   */
  save: (progress: Progress, client?: Client) => Promise<void>;
};

/** Thrown by `check` and `save` through the handler: the task was asked to stop, the worker ends, or another one has it. */
export class Interrupted extends Error {
  reason: "stop" | "shutdown" | "lost";
  constructor(reason: Interrupted["reason"]) {
    super(`the task is interrupted: ${reason}`);
    this.reason = reason;
  }
}

/** What a handler throws when trying again cannot help. `code` is kept with the task: letters, digits, low lines. */
export class TaskRefused extends Error {
  code: string;
  constructor(code: string) {
    super(`the task cannot be done: ${code}`);
    this.code = code;
  }
}

/** How long a claimed task belongs to its worker unless it says that it is still at it; after a crash it is free again then. */
export const CLAIM = "60 seconds";
/** How often it says so, and looks whether it shall stop (milliseconds). */
const BEAT = 1_000;

export type Held = InHand & {
  /** What stands as `done` unless another worker has the task: as was said last, or before, where that was rolled back. */
  said: () => [number, number];
  letGo: () => void;
};

/** Takes a claimed task in hand: says that it is still at it, and hears when it shall not go on. */
export function takeInHand(task: Task, shutdown: AbortSignal): Held {
  const ending = new AbortController();
  let reason: Interrupted["reason"] | undefined;
  let said: [number, number] = [task.done, task.done];
  const interruptFor = (why: Interrupted["reason"]) => {
    reason ??= why;
    ending.abort();
  };
  const shutDown = () => interruptFor("shutdown");
  shutdown.addEventListener("abort", shutDown);
  if (shutdown.aborted) shutDown();

  const beat = async () => {
    const [row] = await query<{ asked: boolean }>(
      `UPDATE "Task" SET claimed_until = now() + interval '${CLAIM}' WHERE id = $1 AND claimed_until > now()
         AND num_nonnulls(finished_at, stopped_at, failed_at) = 0 RETURNING stop_asked_at IS NOT NULL AS asked`,
      [task.id],
    );
    if (!row) interruptFor("lost");
    else if (row.asked) interruptFor("stop");
  };
  // A database that is away for a moment interrupts nothing: the claim lasts longer than that.
  const beating = setInterval(() => void beat().catch(() => {}), BEAT);

  return {
    task,
    signal: ending.signal,
    check: () => {
      if (reason) throw new Interrupted(reason);
    },
    // Whoever hung until another worker took the task finds it further on than he said: of two batches one is rolled back.
    save: async ({ done, total, cursor }, client) => {
      const [stood] = said;
      const values = [
        task.id,
        done,
        total ?? null,
        cursor === undefined ? null : JSON.stringify(cursor),
        stood,
        // Not how often it says so: one that begins anew each time has not got on before it is further than ever.
        done > task.done,
      ];
      const text = `UPDATE "Task" SET done = $2, total = coalesce($3, total), cursor = coalesce($4, cursor),
           attempts = CASE WHEN $6 OR coalesce($4, cursor) IS DISTINCT FROM cursor THEN 0 ELSE attempts END,
           claimed_until = clock_timestamp() + interval '${CLAIM}'
         WHERE id = $1 AND done = $5 AND claimed_until > clock_timestamp()
           AND num_nonnulls(finished_at, stopped_at, failed_at) = 0 RETURNING 1`;
      const rows = client ? (await client.query(text, values)).rowCount : (await query(text, values)).length;
      if (rows) said = [done, stood];
      else interruptFor("lost");
      if (!rows || reason === "lost") throw new Interrupted("lost");
    },
    said: () => said,
    letGo: () => {
      clearInterval(beating);
      shutdown.removeEventListener("abort", shutDown);
    },
  };
}
