/** Exports all pledges with names and addresses as the worker does, and sends its parent rows, seconds and megabytes. */
import { readFileSync } from "node:fs";
import { loadSecrets } from "#lib/crypto.ts";
import { closeDatabase, query } from "#lib/db.ts";
import { askTask } from "#lib/tasks/ask.ts";
import { runWaitingTasks } from "#lib/tasks/run.ts";
import { TASKS } from "../scripts/tasks.ts";

await loadSecrets();
const [edition] = await query<{ campaign: string; year: number }>(
  `SELECT c.slug AS campaign, e.year FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id ORDER BY e.year DESC LIMIT 1`,
);
const id = await askTask(null, {
  kind: "export",
  organizerId: null,
  params: { what: "pledges", personal: "contact", ...edition },
});
const began = performance.now();
await runWaitingTasks(TASKS);
const seconds = (performance.now() - began) / 1_000;
const [task] = await query<{ rows: number | null; error: string | null }>(
  `SELECT (result ->> 'rows')::int AS rows, error FROM "Task" WHERE id = $1`,
  [id],
);
// The kernel's own high-water mark.
const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
process.send?.({ ...task, seconds, megabytes: Number(kilobytes) / 1_000 });
await closeDatabase();
