/** `npm test`: every check there is, in an order that fails early, and one honest sum at the end. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfStale, generateIfStale } from "#lib/house/build.ts";
import { findChromium } from "#lib/house/chromium.ts";
import { type Counts, honest, playwrightCounts, vitestCounts } from "#lib/house/reports.ts";

const HELP = `npm test               every check; ends with the line "N passed, N failed"
npm test -- NAME …     only some of them, by the first word of their headlines (style, types, unit, browser, …)`;

const ROOT = join(import.meta.dirname, "..");
const reports = mkdtempSync(join(tmpdir(), "countersign-reports-"));
const bin = (name: string) => join(ROOT, "node_modules/.bin", name);

/** Each check resolves with what passed and failed in it. They run one after the other: two cores are soon busy. */
const checks: Record<string, () => Promise<Counts>> = {
  "style: biome": () => one(bin("biome"), ["check", "--error-on-warnings", "."]),
  "client: prisma generate": () => made(generateIfStale),
  "types: next typegen, tsc": async () =>
    sum(await one(bin("next"), ["typegen"]), await one(bin("tsc"), ["--noEmit", "-p", "tsconfig.json"])),
  "imports: their direction": () => one(process.execPath, ["scripts/check-imports.ts"]),
  "lockfile: complete for every platform": () => one(process.execPath, ["scripts/lock.ts", "--check"]),
  "migrations: make what the schema says": () => one(process.execPath, ["scripts/migrate.ts", "check"]),
  "unit: rules and parts": () => vitest("unit"),
  "build: next build": () => made(buildIfStale),
  "integration: on a real database": () => vitest("integration"),
  "browser: Playwright with Chromium": browser,
};

if (process.argv.includes("--help")) console.log(HELP);
else process.exitCode = await runAll(process.argv.slice(2));
rmSync(reports, { recursive: true, force: true });

async function runAll(wanted: string[]): Promise<number> {
  let total: Counts = { passed: 0, failed: 0 };
  const summary: string[] = [];
  for (const [headline, check] of Object.entries(checks)) {
    if (wanted.length > 0 && !wanted.includes(headline.split(":")[0] as string)) continue;
    console.log(`\n== ${headline}`);
    const began = performance.now();
    const counts = await check();
    total = sum(total, counts);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    summary.push(
      `${counts.failed ? "FAILED" : "passed"}  ${headline} (${counts.passed} of ${counts.passed + counts.failed}, ${seconds} s)`,
    );
  }
  console.log(`\n${summary.join("\n")}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function vitest(project: string): Promise<Counts> {
  const file = join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await run(bin("vitest"), ["run", "--project", project, ...reporters]);
  return honest(report(file, vitestCounts), code);
}

async function browser(): Promise<Counts> {
  const chromium = findChromium(console.log);
  if (!chromium) {
    console.error(
      "No Chromium: install one (as root: apt-get install chromium) or name it in PLAYWRIGHT_CHROMIUM, then run npm test again.",
    );
    return { passed: 0, failed: 1 };
  }
  const file = join(reports, "browser.json");
  const code = await run(bin("playwright"), ["test", "--reporter=list,json"], {
    PLAYWRIGHT_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  return honest(report(file, playwrightCounts), code);
}

function report<T>(file: string, counts: (parsed: T) => Counts): Counts {
  try {
    return counts(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    // The run ended before it could write one: its exit code tells the rest.
    return { passed: 0, failed: 0 };
  }
}

/** A check that passes or fails as a whole. */
async function one(program: string, args: string[]): Promise<Counts> {
  return (await run(program, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function made(make: typeof buildIfStale): Promise<Counts> {
  try {
    const ran = await make(ROOT, async (title, args, env = {}) => {
      const code = await run(process.execPath, args, env);
      if (code !== 0) throw new Error(`${title} failed (${code})`);
    });
    if (!ran) console.log("up to date");
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.error((error as Error).message);
    return { passed: 0, failed: 1 };
  }
}

/** Runs a program with its output here. The configuration of this shell is not the tests' business. */
function run(program: string, args: string[], extra: Record<string, string> = {}): Promise<number> {
  const ours =
    /^(DATABASE_URL|PUBLIC_URL|PORT|APP_SECRET|DATA_DIR|SMTP_URL|MAIL_FROM|MAIL_RATE|ROLE|TRUSTED_PROXIES|METRICS_TOKEN|LOG_LEVEL)$/;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const env = { ...Object.fromEntries(kept), ...extra } as NodeJS.ProcessEnv;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", () => resolve(127));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

function sum(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}
