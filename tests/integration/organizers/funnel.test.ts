import { beforeAll, expect, it } from "vitest";
import { confirmed, signed } from "../../support/confirmed.ts";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets, uuidv7 } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { makeFunnelHours, refreshFunnel, settleFunnel } = await import(
  "#lib/organizers/tracker/funnel-hours.ts"
);
const { funnelOf } = await import("#lib/organizers/tracker/funnel.ts");
const { scopeOf } = await import("../../support/scopes.ts");

const HOUR = 3_600_000;
let edition: string;
/** Somebody moved to another time: the id says when he came, and his mails go along. */
async function cameAt(pledge: string, at: Date): Promise<string> {
  const id = uuidv7(at);
  await query(`UPDATE "Mail" SET pledge_id = NULL WHERE pledge_id = $1 RETURNING id`, [pledge]).then(
    async (mails) => {
      await query(`DELETE FROM "ShareLink" WHERE pledge_id = $1`, [pledge]);
      await query(`UPDATE "Pledge" SET id = $2, submitted_at = $3 WHERE id = $1`, [pledge, id, at]);
      await query(`UPDATE "Mail" SET pledge_id = $2 WHERE id = ANY ($1::uuid[])`, [
        mails.map(({ id }) => id),
        id,
      ]);
    },
  );
  return id;
}
const settle = (pledge: string, change: string) =>
  query(`UPDATE "Mail" SET ${change} WHERE pledge_id = $1`, [pledge]);
const FAILED = "failed_at = now(), last_error = '550 5.1.1', token_sealed = NULL, code_sealed = NULL";
const SENT = "sent_at = now(), token_sealed = NULL, code_sealed = NULL";
const hours = () =>
  query<{ hour: Date } & Record<string, number>>(
    `SELECT hour, submitted, waiting, failed, open, lapsed, confirmed, already FROM "FunnelHour" ORDER BY hour`,
  );
const funnel = () => funnelOf(scopeOf("viewer"), edition);
/** The middle of an hour, so many hours ago. */
const ago = (n: number) => new Date(Math.floor(Date.now() / HOUR) * HOUR - n * HOUR + HOUR / 2);

beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
  await query(`UPDATE "Edition" SET opens_at = now() - interval '40 days'`);
});

it("has no figures before anybody came", async () => {
  await settleFunnel(new Date());
  expect(await hours()).toEqual([]);
  expect(await funnel()).toMatchObject({ madeAt: null, periods: { edition: { submitted: 0, views: 0 } } });
});

it("says what became of everybody who came in an hour", async () => {
  const at = ago(30);
  await cameAt(await confirmed(edition), at);
  const withdrawn = await cameAt(await confirmed(edition), at);
  await query(`UPDATE "Pledge" SET withdrawn_at = now(), slot = NULL WHERE id = $1`, [withdrawn]);
  // Waits in the outbox.
  await cameAt(await signed(edition), at);
  await settle(await cameAt(await signed(edition), at), FAILED);
  await settle(await cameAt(await signed(edition), at), SENT);
  await settle(
    await cameAt(await signed(edition), at),
    `${SENT}, created_at = now() - interval '8 days', expires_at = now() - interval '1 day'`,
  );
  const invalid = await cameAt(await signed(edition), at);
  await settle(invalid, SENT);
  await query(`UPDATE "Pledge" SET invalidated_at = now(), invalidated_reason = 'test' WHERE id = $1`, [
    invalid,
  ]);
  await makeFunnelHours(ago(31), ago(29));
  expect(await hours()).toEqual([
    {
      hour: new Date(Math.floor(at.getTime() / HOUR) * HOUR),
      submitted: 7,
      waiting: 1,
      failed: 1,
      open: 1,
      lapsed: 2,
      confirmed: 2,
      already: 0,
    },
  ]);
});

it("takes a second mail that went out for an answer to the first one that did not", async () => {
  const at = ago(200);
  const pledge = await cameAt(await signed(edition), at);
  await settle(pledge, FAILED);
  await query(
    `INSERT INTO "Mail" (id, edition_id, pledge_id, kind, lang, priority, token_hash, code_hash, expires_at, sent_at)
     VALUES (gen_random_uuid(), $1, $2, 'verify', 'en', 1, '\\x01', '\\x02', now() + interval '1 day', now())`,
    [edition, pledge],
  );
  await makeFunnelHours(at, at);
  expect((await hours())[0]).toMatchObject({ submitted: 1, failed: 0, open: 1 });
});

