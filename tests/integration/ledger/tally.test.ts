import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

const url = await freshDatabase();
const { query } = await import("#lib/db.ts");
const { uuidv7, loadSecrets } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { fold, startTallier } = await import("#lib/ledger/tally.ts");
const { figures } = await import("#lib/tallies/queries.ts");
const { placeFigures } = await import("#lib/tallies/place-figures.ts");
const { getCount } = await import("#lib/tallies/get-count.ts");
const { getPlaces } = await import("#lib/tallies/get-places.ts");
const { differences } = await import("../../support/ledger.ts");

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
  prior?: string | null;
  reason?: string;
  amount?: number;
  evidence?: string;
  stance?: string;
  country?: string;
  region?: string | null;
  county?: string | null;
  source?: string;
  team?: string | null;
  event?: string | null;
  renewal?: boolean;
  at?: string | null;
};

/** Writes an entry, of the pledge of its prior or of one that nobody knows; answers its id. */
async function append(client: Pick<pg.Client, "query">, entry: Entry = {}): Promise<string> {
  const {
    kind = "verified",
    prior = null,
    reason = null,
    amount = 1,
    evidence = "email",
    stance = "man",
  } = entry;
  const {
    country = "US",
    region = "US-WI",
    county = null,
    source = "direct",
    team = null,
    event = null,
  } = entry;
  const { renewal = kind === "renewed", at = null } = entry;
  const id = uuidv7(new Date());
  await client.query(
    `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, prior_id, reason, amount, evidence, stance, country, region,
       county, source, team_id, event_id, renewal, at, commitment)
     SELECT $1, $2, CASE WHEN $3::text = 'reported' THEN NULL
         ELSE coalesce((SELECT p.pledge_id FROM "LedgerEntry" p WHERE p.id = $4::uuid), $5::uuid) END,
       $3, $4, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
       coalesce($17::timestamptz, clock_timestamp()), $18`,
    [
      id,
      edition.id,
      kind,
      prior,
      uuidv7(new Date()),
      reason,
      amount,
      evidence,
      stance,
      country,
      region,
      county,
      source,
      team,
      event,
      renewal,
      at,
      randomBytes(32),
    ],
  );
  return id;
}

/** What was added at `prior` is taken away. */
function takeBack(client: Pick<pg.Client, "query">, prior: string, entry: Entry = {}): Promise<string> {
  return append(client, { kind: "withdrawn", prior, ...entry });
}

/** Where the tallies of one dimension stand, by `key evidence stance`, zeros left out. */
async function tallies(dimension: string): Promise<Record<string, number>> {
  const rows = await query<{ key: string; evidence: string; stance: string; count: number }>(
    `SELECT key, evidence, stance, count FROM "Tally" WHERE dimension = $1 AND count <> 0`,
    [dimension],
  );
  return Object.fromEntries(
    rows.map(({ key, evidence, stance, count }) => [`${key} ${evidence} ${stance}`, count]),
  );
}

/** What `deed` changed in a dimension. */
async function changeOf(dimension: string, deed: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await tallies(dimension);
  await deed();
  const after = await tallies(dimension);
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const change = (after[key] ?? 0) - (before[key] ?? 0);
      return change === 0 ? [] : [[key, change]];
    }),
  );
}

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
    await foldAll(client);
    for (const statement of [
      `UPDATE "LedgerEntry" SET stance = 'supporter'`,
      `DELETE FROM "LedgerEntry"`,
      `TRUNCATE "LedgerEntry" CASCADE`,
      `DELETE FROM "LedgerPosition"`,
      `DELETE FROM "LogTile"`,
      `TRUNCATE "LogTile"`,
      `TRUNCATE "Log" CASCADE`,
    ])
      await expect(client.query(statement), statement).rejects.toThrow(/permission denied/);
    // The columns that a foreign key's check must be allowed to lock are allowed; the trigger holds there all the same.
    for (const statement of [
      `UPDATE "LedgerEntry" SET id = id`,
      `UPDATE "LedgerPosition" SET position = position`,
    ])
      await expect(client.query(statement), statement).rejects.toThrow(/append-only/);
  });

  it("counts a man for the first time once", async () => {
    const client = await connect();
    const id = await append(client);
    await expect(
      client.query(
        `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, evidence, stance, country, commitment)
         SELECT $2, edition_id, pledge_id, 'verified', evidence, stance, country, commitment FROM "LedgerEntry" WHERE id = $1`,
        [id, uuidv7(new Date())],
      ),
    ).rejects.toThrow(/ledger_first_count/);
  });
});

