/**
 * `npm run bench -- desk`: what the desk's pages, searches and exports take with many pledges, asked through the running product
 * by somebody who is signed in.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "#lib/house/port.ts";
import { updateDatabase } from "#lib/migrations.ts";
import { PAGE } from "#lib/organizers/pledges/list-sql.ts";
import { startPostgres } from "#lib/postgres.ts";
import { environment, median, said, whole } from "./counting.ts";
import { answers, database } from "./subjects.ts";

const ROOT = join(import.meta.dirname, "..");
const ROUNDS = 9;
/** Milliseconds. */
const TRACKER = 300;
const LIST = 200;

/** What the filling child tells. */
type Filled = {
  cookie: string;
  editionId: string;
  email: string;
  pledge: string;
  prefix: string;
  share: string;
  rare: string;
};
type Ask = { name: string; path: string; form?: Record<string, string>; has?: string; bound: number };

/**
 * Fills a database with `count` pledges and measures; in the directory `keep`, where one is given, it stays, and the next run there
 * need not fill it again. Answers whether all that was asked reached what it must.
 */
export async function measureDesk(
  count: number,
  { only, keep }: { only: string | undefined; keep: string | undefined },
): Promise<boolean> {
  if (keep) mkdirSync(keep, { recursive: true });
  const dataDir = keep ?? mkdtempSync("/var/tmp/countersign-bench-");
  const postgres = await startPostgres(dataDir);
  const port = await freePort();
  try {
    const told = join(dataDir, "filled.json");
    const isFilled = existsSync(told);
    const url = isFilled
      ? postgres.url.replace(/[^/]+$/, "bench_desk")
      : await database(postgres.url, "bench_desk");
    const env = { ...environment(url, dataDir), PORT: `${port}`, PUBLIC_URL: `http://localhost:${port}` };
    if (!isFilled) {
      console.log(`filling a database with ${whole(count)} pledges`);
      writeFileSync(told, JSON.stringify(await child<Filled>("bench/desk-fill.ts", env, `${count}`)));
    }
    const filled = JSON.parse(readFileSync(told, "utf8")) as Filled;
    if (isFilled) await bringUpToDate(url);
    let isEnough = true;
    if (only !== "export") isEnough = await measurePages(env, url, filled, count);
    if (only !== "pages") isEnough = (await measureExport(env, count)) && isEnough;
    return isEnough;
  } finally {
    await postgres.stop();
    if (!keep) rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What has changed since a database was filled: routines, migrations, and that the session has been idle. */
async function bringUpToDate(url: string): Promise<void> {
  await updateDatabase(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `UPDATE "OrganizerSession" SET seen_at = now(), second_factor_at = now(), expires_at = now() + interval '1 hour'`,
  );
  await client.end();
}

async function measurePages(
  env: NodeJS.ProcessEnv,
  url: string,
  filled: Filled,
  count: number,
): Promise<boolean> {
  const site = `http://127.0.0.1:${env.PORT}`;
  const server = fork(join(ROOT, "server.ts"), { env, cwd: ROOT, stdio: "ignore" });
  let isEnough = true;
  try {
    await answers(`${site}/healthz`);
    for (const ask of [
      { name: "tracker", path: "/organize", bound: TRACKER },
      ...searches(filled),
      ...filters(filled),
      ...(await deep(url, filled, count)),
    ])
      isEnough = (await measureAsk(site, filled.cookie, ask)) && isEnough;
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
  return isEnough;
}

/** Each kind of search, from the form to the whole of the page that it leads to. */
function searches({ email, pledge, prefix, share, rare }: Filled): Ask[] {
  const typed = {
    address: email,
    id: pledge,
    "share code": share,
    "rare name": rare,
    "rare word": rare.split(" ")[1] ?? "",
    "common name": "james smith",
    "common word": "smith",
    domain: "@flood.example",
    "common domain": "gmail.com",
    prefix,
    state: "Wisconsin",
    county: "Milwaukee County",
    country: "Kenya",
    nobody: "nobody.at.all@example.org",
    "no such name": "xavier quackenbush",
  };
  return Object.entries(typed).map(([kind, q]) => ({
    name: `search: ${kind}`,
    path: "/organize/pledges/search",
    form: { q },
    ...(["address", "id"].includes(kind) && { has: pledge }),
    bound: LIST,
  }));
}

/** The first page, of all and by each filter alone and some together. */
function filters({ prefix }: Filled): Ask[] {
  const alone = [
    "",
    ...["counted", "waiting", "held", "withdrawn", "invalidated", "erased"].map((state) => `state=${state}`),
    ...["US-WI", "US-OH", "55079", "KE", "US-AK"].map((place) => `place=${place}`),
    ...["paper", "witnessed"].map((evidence) => `evidence=${evidence}`),
    "stance=supporter",
    "display=full",
    "display=taken_off",
    "domain=gmail.com",
    "domain=parish0.example",
    `prefix=${encodeURIComponent(prefix)}`,
    "team=team-7",
    "event=event-3",
  ];
  const together = [
    "state=waiting&place=US-WI",
    "state=held&domain=gmail.com",
    "state=withdrawn&place=KE",
    "state=counted&place=US-AK&domain=gmail.com",
    "place=US-WI&domain=gmail.com",
    "domain=flood.example&state=counted",
    "team=team-7&stance=supporter&place=US-IL",
    "stance=supporter&display=full&place=US-AK",
  ];
  return [...alone, ...together].map((filter) => ({
    name: `page 1: ${filter || "all"}`,
    path: `/organize/pledges?${filter}`,
    bound: LIST,
  }));
}

/** Page 1,000, of all and of what many have; of fewer the last page. */
async function deep(url: string, { editionId }: Filled, count: number): Promise<Ask[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const asks: Ask[] = [];
  for (const [filter, condition] of [
    ["", "true"],
    ["place=US-WI", "region = 'US-WI'"],
    ["domain=gmail.com", "email_domain = 'gmail.com'"],
    ["state=counted", "is_counted(p)"],
    ["stance=supporter", "stance = 'supporter'"],
    ["state=waiting", "verified_at IS NULL AND invalidated_at IS NULL AND held_at IS NULL"],
  ]) {
    const { rows } = await client.query<{ id: string; at: string }>(
      `SELECT id, (extract(epoch FROM submitted_at) * 1000)::bigint::text AS at FROM "Pledge" p WHERE edition_id = $1 AND ${condition}
       ORDER BY id DESC LIMIT 1 OFFSET least($2, (SELECT count(*) FROM "Pledge" p WHERE edition_id = $1 AND ${condition}) - 2 * $3)`,
      [editionId, PAGE * 999, PAGE],
    );
    const [row] = rows;
    if (!row) throw new Error(`too few of ${filter} among ${count}`);
    const cursor = filter === "state=waiting" ? `${row.id}.${row.at}` : row.id;
    asks.push({
      name: `page 1,000: ${filter || "all"}`,
      path: `/organize/pledges?${filter}&after=${cursor}`,
      bound: LIST,
    });
  }
  await client.end();
  return asks;
}

/** The tracker until its first byte, everything else until its last. */
async function measureAsk(site: string, cookie: string, ask: Ask): Promise<boolean> {
  const times: number[] = [];
  // One besides, which pays for what is made once.
  for (let round = 0; round <= ROUNDS; round++) {
    const began = performance.now();
    const { firstByte, text } = await answer(site, cookie, ask);
    if (round > 0) times.push((ask.bound === TRACKER ? firstByte : performance.now()) - began);
    if (ask.has && !text.includes(ask.has)) throw new Error(`${ask.name} did not find what is there`);
  }
  const figures = `${median(times).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms`;
  return said(ask.name.padEnd(46), figures, `${ask.bound} ms`, median(times) < ask.bound);
}

async function answer(
  site: string,
  cookie: string,
  { name, path, form }: Ask,
): Promise<{ firstByte: number; text: string }> {
  const headers = { cookie, "sec-fetch-site": "same-origin" };
  let response = await fetch(`${site}${path}`, {
    headers,
    redirect: "manual",
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
  });
  const location = response.headers.get("location");
  if (form && response.status === 303 && location?.startsWith("/organize/pledges")) {
    await response.body?.cancel();
    response = await fetch(`${site}${location}`, { headers, redirect: "manual" });
  }
  if (response.status !== 200)
    throw new Error(`${name}: ${response.status} ${response.headers.get("location")}`);
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let firstByte = 0;
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    firstByte ||= performance.now();
    chunks.push(read.value);
  }
  return { firstByte, text: Buffer.concat(chunks).toString("utf8") };
}

async function measureExport(env: NodeJS.ProcessEnv, count: number): Promise<boolean> {
  console.log(`export of ${whole(count)} pledges, with names and addresses`);
  type Exported = { rows: number | null; error: string | null; seconds: number; megabytes: number };
  const { rows, error, seconds, megabytes } = await child<Exported>("bench/desk-export.ts", env);
  if (!rows) throw new Error(`the export ended with ${error}`);
  const rate = rows / seconds;
  return said(
    "export",
    `${whole(rate)} rows/s, ${megabytes.toFixed(0)} MB, ${whole(rows)} rows`,
    "20,000 rows/s under 300 MB",
    rate >= 20_000 && megabytes < 300,
  );
}

/** Runs a part of the benchmark in a process of its own; answers what it sends. */
async function child<Told>(file: string, env: NodeJS.ProcessEnv, ...words: string[]): Promise<Told> {
  const process = fork(join(ROOT, file), words, { env, cwd: ROOT });
  let told: Told | undefined;
  process.on("message", (message) => {
    told = message as Told;
  });
  const [code] = await once(process, "exit");
  if (code !== 0 || !told) throw new Error(`${file} ended with ${code}`);
  return told;
}
