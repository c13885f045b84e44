/**
 * A database of its own for each integration test file:
 *
 *     await freshDatabase();
 *     const { query } = await import("#lib/db.ts");
 *
 * What reads the configuration is imported after it, because the configuration is read once.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { TEMPLATE } from "./database-server.ts";

/**
 * Makes a migrated, empty database, points DATABASE_URL at it and DATA_DIR at an empty directory, and removes both
 * when the file is done. Call it at the top of a test file. Returns the database's address.
 */
export async function freshDatabase(): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const url = inject("adminUrl").replace(/[^/]+$/, name);
  const dataDir = mkdtempSync(join(tmpdir(), "countersign-data-"));
  await asAdmin(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  process.env.DATABASE_URL = url;
  process.env.DATA_DIR = dataDir;
  process.env.APP_SECRET = "a secret of tests, the same for all of them";
  process.env.LOG_LEVEL ??= "silent";
  afterAll(async () => {
    // The same module that the tests imported: close its connections before the database goes.
    const { closeDatabase } = await import("#lib/db.ts");
    await closeDatabase();
    await dropDatabase(name);
    rmSync(dataDir, { recursive: true, force: true });
  });
  return url;
}

/** An empty database without any table, on the same server; the caller drops it or leaves it to the server's end. */
export async function emptyDatabase(): Promise<string> {
  const name = `empty_${randomBytes(6).toString("hex")}`;
  await asAdmin(`create database ${name}`);
  return inject("adminUrl").replace(/[^/]+$/, name);
}

/**
 * Drops a database with whatever connection a test left to it. Plainly first, which sends the server's own cleaners away;
 * by force only we, who are no superuser, may end a connection of ours but not one of theirs.
 */
async function dropDatabase(name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await asAdmin(`drop database ${name}${attempt % 2 === 0 ? " with (force)" : ""}`);
    } catch (error) {
      if (attempt === 6) throw error;
    }
  }
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
