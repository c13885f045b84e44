import { query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

export type Slow = { text: string; calls: number | null; milliseconds: number };
export type DatabaseHealth = {
  version: string;
  /** Bytes. */
  size: number;
  connections: number;
  connectionLimit: number;
  tables: { name: string; size: number; rows: number }[];
  /** The statements that took most of the time, from pg_stat_statements; where that is missing, those that run just now for long. */
  slow: { from: "statements" | "now"; queries: Slow[] };
};

/** The largest tables and dearest statements that are shown. */
const SHOWN = 8;

export async function databaseHealth(scope: Scope): Promise<DatabaseHealth> {
  demand(scope, "health.read");
  const [[whole], tables, slow] = await Promise.all([
    query<Omit<DatabaseHealth, "tables" | "slow">>(
      `SELECT current_setting('server_version') AS version, pg_database_size(current_database())::float8 AS size,
         (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
         current_setting('max_connections')::int AS "connectionLimit"`,
    ),
    // Rows are the server's own estimate: nothing is counted for this page.
    query<DatabaseHealth["tables"][number]>(
      `SELECT relname AS name, pg_total_relation_size(oid)::float8 AS size, greatest(reltuples, pg_stat_get_live_tuples(oid), 0)::float8 AS rows
       FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC LIMIT ${SHOWN}`,
    ),
    slowQueries(),
  ]);
  if (!whole) throw new Error("the database did not answer");
  return { ...whole, tables, slow };
}

/** Statements come with $1 in the place of values, so that nobody's name stands in them; what somebody typed by hand is cut out. */
const TEXT = `left(regexp_replace(regexp_replace(query, '''[^'']*(''|$)', '''…''', 'g'), '\\s+', ' ', 'g'), 160)`;

async function slowQueries(): Promise<DatabaseHealth["slow"]> {
  try {
    const queries = await query<Slow>(
      `SELECT ${TEXT} AS text, calls::float8 AS calls, mean_exec_time AS milliseconds
       FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       ORDER BY total_exec_time DESC LIMIT ${SHOWN}`,
    );
    return { from: "statements", queries };
  } catch {
    // Not installed, not loaded, or not for us to read.
    const queries = await query<Slow>(
      `SELECT ${TEXT} AS text, NULL AS calls,
         extract(epoch FROM clock_timestamp() - query_start)::float8 * 1000 AS milliseconds
       FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
         AND query_start < clock_timestamp() - interval '1 second' ORDER BY query_start LIMIT ${SHOWN}`,
    );
    return { from: "now", queries };
  }
}
