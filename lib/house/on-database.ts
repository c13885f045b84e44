/** The database of a command that is run by hand, beside a running `npm start` or alone. */
import pg from "pg";
import { readEnv } from "#lib/env.ts";
import { startPostgres } from "#lib/postgres.ts";
import { checkDatabase } from "./database.ts";
import { holdDirectory, openDirectory } from "./directory.ts";

/**
 * Does the deed with DATABASE_URL, else the embedded server that runs, else one started for the time of the deed. What the
 * deed reads of the configuration (`env()`) names the same database; ask for it only in there.
 */
export async function onDatabase<T>(deed: (url: string) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = readEnv(process.env);
  if (process.env.DATABASE_URL) await checkDatabase(databaseUrl);
  if (process.env.DATABASE_URL || (databaseUrl && (await answers(databaseUrl)))) return on(databaseUrl, deed);
  const release = holdDirectory(openDirectory(dataDir));
  try {
    const server = await startPostgres(dataDir, { say: console.log });
    try {
      return await on(server.url, deed);
    } finally {
      await server.stop();
    }
  } finally {
    release();
  }
}

function on<T>(url: string, deed: (url: string) => Promise<T>): Promise<T> {
  process.env.DATABASE_URL = url;
  return deed(url);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  const isThere = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => {});
  return isThere;
}
