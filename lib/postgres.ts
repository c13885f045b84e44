/**
 * The embedded PostgreSQL server: a real one, from an npm package, with its data in `DATA_DIR/postgres`. It runs in
 * a session of its own, so that Ctrl-C does not reach it before the processes that write to it have drained, and it
 * outlives a killed supervisor unharmed: the next start finds it and stops it in order.
 */
import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { StartError } from "#lib/env.ts";
import { type Account, accountFor } from "./house/account.ts";
import { clusterPassword, makeCluster, postgresPrograms, SERVER_ENV } from "./house/cluster.ts";
import { freePort } from "./house/port.ts";
import { isGoneWithin, servesCluster, signal } from "./house/processes.ts";

export type PostgresServer = {
  /** For the application: an ordinary role that may create databases and owns the database `countersign`. */
  url: string;
  pid: number;
  /** Resolves with the signal or exit code when the server has ended. */
  died: Promise<string>;
  /** Fast shutdown: open transactions roll back, everything committed is on disk. */
  stop(): Promise<void>;
};

/**
 * Starts the server of a data directory that this process holds (`holdDirectory`), makes its cluster, role and
 * database where they are missing, and writes the address to `DATA_DIR/database-url` (mode 600) until it stops.
 * `durable: false` trades safety for speed (tests). Throws StartError with one sentence when it cannot.
 */
export async function startPostgres(
  dataDir: string,
  { durable = true, say = (_line: string) => {} } = {},
): Promise<PostgresServer> {
  const programs = await postgresPrograms();
  const cluster = join(dataDir, "postgres");
  const account = accountFor(cluster, [programs.postgres, programs.initdb]);
  const password = clusterPassword(dataDir);
  await makeCluster(cluster, { initdb: programs.initdb, account, password, durable });
  await endOrphan(cluster, say);
  const logFile = join(dataDir, "postgres.log");
  const program = programs.postgres;
  const {
    child,
    port,
    ended: died,
  } = await launch({ program, cluster, account, durable, logFile, password, say });
  const address = (role: string, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  await makeDatabase(address("postgres", "postgres"), password);
  const url = address("countersign", "countersign");
  const urlFile = join(dataDir, "database-url");
  writeFileSync(urlFile, `${url}\n`, { mode: 0o600 });
  return {
    url,
    pid: child.pid as number,
    died,
    async stop() {
      rmSync(urlFile, { force: true });
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
      await died;
    },
  };
}

/** A server that a killed supervisor left behind is stopped in order; a pid file that nobody stands for is removed. */
async function endOrphan(cluster: string, say: (line: string) => void): Promise<void> {
  const pidFile = join(cluster, "postmaster.pid");
  const pid = Number.parseInt(readIfThere(pidFile) ?? "", 10);
  if (Number.isNaN(pid)) return;
  if (!servesCluster(pid, realpathSync(cluster))) {
    // PostgreSQL would take a stranger that has got this number since for its own server, and refuse to start.
    rmSync(pidFile, { force: true });
    return;
  }
  say("A database server from an earlier run is still there: stopping it in order.");
  signal(pid, "SIGINT");
  if (await isGoneWithin(pid, 60_000)) return;
  throw new StartError(
    `The database server of an earlier run (process ${pid}) does not stop: wait for it, or end it, and start again.`,
  );
}

type Launch = {
  program: string;
  cluster: string;
  account: Account;
  durable: boolean;
  logFile: string;
  password: string;
  say: (line: string) => void;
};

/** Starts the server on a free port of the loopback address. Another program may take the port first: try again. */
async function launch(
  options: Launch,
): Promise<{ child: ChildProcess; port: number; ended: Promise<string> }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = spawnServer(options, port);
    const ended = new Promise<string>((resolve) => {
      child.once("exit", (code, name) => resolve(name ?? `code ${code}`));
      child.once("error", (error) => resolve(error.message));
    });
    const isUp = await answers(ended, port, options).catch(async (error) => {
      child.kill("SIGINT");
      await ended;
      throw error;
    });
    if (isUp) return { child, port, ended };
    if (attempt < 4) {
      // Back ends of a server that was killed need a moment to notice and to let go of the shared memory.
      await wait(attempt * 500);
      continue;
    }
    throw new StartError(
      `PostgreSQL did not start (${lastWords(options.logFile)}): see ${options.logFile}, mend it and start again.`,
    );
  }
}

function spawnServer({ program, cluster, account, durable, logFile }: Launch, port: number): ChildProcess {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 60,
    shared_buffers: "128MB",
    timezone: "UTC",
    log_timezone: "UTC",
    // Neither statements nor the rows that break a constraint are written to the log.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    ...(durable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [file, ...args] = [...account.prefix, program, "-D", cluster, ...flags] as [string, ...string[]];
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000)
    renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, "a", 0o600);
  try {
    return spawn(file, args, {
      ...account.ids,
      env: SERVER_ENV,
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
    });
  } finally {
    closeSync(log);
  }
}

/** Waits until the server answers, through crash recovery if need be; false when it ends instead. */
async function answers(
  ended: Promise<string>,
  port: number,
  { password, say, logFile }: Launch,
): Promise<boolean> {
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  for (let round = 1; !isOver; round++) {
    const client = new pg.Client({
      host: "127.0.0.1",
      port,
      user: "postgres",
      password,
      database: "postgres",
    });
    try {
      await client.connect();
      return !isOver;
    } catch (error) {
      // invalid_password: waiting longer does not help.
      if ((error as { code?: string }).code === "28P01") {
        throw new StartError(
          `The database does not accept ${dirname(logFile)}/postgres-password: put back the file that belongs to it.`,
        );
      }
      await wait(50);
    } finally {
      await client.end().catch(() => {});
    }
    if (round % 200 === 0) say("The database is recovering from an interrupted run.");
  }
  return false;
}

/** The application's role is no superuser: what reaches its connection reaches no file and no program. */
async function makeDatabase(url: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const role = await client.query("select from pg_roles where rolname = 'countersign'");
    if (role.rowCount === 0) {
      await client.query(`create role countersign login createdb password ${client.escapeLiteral(password)}`);
    }
    const database = await client.query("select from pg_database where datname = 'countersign'");
    if (database.rowCount === 0) await client.query("create database countersign owner countersign");
  } finally {
    await client.end();
  }
}

function lastWords(logFile: string): string {
  const lines = (readIfThere(logFile) ?? "").trim().split("\n");
  const telling = lines.slice(-8).findLast((line) => /FATAL|PANIC|ERROR|error/.test(line)) ?? lines.at(-1);
  return (telling ?? "no word in its log").replace(/^.*?(FATAL|PANIC|ERROR): */, "");
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new StartError(`${path} cannot be read by this user: run as the user who made the data directory.`);
  }
}
