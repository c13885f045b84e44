import { beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { createPageViews } = await import("#lib/tallies/page-views.ts");

const PAGE = "/c/:slug";
let edition: string;
let opensAt: Date;
const views = createPageViews();
const rows = () =>
  query(
    `SELECT edition_id AS edition, page, to_char(hour AT TIME ZONE 'UTC', 'DD HH24:MI') AS hour, views FROM "PageView" ORDER BY hour, page`,
  );
/** A moment of the edition's second day, which is over: nothing here depends on the time of day. */
const at = (time: string) =>
  new Date(`${new Date(opensAt.getTime() + 86_400_000).toISOString().slice(0, 10)}T${time}Z`);
const on = (hour: string) => `${at("00:00").toISOString().slice(8, 10)} ${hour}`;

beforeAll(async () => {
  await loadSecrets();
  edition = (await createCampaign()).id;
  await query(`UPDATE "Edition" SET opens_at = now() - interval '20 days'`);
  const [row] = await query<{ at: Date }>(`SELECT opens_at AS at FROM "Edition" WHERE id = $1`, [edition]);
  opensAt = row?.at ?? new Date();
});

it("writes nothing while nothing was counted", async () => {
  await views.flush();
  expect(await rows()).toEqual([]);
});

it("writes a number for each page and hour, all together", async () => {
  for (let i = 0; i < 1_000; i++) views.count("sample", PAGE, at("10:59:59.999"));
  views.count("sample", PAGE, at("11:00"));
  views.count("sample", "/c/:slug/map", at("10:20"));
  await views.flush();
  expect(await rows()).toEqual([
    { edition, page: PAGE, hour: on("10:00"), views: 1_000 },
    { edition, page: "/c/:slug/map", hour: on("10:00"), views: 1 },
    { edition, page: PAGE, hour: on("11:00"), views: 1 },
  ]);
});

it("adds to what stands there, and once", async () => {
  views.count("sample", PAGE, at("10:30"));
  await Promise.all([views.flush(), views.flush()]);
  await views.flush();
  expect((await rows())[0]).toMatchObject({ views: 1_001 });
});

it("adds what several processes have counted at the same time", async () => {
  const processes = Array.from({ length: 8 }, () => createPageViews());
  for (const one of processes) {
    one.count("sample", PAGE, at("12:00"));
    one.count("sample", "/c/:slug/map", at("12:00"));
  }
  await Promise.all(processes.map((one) => one.flush()));
  expect((await rows()).slice(-2)).toMatchObject([{ views: 8 }, { views: 8 }]);
});

it("keeps what a flush could not write", async () => {
  await query(`ALTER TABLE "PageView" RENAME TO "Away"`);
  views.count("sample", PAGE, at("13:00"));
  await expect(views.flush()).rejects.toThrow();
  views.count("sample", PAGE, at("13:00"));
  await query(`ALTER TABLE "Away" RENAME TO "PageView"`);
  await views.flush();
  expect((await rows()).at(-1)).toMatchObject({ hour: on("13:00"), views: 2 });
});

it("drops what is no campaign's", async () => {
  const before = await rows();
  views.count("nobody", PAGE, at("14:00"));
  await views.flush();
  expect(await rows()).toEqual(before);
});

it("has no place for who it was", async () => {
  const columns = await query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = '"PageView"'::regclass AND attnum > 0 ORDER BY 1`,
  );
  expect(columns.map(({ name }) => name)).toEqual(["edition_id", "hour", "page", "views"]);
});
