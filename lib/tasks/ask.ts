import { now } from "#lib/clock.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { pool } from "#lib/db.ts";

/** A client inside a transaction: `transaction()` of lib/db.ts hands one out. */
type Client = { query(text: string, values: unknown[]): Promise<{ rowCount: number | null }> };

export type Asked = {
  /** Who does it stands in scripts/tasks.ts. */
  kind: string;
  /** Null for what the house does by itself. */
  organizerId: string | null;
  /** What is wanted. Nothing personal in clear. */
  params: object;
  /** Steps, where they are known already. */
  total?: number | null;
};

/**
 * Asks for something long to be done by a worker, and answers its id. Given the client of the caller's transaction, it stands or
 * falls with what it belongs to.
 */
export async function askTask(
  client: Client | null,
  { kind, organizerId, params, total = null }: Asked,
): Promise<string> {
  const id = uuidv7(now());
  await (client ?? pool()).query(
    `INSERT INTO "Task" (id, kind, organizer_id, params, total) VALUES ($1, $2, $3, $4, $5)`,
    [id, kind, organizerId, JSON.stringify(params), total],
  );
  return id;
}

/**
 * Asks a task to stop after the step in hand. One that nobody has begun stops at once. Answers whether there was anything to
 * stop. Given the client of the caller's transaction, it stands or falls with what is written beside it.
 */
export async function askToStop(id: string, client: Client | null = null): Promise<boolean> {
  const { rowCount } = await (client ?? pool()).query(
    `UPDATE "Task" SET stop_asked_at = coalesce(stop_asked_at, now()),
       stopped_at = CASE WHEN claimed_until > now() THEN NULL ELSE now() END
     WHERE id = $1 AND num_nonnulls(finished_at, stopped_at, failed_at) = 0`,
    [id],
  );
  return (rowCount ?? 0) > 0;
}
