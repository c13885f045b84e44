// Preloaded by `npm start` and `npm test`, and plain old JavaScript, because an old Node could not even read the rest.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const [major, minor] = process.versions.node.split(".").map(Number);
if (!existsSync(join(__dirname, "../node_modules/next"))) {
  console.error("The packages are not installed yet: run `npm ci` first.");
  process.exit(1);
}
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This is Node ${process.versions.node}; Countersign needs 22.18 or newer: run it as \`npm start\` after \`npm ci\`, which brings Node 24.`,
  );
  process.exit(1);
}
