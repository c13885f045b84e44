import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/**
 * Installs the database routines that stand beside their callers (`lib/<noun>/…/*.sql`, each a CREATE OR REPLACE). They
 * belong to the code, not to the history of the schema, so they follow the migrations every time instead of being
 * copied into a new one at every change.
 */
export async function applyRoutines(client: { query(sql: string): Promise<unknown> }): Promise<void> {
  const files = globSync("lib/*/**/*.sql", { cwd: root }).sort();
  // One string is one transaction: signing never meets a moment without its routine, and two starts take turns.
  const texts = files.map((file) => readFileSync(join(root, file), "utf8"));
  await client.query(["SELECT pg_advisory_xact_lock(7405, 1);", ...texts].join("\n"));
}
