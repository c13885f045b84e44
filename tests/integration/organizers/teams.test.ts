import { beforeAll, expect, test } from "vitest";
import { confirmed, signed } from "../../support/confirmed.ts";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query, transaction } = await import("#lib/db.ts");
const { loadSecrets, uuidv7 } = await import("#lib/crypto.ts");
const { fold } = await import("#lib/ledger/tally.ts");
const { teamFigures } = await import("#lib/organizers/teams/team-figures.ts");
const { teamsOf } = await import("#lib/organizers/teams/team-of.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { scopeOf } = await import("../../support/scopes.ts");

let edition: string;
const OTHER = uuidv7(new Date());
const grace = { id: uuidv7(new Date()), slug: "grace" };
const captain = scopeOf("captain", { teamId: grace.id });

beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
  // By the edition's clock it is noon, whenever this runs: "today" ends in none of these tests.
  const hour = new Date().getUTCHours() - 12;
  await query(`UPDATE "Edition" SET time_zone = $1`, [`Etc/GMT${hour < 0 ? hour : `+${hour}`}`]);
  await query(
    `INSERT INTO "Team" (id, campaign_id, slug, name, kind) SELECT t.id, c.id, t.slug, t.name, 'church' FROM "Campaign" c,
     (VALUES ($1::uuid, 'grace', 'Grace Church'), ($2::uuid, 'vets', 'Veterans')) AS t (id, slug, name)`,
    [grace.id, OTHER],
  );
});

const counted = async () => {
  while ((await transaction((client) => fold(client))) > 0);
};

test("A captain sees his own team, everybody who watches sees all", async () => {
  expect((await teamsOf(captain)).map(({ slug }) => slug)).toEqual(["grace"]);
  expect((await teamsOf(scopeOf("viewer"))).map(({ slug }) => slug)).toEqual(
    expect.arrayContaining(["grace", "vets"]),
  );
  expect(await teamFigures(captain, { id: OTHER, slug: "vets" }, edition)).toBeNull();
  expect(await teamsOf(scopeOf("captain", { teamId: null }))).toEqual([]);
});

test("Few are hidden from who could tell them apart, and told to who may read pledges", async () => {
  const men: string[] = [];
  for (let n = 0; n < 4; n++) men.push(await confirmed(edition, { team: "grace" }));
  await signed(edition, { team: "grace" });
  await confirmed(edition, { team: "vets" });
  await counted();
  const few = await teamFigures(captain, grace, edition);
  expect(few).toMatchObject({ men: null, today: null, supporters: 0 });
  expect(few?.days).toHaveLength(14);
  expect(few?.days?.every(({ men }) => men === null)).toBe(true);
  expect(await teamFigures(scopeOf("moderator"), grace, edition)).toMatchObject({ men: 4, today: 4 });

  men.push(await confirmed(edition, { team: "grace" }), await confirmed(edition, { team: "grace" }));
  await withdraw(men[0] ?? "", { now: new Date() });
  await counted();
  const enough = await teamFigures(captain, grace, edition);
  expect(enough).toMatchObject({ men: 5, today: 5 });
  expect(enough?.days?.slice(1).every(({ men }) => men === 0)).toBe(true);
});

test("A day is that of the edition's clock, and older ones are in the sum alone", async () => {
  const before = await teamFigures(scopeOf("owner"), grace, edition);
  const [first, second] = [
    await confirmed(edition, { team: "grace" }),
    await confirmed(edition, { team: "grace" }),
  ];
  await query(`UPDATE "Pledge" SET verified_at = now() - interval '3 days' WHERE id = $1`, [first]);
  await query(`UPDATE "Pledge" SET verified_at = now() - interval '30 days' WHERE id = $1`, [second]);
  await counted();
  const after = await teamFigures(scopeOf("owner"), grace, edition);
  expect(after?.men).toBe((before?.men ?? 0) + 2);
  expect(after?.today).toBe(before?.today);
  const [{ day } = { day: "" }] = await query<{ day: string }>(
    `SELECT to_char((now() - interval '3 days') AT TIME ZONE time_zone, 'YYYY-MM-DD') AS day FROM "Edition" WHERE id = $1`,
    [edition],
  );
  expect(after?.days?.find((one) => one.day === day)?.men).toBe(1);
  expect(after?.days?.reduce((sum, { men }) => sum + (men ?? 0), 0)).toBe((before?.today ?? 0) + 1);
});
