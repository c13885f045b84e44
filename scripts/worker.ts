/** `npm run worker`: everything that happens behind a request. */
import { setTimeout as wait } from "node:timers/promises";
import { loadSecrets } from "#lib/crypto.ts";
import { closeDatabase } from "#lib/db.ts";
import { env, StartError } from "#lib/env.ts";
import { checkDatabase } from "#lib/house/database.ts";
import { readOptions } from "#lib/house/options.ts";
import { startJobs } from "#lib/jobs.ts";
import { reconcile } from "#lib/ledger/reconcile.ts";
import { startTallier } from "#lib/ledger/tally.ts";
import { log } from "#lib/log.ts";
import { startDelivery } from "#lib/mail/deliver.ts";
import { startTasks } from "#lib/tasks/run.ts";
import { DUTIES } from "./duties.ts";
import { RECURRING } from "./recurring.ts";
import { TASKS } from "./tasks.ts";

const HELP = `npm run worker         counts (one worker at a time, elected), delivers mail (several share the outbox), does the
                       exports, imports and other long tasks of the desk and runs the recurring jobs, until Ctrl-C or SIGTERM; then it finishes the mail in hand

It needs a migrated database. npm start runs it beside the web process; ROLE=worker npm start runs it alone.
Configuration comes from the environment: see .env.example.`;

type Part = { stop: () => Promise<void> };

const { values: options } = readOptions(HELP, { options: { help: { type: "boolean" } } });
if (options.help) console.log(HELP);
else process.exitCode = await work();
process.exit();

/** Resolves with the exit code when everything has ended. */
async function work(): Promise<number> {
  const asked = untilAskedToStop();
  try {
    await checkDatabase(env().databaseUrl);
    await loadSecrets();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    return 1;
  }
  const repair = () => reconcile({ repair: true });
  const parts: Part[] = [
    startTallier({ duties: DUTIES, repair }),
    startDelivery(),
    startTasks(TASKS),
    keepStartingJobs(),
  ];
  log.info({ event: "worker.started" }, "the worker is running");
  await asked;
  await Promise.all(parts.map((part) => part.stop()));
  await closeDatabase();
  log.info({ event: "worker.stopped" }, "the worker has stopped");
  return 0;
}

/** The jobs may come late: where the database is away when they start, they try again, and the rest works on. */
function keepStartingJobs(): Part {
  const stopping = new AbortController();
  const starting = (async () => {
    for (let pause = 1_000; !stopping.signal.aborted; pause = Math.min(pause * 2, 60_000)) {
      try {
        return await startJobs(RECURRING);
      } catch (error) {
        log.warn(
          { event: "jobs.unstarted", code: (error as { code?: string }).code },
          "the jobs try again to start",
        );
      }
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
    return null;
  })();
  return {
    stop: async () => {
      stopping.abort();
      await (await starting)?.stop();
    },
  };
}

/** SIGTERM, Ctrl-C, or the end of the process that started us. */
function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "disconnect"] as const) process.on(name, () => resolve());
  });
}
