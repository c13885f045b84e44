import { query } from "#lib/db.ts";

/** A client inside a transaction: `transaction()` of lib/db.ts hands one out. */
type Client = { query(text: string, values: unknown[]): Promise<unknown> };

/** What stands under a name, as the schema reads it; null where nothing does, or something that it cannot read any more. */
export async function readSetting<T>(
  name: string,
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
): Promise<T | null> {
  const [row] = await query<{ value: unknown }>(`SELECT value FROM "Setting" WHERE name = $1`, [name]);
  const read = row && schema.safeParse(row.value);
  return read?.success ? read.data : null;
}

/** Puts a value under a name, in place of what stood there. */
export async function writeSetting(client: Client, name: string, value: object): Promise<void> {
  await client.query(
    `INSERT INTO "Setting" (name, value) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = now()`,
    [name, JSON.stringify(value)],
  );
}
