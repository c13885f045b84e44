import type pg from "pg";
import { transaction } from "#lib/db.ts";

/**
 * Runs `work` in a transaction that alone may write the log, on what the one before it left. What `work` answers is kept if
 * `keep` says so; otherwise, and when it throws, everything is undone.
 */
export function withLockedLog<T>(
  work: (client: pg.PoolClient) => Promise<T>,
  keep: (done: T) => boolean = () => true,
): Promise<T> {
  return transaction(
    async (client) => {
      // Shorter than the tallier's patience: one that waits for ever would hold a connection of the pool for ever.
      await client.query("SET LOCAL lock_timeout = '20s'");
      // Before the first read, which sets the snapshot: whoever waits here then sees what the one before him has published.
      await client.query(`LOCK TABLE "Log" IN SHARE ROW EXCLUSIVE MODE`);
      return work(client);
    },
    { begin: "BEGIN ISOLATION LEVEL REPEATABLE READ", keep },
  );
}
