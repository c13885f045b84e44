/** Starts the product once for all browser tests, as a newcomer would, and stops it when they are done. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "#lib/house/port.ts";

const ROOT = join(import.meta.dirname, "../../..");
/** With nothing built yet the start includes a build. */
const START_WITHIN = 240_000;
const STOP_WITHIN = 40_000;
/** What the shell may hold of these is not the tests' business. */
const OURS = /^(DATABASE_URL|APP_SECRET|SMTP_URL|MAIL_\w+|ROLE|TRUSTED_PROXIES|METRICS_TOKEN|LOG_LEVEL)$/;

/**
 * Resolves with the deed that stops it by SIGTERM and throws when that does not end well. The address is in COUNTERSIGN_URL,
 * its data in COUNTERSIGN_DATA_DIR, the first owner's link to the desk (of one use) in COUNTERSIGN_SIGN_IN.
 * Everything that the product says goes to a log, which is shown when the start fails and kept when the stop does.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-e2e-"));
  // PostgreSQL runs under an account of its own when we are root.
  chmodSync(folder, 0o755);
  const log = join(folder, "start.log");
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const dataDir = join(folder, "data");
  const house = start(log, { DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: url });
  try {
    process.env.COUNTERSIGN_SIGN_IN = await untilItSaysWhere(house, `${url}/organize/link?token=`);
  } catch (error) {
    await stop(house);
    const said = readFileSync(log, "utf8");
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`${(error as Error).message}. It said:\n\n${said}`);
  }
  process.env.COUNTERSIGN_URL = url;
  process.env.COUNTERSIGN_DATA_DIR = dataDir;
  return async () => {
    const code = await stop(house);
    if (code !== 0)
      throw new Error(`It did not stop well (${code}, ${log})\n\n${readFileSync(log, "utf8").slice(-3_000)}`);
    rmSync(folder, { recursive: true, force: true });
  };
}

function start(log: string, env: Record<string, string>): ChildProcess {
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
  const house = spawn(process.execPath, ["scripts/start.ts"], {
    cwd: ROOT,
    env: { ...kept, ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const file = createWriteStream(log);
  house.stdout?.pipe(file);
  house.stderr?.pipe(file);
  return house;
}

/** The last of the addresses that a start prints, by how it begins: from then on everything answers. */
async function untilItSaysWhere(house: ChildProcess, last: string): Promise<string> {
  let said = "";
  const isUp = new Promise<string>((resolve) => {
    house.stdout?.on("data", (chunk) => {
      said += chunk;
      const at = said.indexOf(last);
      // With the space behind it, it is whole.
      const [found] = at < 0 ? [] : (/^\S+(?=\s)/.exec(said.slice(at)) ?? []);
      if (found) resolve(found);
    });
  });
  const ended = once(house, "close").then(([code]) => {
    throw new Error(`The product ended before it was up (${code})`);
  });
  const late = wait(START_WITHIN, undefined, { ref: false }).then(() => {
    throw new Error(`The product was not up after ${START_WITHIN / 1_000} s`);
  });
  const found = await Promise.race([isUp, ended, late]);
  ended.catch(() => {});
  late.catch(() => {});
  return found;
}

/** Its exit code, or null when it had to be killed. */
async function stop(house: ChildProcess): Promise<number | null> {
  if (house.exitCode !== null || house.signalCode !== null) return house.exitCode;
  const ended = once(house, "close");
  house.kill("SIGTERM");
  const isLate = await Promise.race([ended, wait(STOP_WITHIN, "late", { ref: false })]);
  if (isLate !== "late") return house.exitCode;
  house.kill("SIGKILL");
  await ended;
  return null;
}
