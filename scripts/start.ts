/** `npm start`: from a bare machine to a running campaign. Everything it promises stands in HELP below. */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { now } from "#lib/clock.ts";
import { type Env, readEnv, StartError } from "#lib/env.ts";
import { trustList } from "#lib/front/visitor.ts";
import { buildIfStale, generateIfStale } from "#lib/house/build.ts";
import { type Child, keepRunning, runToEnd } from "#lib/house/child.ts";
import { type Console, openConsole } from "#lib/house/console.ts";
import { checkDatabase } from "#lib/house/database.ts";
import { holdDirectory, openDirectory } from "#lib/house/directory.ts";
import { readOptions } from "#lib/house/options.ts";
import { checkPort } from "#lib/house/port.ts";
import { untilAskedToStop } from "#lib/house/stop.ts";
import { startPostgres } from "#lib/postgres.ts";

const HELP = `npm start              builds what is missing or stale, starts an embedded PostgreSQL in DATA_DIR (.data) when
                       DATABASE_URL is unset, migrates, loads the sample campaign into an empty database, and runs
                       the web process and the worker (or one of them: ROLE=web, ROLE=worker) until Ctrl-C
npm run dev            the same for development: pages are compiled when they are asked for

Configuration comes from the environment: see .env.example.`;

const ROOT = join(import.meta.dirname, "..");
/** How long a process may take to answer what it has begun, before it is ended. */
const DRAIN = 20_000;

const { values: options } = readOptions(HELP, {
  options: { help: { type: "boolean" }, dev: { type: "boolean" } },
});
const stop = untilAskedToStop();

if (options.help) console.log(HELP);
else process.exitCode = await start();
process.exit();

/** Resolves with the exit code when everything that was started has ended. */
async function start(): Promise<number> {
  const opened = new AsyncDisposableStack();
  try {
    // The directory first: reading the configuration puts a secret into it.
    openDirectory(process.env.DATA_DIR || ".data");
    const config = readEnv(process.env);
    trustList(config.trustedProxies);
    await run(config, opened);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 0;
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await opened.disposeAsync();
  }
}

/** Everything that comes before the first process; then rounds, until we are asked to stop. */
async function run(config: Env, opened: AsyncDisposableStack): Promise<void> {
  const log = openConsole({
    readable: config.isLocal || process.stdout.isTTY,
    colours: process.stdout.isTTY && !process.env.NO_COLOR,
    now,
  });
  stop.signal.addEventListener("abort", () => log.say("Stopping: finishing what was begun."));
  if (config.role !== "worker") await checkPort(config.port, config);
  if (!process.env.DATABASE_URL) opened.defer(holdDirectory(config.dataDir));
  while (!stop.signal.aborted) {
    const lastWords = await serve(config, log);
    if (lastWords === null) break;
    log.warn(`PostgreSQL ended by itself (${lastWords}): starting again.`);
    await wait(1_000, undefined, { signal: stop.signal });
  }
  log.say("Stopped.");
}

/**
 * One round: from the database to the addresses, and on until we are asked to stop (null) or the embedded database
 * ends by itself (its last words). What it opens is closed in the opposite order: PostgreSQL after the processes.
 */
async function serve(config: Env, log: Console): Promise<string | null> {
  await using opened = new AsyncDisposableStack();
  const servesWeb = config.role !== "worker";
  const database = process.env.DATABASE_URL ? null : await startPostgres(config.dataDir, { say: log.say });
  if (database) opened.defer(database.stop);
  else await checkDatabase(config.databaseUrl);
  log.say(database ? "PostgreSQL is running." : "The database answers.");

  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: options.dev ? "development" : "production",
    DATABASE_URL: database?.url ?? config.databaseUrl,
  };
  const step = async (title: string, args: string[], extra = {}) => {
    const began = performance.now();
    log.say(`${title} …`);
    await runToEnd(args, { env: { ...env, ...extra }, signal: stop.signal }).catch((error) => {
      throw error instanceof StartError
        ? new StartError(`${error.message}\n${title} failed: see above.`)
        : error;
    });
    log.say(`  done in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  };
  await generateIfStale(ROOT, step);
  if (servesWeb && !options.dev) await buildIfStale(ROOT, step);
  const prepared = await prepareDatabase(env, log);

  const children: Child[] = [];
  opened.defer(async () => void (await Promise.all(children.map((child) => child.stop(DRAIN)))));
  const child = (name: string, file: string) =>
    children.push(keepRunning(name, [file], { ...env, PROCESS_NAME: name }, log));
  if (config.role !== "web") child("worker", "scripts/worker.ts");
  if (servesWeb) child("web", "server.ts");
  const isUp = servesWeb ? untilHealthy(config.port) : wait(2_000, undefined, { signal: stop.signal });
  await Promise.race([isUp, ...children.map(({ failed }) => failed)]);
  for (const { settle } of children) settle();

  // The children's own first lines come through a pipe: let them pass, so that the addresses stand last.
  await wait(200, undefined, { signal: stop.signal });
  for (const line of servesWeb ? addresses(config, prepared) : ["The worker is running."]) log.say(line);
  // Awaited here, because a scope closes what it opened before a promise that it returns is settled.
  return await Promise.race([stop.asked.then(() => null), database?.died ?? stop.asked.then(() => null)]);
}

/** The slug of the open campaign, and a link to the desk as long as it has no owner. */
type Prepared = { slug: string | null; signIn: string | null };

/** Migrations, secrets and sample, in a process of their own. */
async function prepareDatabase(env: NodeJS.ProcessEnv, log: Console): Promise<Prepared> {
  let prepared: Prepared = { slug: null, signIn: null };
  await runToEnd(["scripts/prepare-database.ts"], {
    env,
    signal: stop.signal,
    onLine: log.say,
    onMessage: (message) => {
      prepared = message as Prepared;
    },
  });
  return prepared;
}

async function untilHealthy(port: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
      signal: AbortSignal.timeout(5_000),
    }).catch(() => null);
    if (answer?.ok) return;
    await wait(100, undefined, { signal: stop.signal });
  }
}

function addresses(config: Env, { slug, signIn }: Prepared): string[] {
  const at = (path: string) => new URL(path, config.publicUrl).href;
  const hasDevMail = config.isLocal && !config.smtpUrl;
  return [
    `Campaign page      ${at(slug ? `/c/${slug}` : "/")}`,
    ...(hasDevMail ? [`Mail viewer        ${at("/dev/mail")}`] : []),
    `Organizers' desk   ${at("/organize")}`,
    ...(signIn ? [`  sign in once at  ${signIn}  (within an hour)`] : []),
  ];
}
