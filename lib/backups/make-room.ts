import type pg from "pg";
import { StartError } from "#lib/env.ts";

/** Throws StartError while another process of ours is connected: it would write into what is being exchanged. */
export async function refuseOthers(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT application_name AS name FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'countersign%' ORDER BY 1`,
  );
  if (rows.length > 0)
    throw new StartError(
      "Countersign runs on this database (a web process or a worker is connected): stop it everywhere first.",
    );
}

/**
 * Sees to it that the database has no table of ours, of an earlier backup or of anybody else. Where it has some, they go only
 * if the name of the database was typed. Throws StartError.
 */
export async function makeRoom(client: pg.ClientBase, replace: string | undefined): Promise<void> {
  const { rows } = await client.query<{ database: string; tables: number }>(
    `SELECT current_database() AS database, count(*)::int AS tables FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname IN ('public', 'pgboss')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`,
  );
  const { database = "", tables = 0 } = rows[0] ?? {};
  if (replace !== undefined && replace !== database)
    throw new StartError(`The database is called ${database}, not ${replace}: nothing was changed.`);
  if (tables === 0) return;
  if (replace === undefined)
    throw new StartError(
      `The database ${database} is not empty. To put the backup in place of everything that is in it, add: --replace ${database}`,
    );
  await client.query(DROP_ALL);
}

/** Not the schema: it may belong to somebody else, and hold extensions that only he can make. */
const DROP_ALL = `DO $$
DECLARE
  command text;
BEGIN
  DROP SCHEMA IF EXISTS pgboss CASCADE;
  FOR command IN
    SELECT format('DROP %s %s CASCADE', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, c.oid::regclass)
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      ORDER BY c.relkind IN ('r', 'p')
  LOOP
    EXECUTE command;
  END LOOP;
  FOR command IN
    SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP
    EXECUTE command;
  END LOOP;
END $$`;
