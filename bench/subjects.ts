import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { freePort } from "#lib/house/port.ts";
import { updateDatabase } from "#lib/migrations.ts";
import { startPostgres } from "#lib/postgres.ts";

const ROOT = join(import.meta.dirname, "..");

/** Starts one durable PostgreSQL with a database for each, the web process as in production, and the bare server. */
export async function startSubjects() {
  const dataDir = mkdtempSync("/var/tmp/countersign-bench-");
  const postgres = await startPostgres(dataDir);
  const databases = {
    ours: await database(postgres.url, "bench_ours"),
    bare: await database(postgres.url, "bench_bare"),
  };
  const [oursPort, barePort] = [await freePort(), await freePort()];
  const env = (port: number, url: string): NodeJS.ProcessEnv => ({
    ...process.env,
    NODE_ENV: "production",
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    ROLE: "web",
    LOG_LEVEL: "warn",
  });
  for (const url of Object.values(databases)) await run("bench/prepare.ts", env(oursPort, url));
  const ours = fork(join(ROOT, "server.ts"), { env: env(oursPort, databases.ours), cwd: ROOT });
  await answers(`http://127.0.0.1:${oursPort}/healthz`);
  const page = await body(`http://127.0.0.1:${oursPort}/c/sample`);
  const count = await body(`http://127.0.0.1:${oursPort}/c/sample/count.json`);
  const bare = fork(join(ROOT, "bench/bare.ts"), { env: env(barePort, databases.bare), cwd: ROOT });
  bare.send({ page, count });
  await answers(`http://127.0.0.1:${barePort}/c/sample`);
  return {
    dataDir,
    ours: `http://127.0.0.1:${oursPort}`,
    bare: `http://127.0.0.1:${barePort}`,
    async stop() {
      for (const child of [ours, bare]) child.kill("SIGTERM");
      await Promise.all([ours, bare].map((child) => child.exitCode ?? once(child, "exit")));
      await postgres.stop();
    },
  };
}

/** A migrated database of this name on the server at `url`; answers its address. */
export async function database(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  await updateDatabase(own.href);
  return own.href;
}

async function run(file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = fork(join(ROOT, file), { env, cwd: ROOT });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${file} ended with ${code}`);
}

/** The bytes as they go over the wire, so that the bare server sends the same. */
async function body(url: string): Promise<{ type: string; base64: string }> {
  // A page is made once before it is remembered.
  await fetch(url);
  const answer = await fetch(url, { headers: { "accept-encoding": "identity" } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { type: answer.headers.get("content-type") ?? "", base64: bytes.toString("base64") };
}

/** Resolves once something answers there; rejects after half a minute. */
export async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await wait(100);
  }
  throw new Error(`${url} does not answer`);
}
