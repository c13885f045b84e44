import { beforeAll, beforeEach, expect, it } from "vitest";
import { confirmed, signed } from "../../support/confirmed.ts";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query, transaction } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { fold } = await import("#lib/ledger/tally.ts");
const { broughtOf } = await import("#lib/organizers/tracker/brought.ts");
const { refreshBrought } = await import("#lib/organizers/tracker/refresh-brought.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { hold } = await import("#lib/pledges/hold.ts");
const { release } = await import("#lib/pledges/release.ts");
const { erase } = await import("#lib/pledges/erase.ts");
const { confirm } = await import("#lib/pledges/confirm.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { scopeOf } = await import("../../support/scopes.ts");

let edition: string;

beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
});

const shareOf = async (pledge: string) =>
  (await query<{ code: string }>(`SELECT code FROM "ShareLink" WHERE pledge_id = $1`, [pledge]))[0]?.code ??
  "";
/** Somebody who comes by the link of somebody else. */
const broughtBy = async (pledge: string, fields = {}) =>
  confirmed(edition, { share: await shareOf(pledge), ...fields });
async function told(batch?: number) {
  while ((await transaction((client) => fold(client))) > 0);
  await refreshBrought(batch);
  return broughtOf(scopeOf("viewer"), edition);
}

beforeEach(async () => {
  await query(
    `UPDATE "Setting" SET value = '{"position": 0, "editions": {}}' WHERE name = 'figures.brought'`,
  );
});

it("has no figures before anybody came", async () => {
  expect(await broughtOf(scopeOf("viewer"), edition)).toEqual({ generations: [], cohorts: [], behind: 0 });
  expect(await told()).toEqual({ generations: [], cohorts: [], behind: 0 });
});

it("counts men by how deep they came, and by who brought them, whatever the batches", async () => {
  const first = await confirmed(edition);
  const second = await broughtBy(first);
  const third = await broughtBy(second);
  await broughtBy(first, { team: "nobody-knows-it" });
  // A supporter is none of the men, but whom he brings has come by a link.
  const supporter = await broughtBy(first, { stance: "supporter" });
  await broughtBy(supporter);
  await confirmed(edition, { share: "AAAAAAAAAAAAAAAAAAAAAAAA" });
  const all = { generations: [2, 2, 2], cohorts: [{ men: 6, brought: 4, k: 4 / 6 }], behind: 0 };
  for (const batch of [1, 2, 5_000]) {
    await query(
      `UPDATE "Setting" SET value = '{"position": 0, "editions": {}}' WHERE name = 'figures.brought'`,
    );
    expect(await told(batch)).toMatchObject(all);
  }
  // Nothing counts twice.
  expect(await told()).toMatchObject(all);

  // Who leaves is taken from where he stood; whom he brought stays where he is, even when the one between is erased.
  await withdraw(second, { now: new Date() });
  await erase(second, { withdraw: true, now: new Date() });
  expect(await told()).toMatchObject({ generations: [2, 1, 2], cohorts: [{ men: 5, brought: 3 }] });
  await withdraw(third, { now: new Date() });
  expect(await told()).toMatchObject({ generations: [2, 1, 1], cohorts: [{ men: 4, brought: 2 }] });
});

it("takes who leaves from where he was added, though who brought him was held then", async () => {
  const start = await told();
  const first = await confirmed(edition);
  const held = await signed(edition, { share: await shareOf(first) });
  await hold(held, { reasons: ["by_hand"], now: new Date() });
  await confirm(held, { correction: null, seen: null, now: new Date() });
  const man = await broughtBy(held);
  await told();
  await release(held, { now: new Date() });
  await told();
  for (const id of [man, held, first]) await withdraw(id, { now: new Date() });
  expect(await told()).toEqual(start);
});

it("follows no chain for ever", async () => {
  let last = await confirmed(edition);
  for (let n = 0; n < 12; n++) last = await broughtBy(last);
  const { generations } = await told();
  expect(generations).toHaveLength(11);
  expect(generations[10]).toBe(3);
});

it("says how far it is behind, and shows nothing to who may not watch", async () => {
  await told();
  await confirmed(edition);
  while ((await transaction((client) => fold(client))) > 0);
  expect(await broughtOf(scopeOf("viewer"), edition)).toMatchObject({ behind: 1 });
  await expect(broughtOf(scopeOf("captain"), edition)).rejects.toThrow("tracker.read");
});

it("loses nothing when two run at once", async () => {
  await told();
  const before = (await broughtOf(scopeOf("viewer"), edition)).generations[0] ?? 0;
  for (let n = 0; n < 4; n++) await confirmed(edition);
  while ((await transaction((client) => fold(client))) > 0);
  await Promise.all([refreshBrought(1), refreshBrought(1), refreshBrought(2)]);
  expect((await broughtOf(scopeOf("viewer"), edition)).generations[0]).toBe(before + 4);
});
