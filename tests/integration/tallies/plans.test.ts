/**
 * What is made again and again must not get dearer with the ledger: no statement behind a page or open data reads a table
 * that grows from end to end. Another reader is another line in READERS.
 */
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { writeEntries } from "../../../bench/ledger.ts";
import { freshDatabase } from "../../support/database.ts";
import { fullReads, statementsOf } from "../../support/plans.ts";

const url = await freshDatabase();
const { query } = await import("#lib/db.ts");
const { campaignPage, pageVersion } = await import("#lib/campaigns/queries.ts");
const { vitals } = await import("#lib/front/vitals.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { nextPublication, publishedHead, tile } = await import("#lib/ledger/log/queries.ts");
const { getCount, getCountCsv } = await import("#lib/tallies/get-count.ts");
const { getDaysCsv, getHistory, getHistoryCsv } = await import("#lib/tallies/get-history.ts");
const { getPlaces, getPlacesCsv } = await import("#lib/tallies/get-places.ts");
const { goalsOf, historyOf, latestMilestones } = await import("#lib/tallies/history.ts");
const { placeFigures } = await import("#lib/tallies/place-figures.ts");
const { figures } = await import("#lib/tallies/queries.ts");
const { live } = await import("#lib/organizers/tracker/live.ts");
const { trackedEdition } = await import("#lib/organizers/tracker/edition.ts");
const { hoursOf } = await import("#lib/organizers/tracker/hours.ts");
const { funnelOf } = await import("#lib/organizers/tracker/funnel.ts");
const { mailHealth } = await import("#lib/organizers/tracker/mail-health.ts");
const { placesOf } = await import("#lib/organizers/tracker/places.ts");
const { sourcesOf } = await import("#lib/organizers/tracker/sources.ts");
const { trustOf } = await import("#lib/organizers/tracker/trust.ts");
const { scopeOf } = await import("../../support/scopes.ts");
const { seedSample } = await import("../../../prisma/seed/index.ts");

const GROWING = [
  "Pledge",
  "Mail",
  "LedgerEntry",
  "LedgerPosition",
  "LogLeaf",
  "LogTile",
  "Checkpoint",
  "ShareLink",
];
const ROWS = 20_000;

let edition = "";
const asked = () => new Request("http://localhost:3000/");
const sample = { slug: "sample" };

const READERS: Record<string, () => Promise<unknown>> = {
  "the pledge page": async () => {
    await campaignPage("sample", "en");
    await figures(edition);
    await goalsOf(edition);
    await latestMilestones(edition);
  },
  "the map": () => placeFigures(edition),
  "the history page": () => historyOf("sample"),
  "count.json": () => getCount(asked(), sample),
  "count.csv": () => getCountCsv(asked(), sample),
  "places.json": () => getPlaces(asked(), sample),
  "places.csv": () => getPlacesCsv(asked(), sample),
  "history.json": () => getHistory(asked(), sample),
  "history.csv": () => getHistoryCsv(asked(), sample),
  "days.csv": () => getDaysCsv(asked(), sample),
  "the log's head": async () => [await publishedHead(), await nextPublication()],
  "a tile of the log": () => tile(0, 3, 256),
  "the metrics": () => vitals(),
  "whether pages have changed": () => pageVersion(),
  "the tracker": async () => {
    const owner = scopeOf("owner");
    await trackedEdition(owner);
    await hoursOf(owner, edition);
    await funnelOf(owner, edition);
    await placesOf(owner, edition);
    await sourcesOf(owner, edition);
    await trustOf(owner);
  },
  "the health of the mail": () => mailHealth(scopeOf("owner")),
  "the tracker's stream": () => live(edition),
};

beforeAll(async () => {
  await seedSample();
  const [row] = await query<{ id: string }>(`SELECT id FROM "Edition" ORDER BY year DESC LIMIT 1`);
  edition = row?.id ?? "";
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await writeEntries(client, { editionId: edition, count: ROWS, counted: true });
  await client.end();
  await publish(new Date(), { force: true });
  await copy("Pledge", `id = uuidv7(), mailbox_key = sha256(int8send(n)), renews_id = NULL`);
  await copy(
    "Mail",
    `id = uuidv7(), token_hash = sha256(int8send(n)), sent_at = now(), failed_at = NULL, token_sealed = NULL, code_sealed = NULL`,
  );
  await copy(
    "ShareLink",
    `id = uuidv7(), code = lpad(n::text, 16, 'x'), pledge_id = (SELECT id FROM "Pledge" p WHERE p.mailbox_key = sha256(int8send(n)))`,
  );
  await copy("Checkpoint", `size = -n`);
  await copy("LogTile", `level = -1, width = 1, index = 1000000 + n, data = '\\x00'`);
  await query("ANALYZE");
  // Reads that are shared for a second are sent by the reader that comes first: none of them may be from before.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
}, 120_000);

/** Rows like the first one of a table, `ROWS` of them, but for `changes`. */
async function copy(table: string, changes: string): Promise<void> {
  const changed = new Map(
    changes.split(/, (?=\w+ = )/).map((change) => change.split(/ = (.*)/s).slice(0, 2) as [string, string]),
  );
  const columns = await query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [`"${table}"`],
  );
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map(({ name }) => changed.get(name) ?? `f."${name}"`).join(", ");
  await query(
    `INSERT INTO "${table}" (${names}) SELECT ${values} FROM (SELECT * FROM "${table}" LIMIT 1) f, generate_series(1, ${ROWS}) n`,
  );
}

test.each(GROWING)("%s has grown", async (table) => {
  const [row] = await query<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}"`);
  expect(row?.n).toBeGreaterThanOrEqual(ROWS);
});

test.each(Object.entries(READERS))("%s reads no table from end to end", async (_, read) => {
  const statements = await statementsOf(read);
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) expect(await fullReads(statement, GROWING), statement.text).toEqual([]);
});

test("a read from end to end is noticed", async () => {
  const count = await statementsOf(() => query(`SELECT count(*) FROM "LedgerEntry" WHERE stance = 'man'`));
  const sorted = await statementsOf(() => query(`SELECT id FROM "Pledge" ORDER BY id OFFSET 9999`));
  const wide = await statementsOf(() => query(`SELECT id FROM "LedgerEntry" WHERE txid > $1`, [1]));
  for (const [statement] of [count, sorted, wide])
    expect(statement && (await fullReads(statement, GROWING)), statement?.text).not.toEqual([]);
});
