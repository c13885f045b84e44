import { expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";
import { until } from "./mails.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { startJobs } = await import("#lib/jobs.ts");

const schedules = async () =>
  (await query<{ name: string; cron: string }>(`SELECT name, cron FROM pgboss.schedule ORDER BY name`)).map(
    (row) => `${row.name} ${row.cron}`,
  );

it("installs itself, keeps exactly the jobs that it is given, and stops", async () => {
  const first = await startJobs([
    { name: "old.job", cron: "1 * * * *", run: async () => {} },
    { name: "kept.job", cron: "2 * * * *", run: async () => {} },
  ]);
  await first.stop();
  const second = await startJobs([{ name: "kept.job", cron: "3 * * * *", run: async () => {} }]);
  expect(await schedules()).toEqual(["kept.job 3 * * * *"]);
  await second.stop();
  await until(
    async () =>
      (
        await query(
          `SELECT FROM pg_stat_activity WHERE application_name = 'countersign jobs' AND datname = current_database()`,
        )
      ).length === 0,
  );
});

it("runs a job that is due, and lets it end before it stops", async () => {
  const state = { runs: 0, isOver: false };
  const run = async () => {
    state.runs += 1;
    await new Promise((resolve) => setTimeout(resolve, 500));
    state.isOver = true;
  };
  const job = { name: "slow.job", cron: "0 0 1 1 *", run };
  await (await startJobs([job])).stop();
  await query(`INSERT INTO pgboss.job (name, policy) VALUES ('slow.job', 'exclusive')`);
  const jobs = await startJobs([job]);
  await until(() => state.runs === 1);
  expect(state.isOver).toBe(false);
  await jobs.stop();
  expect(state).toEqual({ runs: 1, isOver: true });
  expect(await query(`SELECT state::text FROM pgboss.job WHERE name = 'slow.job'`)).toEqual([
    { state: "completed" },
  ]);
});

it("says no when the database is away", async () => {
  const { env } = await import("#lib/env.ts");
  const { databaseUrl } = env();
  env().databaseUrl = "postgresql://nobody@127.0.0.1:1/none";
  await expect(startJobs([])).rejects.toThrow();
  env().databaseUrl = databaseUrl;
});
