import { now } from "#lib/clock.ts";
import type { RecurringJob } from "#lib/jobs.ts";
import { reconcile } from "#lib/ledger/reconcile.ts";
import { purgeSignIns } from "#lib/organizers/purge.ts";
import { refreshFunnel, settleFunnel } from "#lib/organizers/tracker/funnel-hours.ts";
import { purgePending } from "#lib/pledges/purge.ts";
import { refreshWeeks } from "#lib/pledges/weeks.ts";
import { refreshPending } from "#lib/tallies/pending.ts";

/** Every job that recurs, with its time in UTC. */
export const RECURRING: RecurringJob[] = [
  { name: "figures.pending", cron: "7 * * * *", run: refreshPending },
  { name: "figures.funnel", cron: "*/5 * * * *", run: () => refreshFunnel(now()) },
  { name: "figures.funnel-settled", cron: "11 * * * *", run: () => settleFunnel(now()) },
  { name: "pledges.purge", cron: "41 9 * * *", run: async () => void (await purgePending()) },
  { name: "organizers.purge", cron: "53 9 * * *", run: purgeSignIns },
  { name: "figures.weeks", cron: "23 9 * * *", run: () => refreshWeeks(now()) },
  {
    name: "ledger.reconcile",
    cron: "17 10 * * *",
    run: async () => void (await reconcile({ repair: true })),
  },
];
