import { readdir } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { query } from "#lib/db.ts";
import { memo } from "#lib/memo.ts";

/** Milliseconds after which a database that says nothing counts as unreachable. */
const PATIENCE = 2_000;

/** GET /healthz: this process runs and answers. It asks nobody else, so that a database's trouble restarts no one. */
export async function getHealth(): Promise<Response> {
  return answer(200, { ok: true });
}

/** GET /readyz: 200 when the database answers and has every migration; else 503 with the reasons as codes. */
export async function getReady(): Promise<Response> {
  const reason = await whatIsMissing("readiness");
  return reason ? answer(503, { ok: false, reasons: [reason] }) : answer(200, { ok: true });
}

/** Whether the database answers, as of the last second. */
export async function isDatabaseUp(): Promise<boolean> {
  return (await whatIsMissing("readiness")) !== "database_unreachable";
}

/** Shared for a second, so that a crowd of probes is one query. */
const whatIsMissing = memo(1_000, async () => {
  const check = Promise.all([migrationsOnDisk(), migrationsApplied()]).catch(() => null);
  const found = await Promise.race([check, wait(PATIENCE, null, { ref: false })]);
  if (!found) return "database_unreachable";
  const [onDisk, applied] = found;
  return onDisk.every((name) => applied.has(name)) ? null : "migrations_pending";
});

/** Processes start in the project's folder; the bundled copy of this module has no place of its own to look from. */
async function migrationsOnDisk(): Promise<string[]> {
  const entries = await readdir(`${/* turbopackIgnore: true */ process.cwd()}/prisma/migrations`, {
    withFileTypes: true,
  });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function migrationsApplied(): Promise<Set<string>> {
  const [table] = await query<{ known: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known",
  );
  if (!table?.known) return new Set();
  const rows = await query<{ name: string }>(
    `SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return new Set(rows.map((row) => row.name));
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
