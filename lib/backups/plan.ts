import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Head } from "./manifest.ts";
import { BackupUnusable } from "./unusable.ts";

const MIGRATIONS = join(import.meta.dirname, "../../prisma/migrations");

/** Where Prisma writes down what it has applied: its table is not in the migrations, because it comes before them. */
const RECORD = `CREATE TABLE _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
  logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

/**
 * The statements that make the tables as they were when the backup was made: by its migrations and no later ones. Throws
 * BackupUnusable where this program lacks one of them, or has another text for it: then it is older than the backup.
 */
export function planOf({ migrations, version }: Head): string[] {
  return [RECORD, ...migrations.map(({ name, checksum }) => sqlOf(name, checksum, version))];
}

function sqlOf(name: string, checksum: string, version: string): string {
  let sql: Buffer;
  try {
    sql = readFileSync(join(MIGRATIONS, name, "migration.sql"));
  } catch {
    throw new BackupUnusable("version", `${version}, migration ${name} is missing`);
  }
  if (createHash("sha256").update(sql).digest("hex") !== checksum)
    throw new BackupUnusable("version", `${version}, migration ${name} is another`);
  return sql.toString("utf8");
}