describe("the story of a pledge", () => {
  it.each([
    ["a withdrawal of nothing", { kind: "withdrawn" }, /ledger_prior/],
    ["a man who is verified twice over", { kind: "verified", follows: "verified" }, /ledger_prior/],
    ["a return of who has not left", { kind: "reinstated", follows: "verified" }, /cannot follow/],
    [
      "a withdrawal from another place",
      { kind: "withdrawn", follows: "verified", region: "US-IL" },
      /must be taken/,
    ],
    ["a withdrawal after a withdrawal", { kind: "withdrawn", follows: "withdrawn" }, /cannot follow/],
    ["an invalidation without a reason", { kind: "invalidated", follows: "verified" }, /ledger_reason/],
    [
      "a renewal that becomes none",
      { kind: "reclassified", follows: "renewed", renewal: false },
      /cannot change/,
    ],
    [
      "a report of a man",
      { kind: "reported", follows: "verified", country: "ZZ", region: null },
      /cannot follow/,
    ],
  ] as const)("refuses %s", async (_, { follows, ...entry }: Entry & { follows?: string }, refusal) => {
    const client = await connect();
    let prior: string | null = null;
    if (follows) prior = await append(client, { kind: follows === "renewed" ? "renewed" : "verified" });
    if (follows === "withdrawn" && prior) prior = await takeBack(client, prior);
    await expect(append(client, { prior, ...entry })).rejects.toThrow(refusal);
  });

  it("has one entry after each", async () => {
    const client = await connect();
    const prior = await append(client);
    await takeBack(client, prior);
    await expect(takeBack(client, prior)).rejects.toThrow(/prior_id/);
  });
});

