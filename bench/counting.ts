/**
 * The measurements of `npm run bench -- counting`: what folding, publishing, reading and auditing cost, and whether reading
 * grows with the ledger. Each prints its figures and says whether it reached what it must.
 */
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "#lib/house/port.ts";
import { fold } from "#lib/ledger/tally.ts";
import { startPostgres } from "#lib/postgres.ts";
import { writeEntries } from "./ledger.ts";
import { answers, database } from "./subjects.ts";

const ROOT = join(import.meta.dirname, "..");
const LARGE = 10_000_000;

export type Sizes = { fold: number; large: number; log: number };
export const SIZES: Sizes = { fold: 200_000, large: LARGE, log: 1_000_000 };

/** Runs the measurements named in `only`, or all. Answers whether all reached what they must. */
export async function measureCounting(only: string | undefined, sizes: Sizes): Promise<boolean> {
  const dataDir = mkdtempSync("/var/tmp/countersign-bench-");
  const postgres = await startPostgres(dataDir);
  const measurements = { fold: measureFold, growth: measureGrowth, log: measureLog };
  let isEnough = true;
  try {
    for (const [name, measure] of Object.entries(measurements))
      if (!only || only === name)
        isEnough = (await measure({ url: postgres.url, dataDir, sizes })) && isEnough;
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return isEnough;
}

type Bench = { url: string; dataDir: string; sizes: Sizes };

/** Entries folded a second, in the tallier's own batches. */
async function measureFold({ url, sizes }: Bench): Promise<boolean> {
  const { client, editionId } = await campaignIn(await database(url, "bench_fold"));
  // In small transactions, as men confirm.
  await writeEntries(client, { editionId, count: sizes.fold, step: 20 });
  const began = performance.now();
  while ((await fold(client)) > 0);
  const rate = sizes.fold / seconds(began);
  await client.end();
  return said("fold", `${whole(rate)} entries/s`, "20,000 entries/s", rate >= 20_000);
}

/** What count.json and places.json cost with few and with many entries: the handlers themselves, without any memory. */
async function measureGrowth({ url, dataDir, sizes }: Bench): Promise<boolean> {
  const asked = { few: 1_000, many: sizes.large };
  const urls: Record<string, string> = {};
  for (const [name, count] of Object.entries(asked)) {
    const own = await database(url, `bench_${name}`);
    const { client, editionId } = await campaignIn(own);
    console.log(`growth: writing ${whole(count)} entries`);
    await writeEntries(client, { editionId, count, counted: true });
    await client.end();
    urls[name] = own;
  }
  const rounds = { few: [] as Cost[], many: [] as Cost[] };
  for (let round = 0; round < 9; round++)
    for (const name of ["few", "many"] as const) rounds[name].push(await costIn(urls[name] ?? "", dataDir));
  let isEnough = true;
  for (const address of ["count", "places"] as const) {
    const [few, many] = [
      median(rounds.few.map((c) => c[address])),
      median(rounds.many.map((c) => c[address])),
    ];
    const figures = `${few.toFixed(0)} µs with ${whole(asked.few)}, ${many.toFixed(0)} µs with ${whole(asked.many)} entries, ratio ${(many / few).toFixed(2)}`;
    isEnough = said(`${address}.json`, figures, "ratio 1.2", many / few <= 1.2) && isEnough;
  }
  return isEnough;
}

type Cost = { count: number; places: number };

/** Microseconds a request, measured in a process of its own. */
async function costIn(url: string, dataDir: string): Promise<Cost> {
  const child = fork(join(ROOT, "bench/handlers.ts"), { env: environment(url, dataDir), cwd: ROOT });
  const [cost] = await once(child, "message");
  await once(child, "exit");
  return cost as Cost;
}

/** Microseconds for each entry that is appended to the log, and what an audit of it all takes over loopback. */
async function measureLog({ url, dataDir, sizes }: Bench): Promise<boolean> {
  const own = await database(url, "bench_log");
  const { client, editionId } = await campaignIn(own);
  console.log(`log: writing ${whole(sizes.log)} entries`);
  await writeEntries(client, { editionId, count: sizes.log, counted: true });
  await client.end();
  const port = await freePort();
  const env = { ...environment(own, dataDir), PORT: `${port}`, PUBLIC_URL: `http://localhost:${port}` };

  const publisher = fork(join(ROOT, "bench/publish.ts"), { env, cwd: ROOT });
  const [spent] = (await once(publisher, "message")) as [{ milliseconds: number; leaves: number }];
  await once(publisher, "exit");
  const each = (spent.milliseconds * 1_000) / spent.leaves;
  const isQuick = said(
    "log append",
    `${each.toFixed(1)} µs an entry, ${whole(spent.leaves)} entries`,
    "100 µs",
    each < 100,
  );

  const server = fork(join(ROOT, "server.ts"), { env, cwd: ROOT, stdio: "ignore" });
  try {
    await answers(`http://localhost:${port}/healthz`);
    const { took, memory, code } = await audit(`http://localhost:${port}`, dataDir);
    const figures = `${took.toFixed(1)} s, ${memory.toFixed(0)} MB for ${whole(sizes.log)} entries, exit code ${code}`;
    return said("audit", figures, "60 s and 500 MB", took < 60 && memory < 500 && code === 0) && isQuick;
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
}

async function audit(url: string, dataDir: string): Promise<{ took: number; memory: number; code: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, ["scripts/audit.ts", url, "--state", join(dataDir, "audit.json")], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  let memory = 0;
  // The kernel's own high-water mark; read while it lives.
  const watch = setInterval(() => {
    const [, kilobytes] = readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/) ?? [];
    memory = Math.max(memory, Number(kilobytes ?? 0) / 1_000);
  }, 100);
  const [code] = (await once(child, "exit")) as [number];
  clearInterval(watch);
  return { took: seconds(began), memory, code };
}

async function campaignIn(url: string): Promise<{ client: pg.Client; editionId: string }> {
  const child = fork(join(ROOT, "bench/prepare.ts"), ["--empty"], {
    env: environment(url, "/var/tmp"),
    cwd: ROOT,
  });
  await once(child, "exit");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM "Edition" ORDER BY year DESC LIMIT 1`);
  return { client, editionId: rows[0]?.id ?? "" };
}

/** What a child of a benchmark runs with. */
export function environment(url: string, dataDir: string): NodeJS.ProcessEnv {
  const own = {
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    APP_SECRET: "a secret of benchmarks, the same for all of them",
  };
  return { ...process.env, NODE_ENV: "production", ROLE: "web", LOG_LEVEL: "error", ...own };
}

/** Prints a figure beside its bound, and answers whether it was reached. */
export function said(name: string, figures: string, bound: string, isEnough: boolean): boolean {
  console.log(`${name.padEnd(12)} ${figures} (bound: ${bound})${isEnough ? "" : "  NOT REACHED"}`);
  return isEnough;
}

function seconds(began: number): number {
  return (performance.now() - began) / 1_000;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

export function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
