import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isGoneWithin, signal } from "#lib/house/processes.ts";
import { startPostgres } from "#lib/postgres.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "countersign-pg-"));
  chmodSync(directory, 0o711);
});

// A test that fails on its way leaves its server; whatever it did, nothing outlives it.
afterEach(async () => {
  const pidFile = join(directory, "postgres/postmaster.pid");
  if (existsSync(pidFile)) {
    const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
    signal(pid, "SIGQUIT");
    await isGoneWithin(pid, 5_000);
  }
  rmSync(directory, { recursive: true, force: true });
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

test("what was committed survives kill -9 of the server", async () => {
  const first = await startPostgres(directory);
  await ask(first.url, "create table signed as select generate_series(1, 1000) as n");
  process.kill(first.pid, "SIGKILL");
  expect(await first.died).toBe("SIGKILL");
  const second = await startPostgres(directory);
  expect(await ask(second.url, "select count(*)::int from signed")).toEqual([1000]);
  await second.stop();
});

test("a server that its supervisor left behind is stopped in order, and another takes its data", async () => {
  const said: string[] = [];
  const orphan = await startPostgres(directory);
  await ask(orphan.url, "create table signed as select 1 as n");
  const next = await startPostgres(directory, { say: (line) => said.push(line) });
  expect(await isGoneWithin(orphan.pid, 1_000)).toBe(true);
  expect(said).toEqual(["A database server from an earlier run is still there: stopping it in order."]);
  expect(await ask(next.url, "select n from signed")).toEqual([1]);
  await next.stop();
});

test("a pid file whose number now belongs to somebody else does not keep it from starting", async () => {
  const first = await startPostgres(directory);
  const pidFile = readFileSync(join(directory, "postgres/postmaster.pid"), "utf8");
  process.kill(first.pid, "SIGKILL");
  await first.died;
  writeFileSync(join(directory, "postgres/postmaster.pid"), pidFile.replace(/^\d+/, `${process.pid}`));
  const second = await startPostgres(directory);
  await second.stop();
});

test("an interrupted initialisation is begun anew", async () => {
  mkdirSync(join(directory, "postgres.unfinished/base"), { recursive: true });
  writeFileSync(join(directory, "postgres.unfinished/PG_VERSION"), "18\n");
  const server = await startPostgres(directory, { durable: false });
  expect(await ask(server.url, "select 1")).toEqual([1]);
  await server.stop();
});

test("letters sort the same everywhere, secrets are private, and the application is no superuser", async () => {
  const server = await startPostgres(directory, { durable: false });
  const facts = `select datlocprovider::text, datlocale, pg_encoding_to_char(encoding) from pg_database where datname = current_database()`;
  expect(await ask(server.url, facts)).toEqual(["b", "C.UTF-8", "UTF8"]);
  expect(await ask(server.url, "select rolsuper from pg_roles where rolname = current_user")).toEqual([
    false,
  ]);
  for (const file of ["postgres-password", "database-url"])
    expect(statSync(join(directory, file)).mode & 0o777).toBe(0o600);
  await server.stop();
  expect(existsSync(join(directory, "database-url"))).toBe(false);
});

test("a password that does not open the database is said in one sentence, and nothing is left running", async () => {
  const server = await startPostgres(directory, { durable: false });
  await server.stop();
  writeFileSync(join(directory, "postgres-password"), "another\n");
  await expect(startPostgres(directory, { durable: false })).rejects.toThrow("does not accept");
  expect(existsSync(join(directory, "postgres/postmaster.pid"))).toBe(false);
});
