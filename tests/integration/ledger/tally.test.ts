import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

const url = await freshDatabase();
const { query } = await import("#lib/db.ts");
const { uuidv7, loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { fold, startTallier } = await import("#lib/ledger/tally.ts");
const { figures, placeCounts } = await import("#lib/tallies/queries.ts");
const { getCount } = await import("#lib/tallies/get-count.ts");
const { getPlaces } = await import("#lib/tallies/get-places.ts");

let edition: { id: string };
const clients: pg.Client[] = [];
const connect = async () => {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  clients.push(client);
  return client;
};

beforeAll(async () => {
  await loadSecrets();
  edition = await createCampaign();
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
});

type Entry = {
  kind?: string;
  stance?: string;
  country?: string;
  region?: string | null;
  county?: string | null;
};

async function append(
  client: Pick<pg.Client, "query">,
  { kind = "verified", stance = "man", country = "US", region = "US-WI", county = null }: Entry = {},
) {
  const id = uuidv7(new Date());
  await client.query(
    `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, evidence, stance, country, region, county)
     VALUES ($1, $2, $3, $4, 'email', $5, $6, $7, $8)`,
    [id, edition.id, uuidv7(new Date()), kind, stance, country, region, county],
  );
  return id;
}

/** The tallies as the ledger says they must be, against the tallies as they are: no row where they agree. */
const differences = () =>
  query(
    `WITH should AS (
       SELECT e.edition_id, d.dimension, d.key, e.evidence, e.stance,
         sum(CASE WHEN e.kind IN ('verified', 'renewed', 'reinstated') THEN 1 ELSE -1 END)::int AS count
       FROM "LedgerEntry" e CROSS JOIN LATERAL (VALUES ('all', ''), ('country', e.country), ('region', e.region), ('county', e.county),
         ('hour', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24"Z"'))) AS d (dimension, key)
       WHERE d.key IS NOT NULL GROUP BY 1, 2, 3, 4, 5)
     (TABLE should EXCEPT SELECT edition_id, dimension, key, evidence, stance, count FROM "Tally")
     UNION ALL (SELECT edition_id, dimension, key, evidence, stance, count FROM "Tally" EXCEPT TABLE should)`,
  );

const positions = async () => {
  const [row] = await query<{ entries: number; positions: number; last: number; state: number }>(
    `SELECT (SELECT count(*)::int FROM "LedgerEntry") AS entries, (SELECT count(*)::int FROM "LedgerPosition") AS positions,
       (SELECT max(position)::int FROM "LedgerPosition") AS last, (SELECT position::int FROM "TallierState") AS state`,
  );
  return row;
};

async function foldAll(client: pg.Client, batch = 1_000) {
  while ((await fold(client, { batch })) > 0);
}

describe("the ledger", () => {
  it("refuses to be changed", async () => {
    const client = await connect();
    await append(client);
    for (const statement of [
      `UPDATE "LedgerEntry" SET stance = 'supporter'`,
      `DELETE FROM "LedgerEntry"`,
      `TRUNCATE "LedgerEntry" CASCADE`,
    ])
      await expect(client.query(statement)).rejects.toThrow(/append-only/);
  });

  it("counts a man for the first time once", async () => {
    const client = await connect();
    const id = await append(client);
    await expect(
      client.query(
        `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, evidence, stance, country)
         SELECT $2, edition_id, pledge_id, 'verified', evidence, stance, country FROM "LedgerEntry" WHERE id = $1`,
        [id, uuidv7(new Date())],
      ),
    ).rejects.toThrow(/ledger_first_count/);
  });
});

describe("the fold", () => {
  it("gives every entry one position and adds it to every tally once, in batches of any size", async () => {
    const client = await connect();
    for (const batch of [1, 3, 7, 1_000]) {
      for (let i = 0; i < 10; i++)
        await append(client, { region: i % 2 ? "US-WI" : "US-IL", county: i % 4 === 1 ? "55079" : null });
      await append(client, { kind: "withdrawn" });
      await append(client, { stance: "supporter" });
      await foldAll(client, batch);
      expect(await differences()).toEqual([]);
    }
    const seen = await positions();
    expect(seen).toEqual({
      entries: seen?.entries,
      positions: seen?.entries,
      last: seen?.entries,
      state: seen?.entries,
    });
  });

  it("numbers men in their order, apart from supporters", async () => {
    const client = await connect();
    const before = (await figures(edition.id)).verified;
    const [first, , third] = [
      await append(client),
      await append(client, { stance: "supporter" }),
      await append(client),
    ];
    await foldAll(client);
    const rows = await query<{ number: number }>(
      `SELECT number FROM "LedgerPosition" WHERE entry_id = ANY($1) ORDER BY position`,
      [[first, third]],
    );
    expect(rows.map((row) => row.number)).toEqual([before + 1, before + 2]);
  });

  it("finds an entry whose transaction was overtaken by others", async () => {
    const [slow, quick, tallier] = [await connect(), await connect(), await connect()];
    await slow.query("BEGIN");
    const late = await append(slow);
    for (let i = 0; i < 3; i++) {
      await append(quick);
      await foldAll(tallier);
    }
    await slow.query("COMMIT");
    await foldAll(tallier);
    expect(await query(`SELECT 1 FROM "LedgerPosition" WHERE entry_id = $1`, [late])).toHaveLength(1);
    expect(await differences()).toEqual([]);
  });

  it("goes on when the clock stepped back between a confirmation and its withdrawal", async () => {
    const client = await connect();
    const pledge = uuidv7(new Date());
    const entry = (kind: string, minutes: number) =>
      client.query(
        `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, evidence, stance, country, region, at)
         VALUES ($1, $2, $3, $4, 'email', 'man', 'US', 'US-AK', now() - make_interval(mins => $5))`,
        [uuidv7(new Date()), edition.id, pledge, kind, minutes],
      );
    await entry("verified", 0);
    await entry("withdrawn", 5);
    await foldAll(client, 1);
    expect(await differences()).toEqual([]);
  });

  it("finds entries after a restore into a database that counts its transactions anew", async () => {
    const client = await connect();
    await client.query(
      `UPDATE "TallierState" SET horizon = 9000000000, folded_at = now() + interval '1 hour'`,
    );
    await foldAll(client);
    const id = await append(client);
    await foldAll(client);
    expect(await query(`SELECT 1 FROM "LedgerPosition" WHERE entry_id = $1`, [id])).toHaveLength(1);
  });

  it("loses and doubles nothing when its connection is killed at any moment", async () => {
    const [writer, killer] = [await connect(), await connect()];
    for (let round = 0; round < 40; round++) {
      for (let i = 0; i < 25; i++) await append(writer, { region: i % 3 ? "US-WI" : "US-MN" });
      const tallier = await connect();
      const { rows } = await tallier.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      const folding = fold(tallier, { batch: 10 }).catch(() => 0);
      // From before the fold begins to after it has ended.
      await new Promise((resolve) => setTimeout(resolve, round % 8));
      await killer.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
      await folding;
    }
    await foldAll(await connect());
    expect(await differences()).toEqual([]);
    const seen = await positions();
    expect(seen?.positions).toBe(seen?.entries);
    expect(seen?.last).toBe(seen?.entries);
  });

  it("counts once when two talliers run on purpose, while entries come in", async () => {
    const writer = await connect();
    const talliers = [startTallier({ pause: 10 }), startTallier({ pause: 10 })];
    const [a, b] = [await connect(), await connect()];
    for (let i = 0; i < 60; i++) {
      await append(writer);
      if (i % 5 === 0) await Promise.all([fold(a, { batch: 3 }), fold(b, { batch: 3, searchAll: true })]);
    }
    await Promise.all(talliers.map((tallier) => tallier.stop()));
    await foldAll(a);
    expect(await differences()).toEqual([]);
    expect((await positions())?.positions).toBe((await positions())?.entries);
  });
});

describe("what is published", () => {
  it("serves count.json with the fixed fields", async () => {
    const answer = await getCount(new Request("http://localhost/c/sample/count.json"), { slug: "sample" });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("cache-control")).toBe(
      "public, max-age=0, s-maxage=2, stale-while-revalidate=2",
    );
    const body = await answer.json();
    expect(body).toMatchObject({
      campaign: "sample",
      goal: 75_000,
      pending: 0,
      published: { size: 0, verified: 0 },
    });
    expect(body.verified).toBe((await figures(edition.id)).verified);
    expect(body.by_evidence.email).toBe(body.verified);
    expect(Object.keys(body)).toEqual(
      expect.arrayContaining(["edition", "supporters", "as_of", "through_entry"]),
    );
  });

  it("serves places.json that agrees with the tallies", async () => {
    const body = await (await getPlaces(new Request("http://localhost/"), { slug: "sample" })).json();
    const counts = await placeCounts(edition.id);
    const place = (code: string) => body.places.find((p: { code: string }) => p.code === code);
    expect(place("US-WI").verified).toBe(counts.find((c) => c.code === "US-WI")?.verified);
    expect(place("US").verified).toBe((await figures(edition.id)).verified);
  });

  it("answers 404 for a campaign that there is not", async () => {
    expect((await getCount(new Request("http://localhost/"), { slug: "nowhere" })).status).toBe(404);
  });
});