it("is the same however often, and by how many, it is made", async () => {
  const before = await hours();
  await Promise.all([settleFunnel(new Date()), settleFunnel(new Date()), refreshFunnel(new Date())]);
  expect(await hours()).toEqual(before);
});

it("counts who signs again after confirming, apart", async () => {
  const man = { name: "Peter Twice", email: "peter@example.org" };
  await confirmed(edition, man);
  const before = (await funnel()).periods.today;
  await signed(edition, man);
  await refreshFunnel(new Date());
  const after = (await funnel()).periods.edition;
  expect(after.already).toBe(1);
  expect(after.submitted).toBe(before.submitted + 9);
});

it("follows those of the last days, and leaves older hours alone", async () => {
  const [pledge] = await query<{ id: string }>(
    `SELECT pledge_id AS id FROM "Mail" m JOIN "Pledge" p ON p.id = m.pledge_id WHERE p.verified_at IS NULL AND m.sent_at IS NULL AND m.failed_at IS NULL`,
  );
  await settle(pledge?.id ?? "", SENT);
  const old = await cameAt(await signed(edition), ago(24 * 20));
  await makeFunnelHours(ago(24 * 20), ago(24 * 20));
  await query(`DELETE FROM "Mail" WHERE pledge_id = $1`, [old]);
  await query(`DELETE FROM "Pledge" WHERE id = $1`, [old]);
  await settleFunnel(new Date());
  const [oldest, ...others] = await hours();
  expect(oldest).toMatchObject({ submitted: 1, waiting: 1 });
  expect(others.find(({ submitted }) => submitted === 7)).toMatchObject({ waiting: 0, open: 2 });
});

it("forgets an hour whose only signer gave way", async () => {
  const pledge = await cameAt(await signed(edition), ago(50));
  await settleFunnel(new Date());
  const before = await hours();
  await query(`DELETE FROM "Mail" WHERE pledge_id = $1`, [pledge]);
  await query(`DELETE FROM "Pledge" WHERE id = $1`, [pledge]);
  await settleFunnel(new Date());
  expect(await hours()).toHaveLength(before.length - 1);
});

it("makes up for the days without a worker, as far as pledges are kept", async () => {
  const far = await cameAt(await signed(edition), ago(24 * 29));
  await query(`DELETE FROM "FunnelHour"`);
  await settleFunnel(new Date());
  expect(far).toBeTruthy();
  expect((await hours())[0]).toMatchObject({ submitted: 1 });
  expect((await hours())[0]?.hour.getTime()).toBeLessThan(Date.now() - 28 * 24 * HOUR);
});

it("adds up today, seven days and the edition, with views that are no way back", async () => {
  await query(`DELETE FROM "FunnelHour"`);
  const [row] = await query<{ midnight: Date }>(
    `SELECT date_trunc('day', now() AT TIME ZONE time_zone) AT TIME ZONE time_zone AS midnight FROM "Edition" WHERE id = $1`,
    [edition],
  );
  const midnight = row?.midnight.getTime() ?? 0;
  const put = (at: number, n: number) =>
    query(
      `INSERT INTO "FunnelHour" (edition_id, hour, submitted, waiting, failed, open, lapsed, confirmed, already) VALUES ($1, $2, $3::int * 5, $3, $3, $3, $3, $3, $3)`,
      [edition, new Date(at), n],
    );
  await put(midnight, 1);
  await put(midnight - HOUR, 10);
  await put(midnight - 6 * 24 * HOUR + 2 * HOUR, 100);
  await put(midnight - 8 * 24 * HOUR, 1_000);
  const view = (page: string, n: number) =>
    query(`INSERT INTO "PageView" VALUES ($1, $2, $3, $4)`, [edition, page, new Date(midnight), n]);
  await view("/c/:slug", 70);
  await view("/c/:slug/map", 7);
  await view("/c/:slug/form", 5);
  await view("/c/:slug/signed", 3);
  const { periods } = await funnel();
  expect(periods.today).toEqual({
    views: 77,
    formAgain: 5,
    submitted: 5,
    mailed: 3,
    confirmed: 1,
    waiting: 1,
    failed: 1,
    open: 1,
    lapsed: 1,
    already: 1,
  });
  expect(periods.week).toMatchObject({ submitted: 555, mailed: 333, confirmed: 111 });
  expect(periods.edition).toMatchObject({ submitted: 5_555, confirmed: 1_111, views: 77 });
});
