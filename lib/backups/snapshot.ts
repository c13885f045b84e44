import type pg from "pg";
import type { Head, Manifest } from "./manifest.ts";

/**
 * The tables of the database, `_prisma_migrations` included, with their columns; job queues (`pgboss`) are made anew. What has a
 * name such as no table of ours has, or belongs to an extension, is somebody else's.
 */
export async function tablesOf(
  client: pg.ClientBase,
): Promise<(Head["tables"][number] & { rows: number })[]> {
  const { rows } = await client.query<Head["tables"][number] & { rows: number }>(
    `SELECT c.relname AS name, greatest(c.reltuples, 0)::int AS rows,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname ~ '^\\w+$'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
     ORDER BY c.relname`,
  );
  return rows;
}

/** The migrations that made it, in their order. */
export async function migrationsOf(client: pg.ClientBase): Promise<Head["migrations"]> {
  const { rows } = await client.query<Head["migrations"][number]>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

/** How far the ledger and the public log have come. */
export async function reachOf(client: pg.ClientBase): Promise<Pick<Manifest, "position" | "log">> {
  const { rows } = await client.query<{ position: number; origin: string | null; size: number }>(
    `SELECT s.position::float8 AS position, l.origin, l.size::float8 AS size
     FROM "TallierState" s LEFT JOIN "Log" l ON l.id = (SELECT max(id) FROM "Log")`,
  );
  const { position = 0, origin = null, size = 0 } = rows[0] ?? {};
  return { position, log: origin === null ? null : { origin, size } };
}
