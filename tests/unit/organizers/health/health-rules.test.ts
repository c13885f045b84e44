import { expect, it } from "vitest";
import { sizeOf } from "#lib/backups/size.ts";
import { type Looked, troubles } from "#lib/organizers/health/health-rules.ts";

const WELL: Looked = {
  work: {
    tallierLag: 1,
    mailDue: null,
    jobs: { lastDone: null, failed: [] },
    reconciliation: { at: new Date(0), found: 0 },
  },
  disk: { free: 50e9, size: 100e9 },
  backupIsOverdue: false,
};
const work = (part: Partial<Looked["work"]>) => ({ work: { ...WELL.work, ...part } });

it.each([
  ["nothing", {}, []],
  [
    "a worker that has not run yet, and a disk that does not tell",
    { ...work({ jobs: null, reconciliation: null }), disk: null },
    [],
  ],
  ["a worker that stands still", work({ tallierLag: 31 }), ["worker"]],
  ["mail that is due for long", work({ mailDue: 601 }), ["mail"]],
  ["mail that is due for a moment", work({ mailDue: 60 }), []],
  ["a failed job", work({ jobs: { lastDone: null, failed: ["x"] } }), ["jobs"]],
  ["differences", work({ reconciliation: { at: new Date(0), found: 1 } }), ["reconciliation"]],
  ["a full disk", { disk: { free: 1.9e9, size: 20e9 } }, ["disk"]],
  ["a large disk that is nearly full", { disk: { free: 40e9, size: 1000e9 } }, ["disk"]],
  [
    "all at once, the worker first",
    { ...work({ tallierLag: 99, mailDue: 999 }), backupIsOverdue: true },
    ["worker", "backup", "mail"],
  ],
])("tells of %s", (_, part, expected) => {
  expect(troubles({ ...WELL, ...part })).toEqual(expected);
});

it.each([
  [0, "0 kB"],
  [640, "0.64 kB"],
  [1_234_567, "1.23 MB"],
  [999_999_999, "1,000 MB"],
  [5e9, "5 GB"],
  [7e15, "7,000 TB"],
])("writes %i bytes as %s", (bytes, text) => {
  expect(sizeOf("en", bytes)).toBe(text);
});
