import { beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { refreshWeeks } = await import("#lib/pledges/weeks.ts");
const { signed } = await import("../../support/confirmed.ts");
const { appendEntry } = await import("../../support/entries.ts");

let edition: string;
/** In Chicago; Monday 2 November 2026 begins the first of its weeks, the one before it summer time ended. */
const local = (text: string) => new Date(`${text}-06:00`);
const weeks = () =>
  query(
    `SELECT week::text, submitted, confirmed, duplicate, held, withdrawn, reinstated, invalidated FROM "WeekFigure" ORDER BY week`,
  );

beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
  await query(`UPDATE "Edition" SET opens_at = '2026-11-03T00:00-06', closes_at = '2026-12-31T23:59:59-06'`);
  for (let i = 0; i < 27; i++) await signed(edition);
  await query(`UPDATE "Pledge" SET submitted_at = '2026-11-04T12:00-06'`);
  // The last moment of Sunday, and the first of Monday.
  await query(
    `UPDATE "Pledge" SET submitted_at = '2026-11-08T23:59:59.9-06', held_at = '2026-11-05T12:00-06' WHERE id IN (SELECT id FROM "Pledge" LIMIT 14)`,
  );
  await query(
    `UPDATE "Pledge" SET submitted_at = '2026-11-09T00:00-06' WHERE id IN (SELECT id FROM "Pledge" ORDER BY id DESC LIMIT 3)`,
  );
  await query(
    `UPDATE "Mail" SET kind = 'already', code_hash = NULL, code_sealed = NULL, created_at = '2026-11-06T12:00-06' WHERE id IN (SELECT id FROM "Mail" LIMIT 11)`,
  );
  const first = await appendEntry(edition, {
    pledge: "00000000-0000-7000-8000-000000000001",
    at: local("2026-11-08T23:59:59"),
  });
  await appendEntry(edition, { kind: "renewed", renewal: true, at: local("2026-11-09T00:00:00") });
  await appendEntry(edition, {
    pledge: "00000000-0000-7000-8000-000000000001",
    prior: first,
    kind: "invalidated",
    reason: "duplicate",
    at: local("2026-11-10T09:00:00"),
  });
});

it("waits until a week is over, in the edition's time zone", async () => {
  await refreshWeeks(local("2026-11-08T23:59:59"));
  expect(await weeks()).toEqual([]);
  await refreshWeeks(local("2026-11-09T00:00:00"));
  expect(await weeks()).toHaveLength(1);
});

it("rounds down what would tell whether an address was new, and says exactly what the ledger says", async () => {
  await refreshWeeks(local("2026-11-16T05:00:00"));
  expect(await weeks()).toEqual([
    {
      week: "2026-11-02",
      submitted: 20,
      confirmed: 1,
      duplicate: 10,
      held: 10,
      withdrawn: 0,
      reinstated: 0,
      invalidated: {},
    },
    {
      week: "2026-11-09",
      submitted: 0,
      confirmed: 1,
      duplicate: 0,
      held: 0,
      withdrawn: 0,
      reinstated: 0,
      invalidated: { duplicate: 1 },
    },
  ]);
});

it("goes on counting those that were held and have been released since", async () => {
  await query(
    `WITH released AS (
       UPDATE "Pledge" p SET held_at = NULL FROM (SELECT id, held_at FROM "Pledge" WHERE held_at IS NOT NULL LIMIT 6) AS was
       WHERE p.id = was.id RETURNING p.id, was.held_at
     )
     INSERT INTO "AuditEvent" (id, action, subject, before, at)
       SELECT gen_random_uuid(), 'pledge.release', 'pledge:' || id, json_build_object('heldAt', held_at), '2026-11-12T12:00-06'
       FROM released`,
  );
  await refreshWeeks(local("2026-11-16T05:00:00"));
  expect(await weeks()).toMatchObject([{ held: 10 }, { held: 0 }]);
});

it("keeps a week as it was once pledges of it may have been deleted, and makes up for weeks that were missed", async () => {
  const before = await weeks();
  await query(`DELETE FROM "Mail"`);
  await query(`DELETE FROM "Pledge" WHERE submitted_at < '2026-11-08T00:00-06'`);
  await refreshWeeks(local("2026-12-08T05:00:00"));
  expect((await weeks())[0]).toEqual(before[0]);
  // That of 9 November ended less than four weeks ago.
  expect(await weeks()).toHaveLength(5);
  await appendEntry(edition, { at: local("2027-06-09T12:00:00") });
  await refreshWeeks(local("2027-06-20T05:00:00"));
  const all = (await weeks()) as { week: string; confirmed: number }[];
  expect(all[0]).toEqual(before[0]);
  expect(all.at(-1)).toMatchObject({ week: "2027-06-07", confirmed: 1 });
  // Until five weeks after the end, and then only weeks in which something changed.
  expect(all.at(-2)?.week).toBe("2027-02-01");
});
