import { askNightly, watchBackups } from "#lib/backups/watch.ts";
import { now } from "#lib/clock.ts";
import { removeExpiredFiles } from "#lib/exports/files.ts";
import { forgetPassphrases } from "#lib/exports/make.ts";
import { removeForgottenLists } from "#lib/imports/store.ts";
import type { RecurringJob } from "#lib/jobs.ts";
import { reconcile } from "#lib/ledger/reconcile.ts";
import { purgeSignIns } from "#lib/organizers/purge.ts";
import { refreshFunnel, settleFunnel } from "#lib/organizers/tracker/funnel-hours.ts";
import { refreshBrought } from "#lib/organizers/tracker/refresh-brought.ts";
import { purgePending } from "#lib/pledges/purge.ts";
import { refreshTextSigners } from "#lib/pledges/text-signers.ts";
import { refreshWeeks } from "#lib/pledges/weeks.ts";
import { refreshPending } from "#lib/tallies/pending.ts";

/** Every job that recurs, with its time in UTC. */
export const RECURRING: RecurringJob[] = [
  {
    name: "exports.expire",
    cron: "29 * * * *",
    run: async () => {
      await forgetPassphrases();
      await removeExpiredFiles();
      await removeForgottenLists();
    },
  },
  // Night in America; the jobs that tidy up come later.
  { name: "backups.nightly", cron: "37 8 * * *", run: askNightly },
  { name: "backups.watch", cron: "47 * * * *", run: () => watchBackups(now()) },
  { name: "figures.pending", cron: "7 * * * *", run: refreshPending },
  { name: "figures.funnel", cron: "*/5 * * * *", run: () => refreshFunnel(now()) },
  { name: "figures.brought", cron: "*/5 * * * *", run: () => refreshBrought() },
  { name: "figures.funnel-settled", cron: "11 * * * *", run: () => settleFunnel(now()) },
  { name: "pledges.purge", cron: "41 9 * * *", run: async () => void (await purgePending()) },
  { name: "organizers.purge", cron: "53 9 * * *", run: purgeSignIns },
  { name: "figures.texts", cron: "37 * * * *", run: refreshTextSigners },
  { name: "figures.weeks", cron: "23 9 * * *", run: () => refreshWeeks(now()) },
  {
    name: "ledger.reconcile",
    cron: "17 10 * * *",
    run: async () => void (await reconcile({ repair: true })),
  },
];
