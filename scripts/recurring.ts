import type { RecurringJob } from "#lib/jobs.ts";
import { purgePending } from "#lib/pledges/purge.ts";
import { refreshPending } from "#lib/tallies/pending.ts";

/** Every job that recurs, with its time in UTC. */
export const RECURRING: RecurringJob[] = [
  { name: "figures.pending", cron: "7 * * * *", run: refreshPending },
  { name: "pledges.purge", cron: "41 9 * * *", run: async () => void (await purgePending()) },
];
