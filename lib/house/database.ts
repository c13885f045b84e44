/** Which database a start uses, and whether it answers. */
import pg from "pg";
import { StartError } from "#lib/env.ts";

/** Throws StartError, without the password, where no PostgreSQL 15 or newer answers at `url` within 5 s. */
export async function checkDatabase(url: string): Promise<void> {
  if (!url) throw new StartError("No database runs here: run `npm start`, or set DATABASE_URL.");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    if ((rows[0]?.version ?? 0) < 150_000)
      throw new StartError(
        `The server at DATABASE_URL is older than PostgreSQL 15: upgrade it, or use another.`,
      );
  } catch (error) {
    if (error instanceof StartError) throw error;
    const { host, pathname } = new URL(url);
    throw new StartError(
      `The database at ${host}${pathname} cannot be used (${reasonOf(error)}): check DATABASE_URL and that the server runs, or unset it to use the embedded one.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function reasonOf(error: unknown): string {
  // A name with several addresses fails with one error for each of them.
  const { code, message, errors } = error as { code?: string; message?: string; errors?: Error[] };
  const reason = message || errors?.[0]?.message || code || "no reason given";
  return /timeout/.test(reason) ? "no answer within 5 s" : reason;
}
