/**
 * `npm run bench`: how much of a bare server's throughput is left when the whole product answers. Both run on this machine,
 * in turns, in one run, with the generator beside them: read the ratios, not the absolute numbers.
 */
import { rmSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { measureCounting, SIZES } from "./counting.ts";
import { measureDesk } from "./desk.ts";
import { load, type Shot } from "./load.ts";
import { startSubjects } from "./subjects.ts";

const HELP = `npm run bench                  all measurements, three rounds of 6 s each
npm run bench -- --only sign   one of sign, page, count
npm run bench -- counting      folding, publishing, auditing, and reading with few and with many entries (ten minutes)
npm run bench -- counting --only fold   one of fold, growth, log; --entries 100000 for another size
npm run bench -- desk          the tracker, searches, lists and an export with 10,000,000 pledges (an hour, 20 GB in /var/tmp)
npm run bench -- desk --pledges 300000 --only pages   another size; one of pages, export
npm run bench -- desk --keep DIR                      leaves the database there, and finds it there the next time
npm run bench -- --rounds 1 --seconds 3`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: "boolean" },
    only: { type: "string" },
    entries: { type: "string" },
    pledges: { type: "string", default: "10000000" },
    keep: { type: "string" },
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "6" },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

/** What each measurement must reach: of the bare server, and a second. */
const SUBJECTS = [
  { name: "sign", connections: 32, shot: "sign", path: "/c/sample/sign", ratio: 0.4, rate: 1_000 },
  { name: "page", connections: 32, shot: "get", path: "/c/sample", ratio: 0.3, rate: 0 },
  { name: "count", connections: 32, shot: "get", path: "/c/sample/count.json", ratio: 0.3, rate: 0 },
] as const satisfies {
  name: string;
  connections: number;
  shot: Shot;
  path: string;
  ratio: number;
  rate: number;
}[];

const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
console.log(
  `${cpus()[0]?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
);
if (positionals[0] === "counting") {
  console.log("");
  const entries = Number(values.entries ?? 0);
  const sizes = entries > 0 ? { fold: entries, large: entries, log: entries } : SIZES;
  process.exit((await measureCounting(values.only, sizes)) ? 0 : 1);
}
if (positionals[0] === "desk")
  process.exit((await measureDesk(Number(values.pledges), { only: values.only, keep: values.keep })) ? 0 : 1);
console.log(`median of ${rounds} rounds of ${seconds} s, 32 connections, generator on the same machine\n`);

const subjects = await startSubjects();
let isShort = false;
try {
  for (const { name, connections, shot, path, ratio, rate } of SUBJECTS) {
    if (values.only && values.only !== name) continue;
    const ours: number[] = [];
    const bare: number[] = [];
    let slowest = 0;
    for (const url of [subjects.ours, subjects.bare])
      await load({ url, path, shot, connections, seconds: 2 });
    for (let round = 0; round < rounds; round++) {
      const result = await load({ url: subjects.ours, path, shot, connections, seconds });
      ours.push(result.rate);
      slowest = Math.max(slowest, result.p99);
      bare.push((await load({ url: subjects.bare, path, shot, connections, seconds })).rate);
    }
    const part = median(ours) / median(bare);
    const isEnough = part >= ratio && median(ours) >= rate;
    isShort ||= !isEnough;
    console.log(
      `${name.padEnd(6)} ${fixed(median(ours))}/s ours, ${fixed(median(bare))}/s bare, ratio ${part.toFixed(2)}` +
        ` (at least ${ratio}${rate ? ` and ${rate}/s` : ""}), p99 ${slowest} ms ${isEnough ? "" : "  NOT REACHED"}`,
    );
  }
} finally {
  await subjects.stop();
  rmSync(subjects.dataDir, { recursive: true, force: true });
}
process.exit(isShort ? 1 : 0);

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function fixed(rate: number): string {
  return Math.round(rate).toString().padStart(6);
}