describe("the fold", () => {
  it("gives every entry one position and adds it to every tally once, in batches of any size", async () => {
    const client = await connect();
    for (const batch of [1, 3, 7, 1_000]) {
      let last = { id: "", county: null as string | null };
      for (let i = 0; i < 10; i++) {
        const [region, county] = [i % 2 ? "US-WI" : "US-IL", i % 4 === 1 ? "55079" : null];
        last = { id: await append(client, { region, county }), county };
      }
      await takeBack(client, last.id, { county: last.county });
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

  it("moves a reclassified man from where he stood to where he stands", async () => {
    const client = await connect();
    const [grace, kickoff] = [uuidv7(new Date()), uuidv7(new Date())];
    const prior = await append(client, { region: "US-WI", county: "55079", source: "team", team: grace });
    await foldAll(client);
    const move = async () => {
      await append(client, {
        kind: "reclassified",
        prior,
        country: "KE",
        region: null,
        evidence: "witnessed",
        source: "event",
        event: kickoff,
      });
      await foldAll(client);
    };
    const changes: Record<string, Record<string, number>> = {};
    const dimensions = ["all", "country", "region", "county", "source", "team", "event", "origin", "kind"];
    const within = async (rest: string[]): Promise<void> => {
      const [dimension, ...more] = rest;
      if (!dimension) return move();
      changes[dimension] = await changeOf(dimension, () => within(more));
    };
    await within(dimensions);
    expect(changes).toEqual({
      all: { " email man": -1, " witnessed man": 1 },
      country: { "US email man": -1, "KE witnessed man": 1 },
      region: { "US-WI email man": -1 },
      county: { "55079 email man": -1 },
      source: { "team email man": -1, "event witnessed man": 1 },
      team: { [`${grace} email man`]: -1 },
      event: { [`${kickoff} witnessed man`]: 1 },
      origin: { "new email man": -1, "new witnessed man": 1 },
      kind: { "reclassified witnessed man": 1 },
    });
    expect(await differences()).toEqual([]);
  });

  it("puts a reported figure in the place of the one before it, and into no place", async () => {
    const client = await connect();
    const reported = { kind: "reported", evidence: "reported", country: "ZZ", region: null };
    const first = await append(client, { ...reported, amount: 30_000 });
    await foldAll(client);
    const change = await changeOf("all", async () => {
      await append(client, { ...reported, prior: first, amount: 40_000 });
      await foldAll(client);
    });
    expect(change).toEqual({ " reported man": 10_000 });
    expect((await tallies("all"))[" reported man"]).toBe(40_000);
    expect(await query(`SELECT 1 FROM "Tally" WHERE evidence = 'reported' AND dimension <> 'all'`)).toEqual(
      [],
    );
    expect(await differences()).toEqual([]);
  });

  it("tells new men from renewed ones, also when they leave and come back", async () => {
    const client = await connect();
    const change = await changeOf("origin", async () => {
      const old = await append(client, { kind: "renewed" });
      await append(client, { kind: "renewed" });
      await append(client);
      const gone = await takeBack(client, old, { renewal: true });
      await append(client, { kind: "reinstated", prior: gone, renewal: true });
      const fresh = await append(client);
      await takeBack(client, fresh, { kind: "invalidated", reason: "duplicate" });
      await foldAll(client, 2);
    });
    expect(change).toEqual({ "renewed email man": 2, "new email man": 1 });
    expect(await differences()).toEqual([]);
  });

  it("reckons days in the edition's time zone and hours in UTC", async () => {
    const client = await connect();
    // The sample campaign's zone is Chicago's: five hours behind UTC in July, six in January.
    const days = await changeOf("day", async () => {
      for (const at of [
        "2025-07-02T04:59:59Z",
        "2025-07-02T05:00:00Z",
        "2025-01-02T05:59:59Z",
        "2025-01-02T06:00:00Z",
      ])
        await append(client, { at });
      await foldAll(client);
    });
    expect(days).toEqual({
      "2025-07-01 email man": 1,
      "2025-07-02 email man": 1,
      "2025-01-01 email man": 1,
      "2025-01-02 email man": 1,
    });
    const hours = await tallies("hour");
    expect([hours["2025-07-02T04Z email man"], hours["2025-07-02T05Z email man"]]).toEqual([1, 1]);
    expect(await differences()).toEqual([]);
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
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const prior = await append(client, { region: "US-AK", at: ago(0) });
    await takeBack(client, prior, { region: "US-AK", at: ago(5) });
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

  it("does not go through all that came with a restored copy at each look", async () => {
    const client = await connect();
    await client.query(
      `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, evidence, stance, country, region, commitment, txid)
       SELECT uuidv7(), $1, uuidv7(), 'verified', 'email', 'man', 'US', 'US-WI', sha256(''), 9000000000 + n FROM generate_series(1, 5000) n`,
      [edition.id],
    );
    expect(await fold(client, { searchAll: true })).toBe(5_000);
    await client.query("ANALYZE");
    const late = await append(client);
    const read = async () => {
      const { rows } = await client.query<{ read: number }>(
        `SELECT idx_tup_fetch::int AS read FROM pg_stat_xact_user_tables WHERE relname = 'LedgerEntry'`,
      );
      return rows[0]?.read ?? 0;
    };
    await client.query("BEGIN");
    const before = await read();
    expect(await fold(client)).toBe(1);
    expect((await read()) - before).toBeLessThan(200);
    await client.query("COMMIT");
    expect(await query(`SELECT 1 FROM "LedgerPosition" WHERE entry_id = $1`, [late])).toHaveLength(1);
    expect(await differences()).toEqual([]);
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
    const counts = (await placeFigures(edition.id)).places;
    const place = (code: string) => body.places.find((p: { code: string }) => p.code === code);
    expect(place("US-WI").verified).toBe(counts.find((c) => c.code === "US-WI")?.verified);
    expect(place("US").verified).toBe((await figures(edition.id)).verified);
  });

  it("answers 404 for a campaign that there is not", async () => {
    expect((await getCount(new Request("http://localhost/"), { slug: "nowhere" })).status).toBe(404);
  });
});
