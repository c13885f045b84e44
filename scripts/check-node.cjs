// Preloaded by the commands of package.json, and plain old JavaScript, because an old Node could not even read the rest.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const [major, minor] = process.versions.node.split(".").map(Number);
// The audit from outside needs no packages: a reporter runs it from the bare files.
const isAudit = /audit\.ts$/.test(process.argv[1] ?? "");
if (!isAudit && !existsSync(join(__dirname, "../node_modules/next"))) {
  console.error("The packages are not installed yet: run `npm ci` first.");
  process.exit(1);
}
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This is Node ${process.versions.node}; Countersign needs 22.18 or newer: run it as \`npm start\` after \`npm ci\`, which brings Node 24.`,
  );
  process.exit(1);
}
