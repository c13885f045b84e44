/** A Chromium for the browser tests, wherever this machine can get one. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/**
 * The path of a Chromium: PLAYWRIGHT_CHROMIUM, the system's, Playwright's own, and failing these one that is
 * downloaded or, as root on Debian and its kin, installed. Null when there is none to be had.
 */
export function findChromium(say: (line: string) => void): string | null {
  const given = process.env.PLAYWRIGHT_CHROMIUM;
  if (given) return existsSync(given) ? given : null;
  const found = () =>
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", chromium.executablePath()].find(existsSync);
  if (found()) return found() ?? null;
  say("There is no Chromium here: downloading Playwright's.");
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  if (found()) return found() ?? null;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("The download failed: installing the system's Chromium.");
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-qq", "-y", "--no-install-recommends", "chromium"]);
  }
  return found() ?? null;
}

function run(program: string, args: string[]): void {
  spawnSync(program, args, {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
