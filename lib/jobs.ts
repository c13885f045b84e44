import { PgBoss } from "pg-boss";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

/** A job that recurs: its name, when (cron, UTC), and what it does. It must bear being run twice. */
export type RecurringJob = { name: string; cron: string; run: () => Promise<void> };

/** How long a job in progress may take to end when we stop. */
const DRAIN = 10_000;
/** A recurring job is due to the minute; looking more often would only keep the database awake. */
const LOOK = 20;

/**
 * Starts the job queue (pg-boss, in the schema `pgboss` of the same database) with these recurring jobs and no others:
 * what an earlier version scheduled is taken off. A run that fell into a pause of the worker is made up once. `stop`
 * lets a job in progress end. Rejects when the database is away.
 */
export async function startJobs(jobs: RecurringJob[]): Promise<{ stop: () => Promise<void> }> {
  const boss = new PgBoss({
    connectionString: env().databaseUrl,
    application_name: "countersign jobs",
    schema: "pgboss",
    max: 2,
    connectionTimeoutMillis: 5_000,
  });
  // It goes on by itself after an error; without a listener the process would end.
  boss.on("error", (error) =>
    log.warn({ event: "jobs.interrupted", code: (error as { code?: string }).code }, "jobs"),
  );
  const stop = () => boss.stop({ graceful: true, timeout: DRAIN });
  try {
    await boss.start();
    for (const job of jobs) await install(boss, job);
    const names = new Set(jobs.map(({ name }) => name));
    for (const { name } of await boss.getSchedules()) if (!names.has(name)) await boss.unschedule(name);
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
  return { stop };
}

async function install(boss: PgBoss, { name, cron, run }: RecurringJob): Promise<void> {
  // `exclusive`: however many workers there are, one run waits or runs at a time.
  await boss.createQueue(name, { policy: "exclusive", retryLimit: 3, retryDelay: 60, retryBackoff: true });
  await boss.schedule(name, cron, null, { tz: "UTC", missed: "once" });
  await boss.work(name, { pollingIntervalSeconds: LOOK }, async () => {
    const began = performance.now();
    await run();
    log.info({ event: "job.done", job: name, ms: Math.round(performance.now() - began) }, "job done");
  });
}
