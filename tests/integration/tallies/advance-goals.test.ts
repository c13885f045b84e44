import { beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { advanceGoals } = await import("#lib/tallies/advance-goals.ts");
const { appendCrowd } = await import("../../support/crowd.ts");
const { foldAll } = await import("../../support/ledger.ts");

let id: string;
beforeAll(async () => {
  await loadSecrets();
  ({ id } = await createCampaign());
});
const set = (goal: number, stretch: number[]) =>
  query(`UPDATE "Edition" SET goal = $2, stretch_goals = $3 WHERE id = $1`, [id, goal, stretch]);
const goals = async () =>
  (
    await query<{ goal: number }>(`SELECT goal FROM "GoalChange" WHERE edition_id = $1 ORDER BY at, id`, [id])
  ).map(({ goal }) => goal);
const edition = async () =>
  (await query(`SELECT goal, stretch_goals AS stretch, revision FROM "Edition" WHERE id = $1`, [id]))[0];

it("waits until the goal is reached, by men who are counted", async () => {
  await set(20, [38, 1_000]);
  await appendCrowd(id, 20);
  await foldAll();
  // One of them is a supporter.
  expect(await advanceGoals()).toBe(0);
  expect(await edition()).toMatchObject({ goal: 20, stretch: [38, 1_000], revision: 0 });
});

it("puts one after the other into force, keeps each, and writes them down", async () => {
  await appendCrowd(id, 40);
  await foldAll();
  // Two workers at once: each step is taken once.
  const steps = await Promise.all([advanceGoals(), advanceGoals()]);
  expect(steps.reduce((sum, n) => sum + n, 0)).toBe(2);
  expect(await edition()).toEqual({ goal: 1_000, stretch: [], revision: 2 });
  expect((await goals()).slice(-3)).toEqual([20, 38, 1_000]);
  const told = await query(`SELECT organizer_id AS who, before, after FROM "AuditEvent" ORDER BY at, id`);
  expect(told).toEqual([
    { who: null, before: { goal: 20 }, after: { goal: 38 } },
    { who: null, before: { goal: 38 }, after: { goal: 1_000 } },
  ]);
});

it("leaves the last goal in force, and an edition that has closed as it was", async () => {
  await set(5, []);
  expect(await advanceGoals()).toBe(0);
  await query(
    `UPDATE "Edition" SET stretch_goals = '{20}', closes_at = now() - interval '1 second' WHERE id = $1`,
    [id],
  );
  expect(await advanceGoals()).toBe(0);
});
