import { now } from "#lib/clock.ts";
import type { RecurringJob } from "#lib/jobs.ts";
import { reconcile } from "#lib/ledger/reconcile.ts";
import { purgePending } from "#lib/pledges/purge.ts";
import { refreshWeeks } from "#lib/pledges/weeks.ts";
import { refreshPending } from "#lib/tallies/pending.ts";

/** Every job that recurs, with its time in UTC. */
export const RECURRING: RecurringJob[] = [
  { name: "figures.pending", cron: "7 * * * *", run: refreshPending },
  { name: "pledges.purge", cron: "41 9 * * *", run: async () => void (await purgePending()) },
  { name: "figures.weeks", cron: "23 9 * * *", run: () => refreshWeeks(now()) },
  {
    name: "ledger.reconcile",
    cron: "17 10 * * *",
    run: async () => void (await reconcile({ repair: true })),
  },
];
