import { finished } from "node:stream/promises";
import type pg from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import type { Head } from "./manifest.ts";
import { quoted } from "./pack.ts";
import { tablesOf } from "./snapshot.ts";

/**
 * Takes the foreign keys off, empties what migrations have put into the tables, and answers how to go on: parts of tables in the order in
 * which they come, then `end`, which puts the keys back, so that each row is held against them once. Within the caller's
 * transaction; triggers must not be there yet.
 */
export async function loading(client: pg.ClientBase, head: Head) {
  const keys = await dropForeignKeys(client);
  const ours = await tablesMade(client);
  for (const { name } of head.tables) if (ours.has(name)) await client.query(`DELETE FROM "${name}"`);
  let open: { name: string; stream: CopyStreamQuery; failed: Promise<never> } | undefined;

  const close = async () => {
    if (!open) return;
    const { stream, failed } = open;
    open = undefined;
    stream.end();
    await Promise.race([finished(stream), failed]);
  };
  const begin = (name: string) => {
    const columns = head.tables.find((table) => table.name === name)?.columns ?? [];
    const stream = client.query(copyFrom(`COPY "${name}" (${quoted(columns)}) FROM STDIN`));
    const failed = new Promise<never>((_, reject) => stream.once("error", reject));
    // It is waited for only while something is written.
    failed.catch(() => {});
    return { name, stream, failed };
  };

  return {
    take: async (name: string, data: Buffer): Promise<void> => {
      // Somebody else's, who used the same database: no migration of ours makes it.
      if (!ours.has(name)) return;
      if (open?.name !== name) {
        await close();
        open = begin(name);
      }
      const { stream, failed } = open;
      const written = new Promise<void>((resolve, reject) =>
        stream.write(data, (error) => (error ? reject(error) : resolve())),
      );
      await Promise.race([written, failed]);
    },
    end: async (): Promise<void> => {
      await close();
      for (const key of keys) await client.query(key);
    },
  };
}

async function tablesMade(client: pg.ClientBase): Promise<Set<string>> {
  const tables = await tablesOf(client);
  return new Set(tables.map(({ name }) => name));
}

/** Answers the statements that put them back as they were. */
async function dropForeignKeys(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; add: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS add
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY conrelid::regclass::text, conname`,
  );
  for (const { drop } of rows) await client.query(drop);
  return rows.map(({ add }) => add);
}
