/** Migrations: applying them, writing the next one from prisma/schema.prisma, and checking that both agree. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { now } from "#lib/clock.ts";
import { StartError } from "#lib/env.ts";
import { applyRoutines } from "#lib/routines.ts";
import { withSchemaEngine } from "./house/schema-engine.ts";

/** Where prisma/ is; tests bring another one. */
const PROJECT = join(import.meta.dirname, "..");
/** Nothing is left out of a comparison. */
const filters = { externalTables: [], externalEnums: [] };
/** Any number, the same for everyone who migrates: "cnts" in ASCII. */
const LOCK = 0x636e7473;

/**
 * Brings the database at `url` up to this version of the program: its migrations, and its routines. Several processes
 * may start at once: one does it, the others wait and find it done. Returns the names of the migrations applied.
 * Throws StartError when one fails.
 */
export async function updateDatabase(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    const names = await applyMigrations(url);
    await applyRoutines(client);
    return names;
  } finally {
    // Ending the session lets the lock go.
    await client.end();
  }
}

/** Applies what is missing and records it in `_prisma_migrations`, as `prisma migrate deploy` does. */
export function applyMigrations(url: string, project = PROJECT): Promise<string[]> {
  return withSchemaEngine(url, async (engine) => {
    const list = migrationsList(project);
    await forgetUnfinished(engine, list);
    try {
      return (await engine.applyMigrations({ migrationsList: list, filters })).appliedMigrationNames;
    } catch (error) {
      const [name] = await forgetUnfinished(engine, list);
      throw new StartError(
        `Migration ${name ?? "(unknown)"} failed and left nothing behind: ${firstParagraph((error as Error).message)}`,
      );
    }
  });
}

/**
 * A migration that failed or was killed stands in the record as unfinished, and the engine would refuse to go on until
 * somebody resolves it by hand. Ours run as one transaction, so it left nothing behind and may simply run again.
 */
async function forgetUnfinished(engine: SchemaEngine, list: MigrationList): Promise<string[]> {
  const { failedMigrationNames: names } = await engine.diagnoseMigrationHistory({
    migrationsList: list,
    optInToShadowDatabase: false,
    filters,
  });
  for (const migrationName of names) await engine.markMigrationRolledBack({ migrationName });
  return names;
}

/**
 * The SQL that leads from the database at `url` to the schema; empty when they agree. What Prisma cannot express
 * (functions, triggers, CHECKs, partial and expression indexes) is not seen, so it never counts as a difference.
 */
export async function differenceToSchema(url: string, project = PROJECT): Promise<string> {
  const files = [
    { path: "schema.prisma", content: readFileSync(join(project, "prisma/schema.prisma"), "utf8") },
  ];
  const { exitCode, stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: project },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters,
    }),
  );
  // 2 stands for a difference, as in `prisma migrate diff --exit-code`.
  return exitCode === 2 ? (stdout ?? "").trim() : "";
}

/**
 * Writes the migration that leads from the database at `url`, which has all earlier ones, to the schema. Returns its
 * path, or null when there is nothing to write.
 */
export async function writeMigration(url: string, name: string, project = PROJECT): Promise<string | null> {
  const sql = await differenceToSchema(url, project);
  if (sql === "") return null;
  const stamp = now().toISOString().replace(/\D/g, "").slice(0, 14);
  const directory = join(project, "prisma/migrations", `${stamp}_${name}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "migration.sql"), `${sql}\n`);
  const lock = join(project, "prisma/migrations/migration_lock.toml");
  if (!existsSync(lock)) writeFileSync(lock, 'provider = "postgresql"\n');
  return join(directory, "migration.sql");
}

function migrationsList(project: string): MigrationList {
  const baseDir = join(project, "prisma/migrations");
  const folders = existsSync(baseDir) ? readdirSync(baseDir, { withFileTypes: true }) : [];
  const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names.sort().map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(join(baseDir, path, "migration.sql"), "utf8") },
      },
    })),
  };
}

function firstParagraph(message: string): string {
  const [first = message] = message.replace("external connector error", "").split(/\n\s*0: /);
  return first.replace(/\s+/g, " ").trim();
}
