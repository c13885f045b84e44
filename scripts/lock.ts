/** `npm run lock`: brings package-lock.json up to package.json and completes it for every platform. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { completed, type Lockfile, missingEntries } from "#lib/house/lockfile.ts";

if (process.argv.includes("--help")) {
  console.log("Installs what package.json asks for and completes package-lock.json for all platforms.");
  console.log("With --check it only says whether something is missing; with --only it does not install.");
  process.exit(0);
}

const path = join(import.meta.dirname, "../package-lock.json");
const isCheck = process.argv.includes("--check");
if (!isCheck && !process.argv.includes("--only")) execFileSync("npm", ["install"], { stdio: "inherit" });

const lockfile: Lockfile = JSON.parse(readFileSync(path, "utf8"));
const missing = Object.keys(missingEntries(lockfile));
if (missing.length === 0) console.log("package-lock.json is complete for every platform.");
else if (isCheck) {
  console.error(`package-lock.json lacks ${missing.length} packages of other platforms: run npm run lock.`);
  process.exit(1);
} else {
  writeFileSync(path, `${JSON.stringify(completed(lockfile), null, 2)}\n`);
  console.log(`Added ${missing.length} packages of other platforms to package-lock.json.`);
}
