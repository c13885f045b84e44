/** Checks the direction of imports. Prints each one that runs against it, with file and line; part of `npm test`. */
import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { importOrder, violations } from "#lib/house/imports.ts";

if (process.argv.includes("--help")) {
  console.log("Checks that imports run in the direction that docs/architecture.md says.");
  process.exit(0);
}

const root = join(import.meta.dirname, "..");
const order = importOrder(readFileSync(join(root, "docs/architecture.md"), "utf8"));
if (order.length === 0) {
  console.error("docs/architecture.md has no block ```import-order with the nouns of lib/, one a line.");
  process.exit(1);
}
const files = globSync(["*.ts", "{app,components,lib,prisma,scripts,tests,bench}/**/*.{ts,tsx}"], {
  cwd: root,
  exclude: ["lib/generated/**"],
});
let count = 0;
for (const file of files.map((path) => path.replaceAll(sep, "/")).sort()) {
  for (const { line, specifier, rule } of violations(file, readFileSync(join(root, file), "utf8"), order)) {
    console.error(`${file}:${line} imports ${specifier}: ${rule}`);
    count += 1;
  }
}
console.log(
  count === 0 ? `${files.length} files import in the right direction.` : `${count} imports to mend.`,
);
process.exit(count === 0 ? 0 : 1);
