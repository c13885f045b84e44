/**
 * The list of pledges must not get dearer with their number: whatever is filtered, searched or turned to, a page reads no more
 * than it looks through at most. Of a generated crowd in which most are alike and a few are rare.
 */
import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../../support/database.ts";
import { statementsOf } from "../../../support/plans.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { loadSecrets, lookupKey } = await import("#lib/crypto.ts");
const { createCampaign } = await import("../../../../prisma/seed/index.ts");
const { pledgesOf } = await import("#lib/organizers/pledges/list.ts");
const { PAGE, WALK } = await import("#lib/organizers/pledges/list-sql.ts");
const { mailboxKey } = await import("#lib/pledges/sign.ts");
const { signed } = await import("../../../support/confirmed.ts");
const { scopeOf } = await import("../../../support/scopes.ts");
type Wanted = Parameters<typeof pledgesOf>[1];

const ROWS = 100_000;
const owner = scopeOf("owner");
const rare = { id: "", importId: "0198f3a2-7b1c-7d3e-8f4a-112233445566" };
let edition: { id: string; timeZone: string };
const middle = { id: "", at: 0 };
const name = (word: string) => lookupKey("name", word);

/** Men of which every hundredth is something that few are; the tenth newest thousand is in the middle of a flood. */
beforeAll(async () => {
  await loadSecrets();
  edition = await createCampaign();
  const pledge = await signed(edition.id);
  await query(
    `INSERT INTO "Import" (id, edition_id, file_sha256, size, shape) VALUES ($1, $2, sha256('x'), 1, '{}')`,
    [rare.importId, edition.id],
  );
  await query(
    `INSERT INTO "Pledge" (id, edition_id, mailbox_key, person_key, name_keys, data_key, email_sealed, name_sealed, email_domain,
       birth_year, minor, country, region, county, stance, display, lang, text_version, wording_id, agreed_at, submitted_at,
       team, event, ip_prefix, import_id, verified_at, evidence, withdrawn_at, invalidated_at, invalidated_reason, held_at, erased_at, slot)
     SELECT uuidv7(make_interval(secs => n - ${ROWS})), f.edition_id, CASE WHEN NOT is_gone THEN sha256(int4send(n)) END,
       CASE WHEN NOT is_gone THEN sha256(int4send(n)) END,
       CASE WHEN is_gone THEN ARRAY[]::bytea[] WHEN n % 10000 = 7 THEN ARRAY[$2::bytea, $3] WHEN n % 10 = 1 THEN ARRAY[$2::bytea, $4] ELSE ARRAY[sha256(int4send(n % 50000)), $4] END,
       CASE WHEN NOT is_gone THEN f.data_key END, CASE WHEN NOT is_gone THEN f.email_sealed END, CASE WHEN NOT is_gone THEN f.name_sealed END,
       CASE WHEN is_gone THEN NULL WHEN n % 2000 = 9 THEN 'rare.example' WHEN n % 5 < 2 THEN 'gmail.com' ELSE 'mail' || n % 3000 || '.example' END,
       CASE WHEN NOT is_gone THEN 1980 END, false, CASE WHEN n % 1000 = 11 THEN 'KE' ELSE 'US' END,
       CASE WHEN n % 1000 = 11 THEN NULL WHEN n % 3 = 0 THEN 'US-WI' WHEN n % 1000 = 13 THEN 'US-GU' ELSE 'US-OH' END,
       CASE WHEN n % 3 = 0 AND n % 1000 <> 11 THEN CASE WHEN n % 999 = 0 THEN '55078' ELSE '55079' END END,
       CASE WHEN n % 20 = 3 THEN 'supporter' ELSE 'man' END, 'hidden', 'en', 1, f.wording_id, now(), now() - make_interval(secs => ${ROWS} - n),
       CASE WHEN n % 1000 = 17 THEN 'grace' END, CASE WHEN n % 1000 = 19 THEN 'news-conference' END,
       CASE WHEN is_gone THEN NULL WHEN n % 1000 = 23 THEN '203.0.113.0/24' ELSE '198.51.' || n % 200 || '.0/24' END, CASE WHEN n % 1000 = 29 THEN $5::uuid END,
       CASE WHEN NOT waits THEN now() END, CASE WHEN NOT waits THEN 'email' END, CASE WHEN n % 1000 = 31 THEN now() END,
       CASE WHEN n % 1000 = 37 THEN now() END, CASE WHEN n % 1000 = 37 THEN 'duplicate' END, CASE WHEN n % 1000 = 41 THEN now() END,
       CASE WHEN is_gone THEN now() END, CASE WHEN NOT (is_gone OR waits OR n % 1000 IN (31, 37)) THEN 1 END
     FROM (SELECT * FROM "Pledge" WHERE id = $1) f, generate_series(1, ${ROWS}) n,
       LATERAL (SELECT n % 1000 = 43 AS is_gone, n % 100 = 47 AS waits) k`,
    [pledge, name("ambrose"), name("rarissimus"), name("smith"), rare.importId],
  );
  await query("VACUUM ANALYZE");
  const [row] = await query<{ id: string; at: Date }>(
    `SELECT id, submitted_at AS at FROM "Pledge" ORDER BY id OFFSET ${ROWS / 2} LIMIT 1`,
  );
  middle.id = row?.id ?? "";
  middle.at = row?.at.getTime() ?? 0;
}, 120_000);

const wanted = (change: Partial<Wanted> = {}): Wanted => ({
  editionId: edition.id,
  timeZone: edition.timeZone,
  filter: {},
  sought: null,
  after: null,
  ...change,
});

const PAGES: [string, () => Partial<Wanted>][] = [
  ["everybody", () => ({})],
  ["everybody, in the middle", () => ({ after: { id: middle.id, at: null } })],
  ["state waiting", () => ({ filter: { state: "waiting" } })],
  ["state waiting, in the middle", () => ({ filter: { state: "waiting" }, after: middle })],
  ["state counted", () => ({ filter: { state: "counted" } })],
  ["state withdrawn", () => ({ filter: { state: "withdrawn" } })],
  ["state invalidated", () => ({ filter: { state: "invalidated" } })],
  ["state held", () => ({ filter: { state: "held" } })],
  ["state erased", () => ({ filter: { state: "erased" } })],
  ["a state of the country", () => ({ filter: { place: "US-WI" } })],
  ["a small territory", () => ({ filter: { place: "US-GU" } })],
  ["a county", () => ({ filter: { place: "55079" } })],
  ["a small county", () => ({ filter: { place: "55078" } })],
  ["a country", () => ({ filter: { place: "KE" } })],
  ["the country of most", () => ({ filter: { place: "US" } })],
  ["a country of nobody", () => ({ filter: { place: "LI" } })],
  ["evidence of nobody", () => ({ filter: { evidence: "paper" } })],
  ["supporters", () => ({ filter: { stance: "supporter" } })],
  ["names taken off, of nobody", () => ({ filter: { display: "taken_off" } })],
  ["a common domain", () => ({ filter: { domain: "gmail.com" } })],
  [
    "a common domain, in the middle",
    () => ({ filter: { domain: "gmail.com" }, after: { id: middle.id, at: null } }),
  ],
  ["a rare domain", () => ({ filter: { domain: "rare.example" } })],
  ["a network", () => ({ filter: { prefix: "203.0.113.0/24" } })],
  ["a team", () => ({ filter: { team: "grace" } })],
  ["an event", () => ({ filter: { event: "news-conference" } })],
  ["an import", () => ({ filter: { import: rare.importId } })],
  ["days", () => ({ filter: { from: "2001-01-01", until: "2999-01-01" } })],
  [
    "a common domain of a rare network",
    () => ({ filter: { domain: "gmail.com", prefix: "203.0.113.0/24" } }),
  ],
  ["a common domain of a small county", () => ({ filter: { domain: "gmail.com", place: "55078" } })],
  ["a rare domain of a large state", () => ({ filter: { domain: "rare.example", place: "US-WI" } })],
  ["a rare domain, waiting", () => ({ filter: { domain: "rare.example", state: "waiting" } })],
  ["a common domain, held", () => ({ filter: { domain: "gmail.com", state: "held" } })],
  ["supporters of a rare domain", () => ({ filter: { domain: "rare.example", stance: "supporter" } })],
  ["supporters of nobody's evidence", () => ({ filter: { stance: "supporter", evidence: "witnessed" } })],
  ["a mailbox", () => ({ sought: { mailbox: mailboxKey("nobody@example.org") } })],
  ["a rare name", () => ({ sought: { nameKeys: [name("rarissimus")] } })],
  ["a common name", () => ({ sought: { nameKeys: [name("smith")] } })],
  ["a common and a rare name", () => ({ sought: { nameKeys: [name("smith"), name("ambrose")] } })],
  ["a name of nobody", () => ({ sought: { nameKeys: [name("nobodyatall")] } })],
  [
    "a rare name, waiting",
    () => ({ sought: { nameKeys: [name("rarissimus")] }, filter: { state: "waiting" } }),
  ],
  ["a common name, held", () => ({ sought: { nameKeys: [name("smith")] }, filter: { state: "held" } })],
  [
    "a common name, supporters",
    () => ({ sought: { nameKeys: [name("smith")] }, filter: { stance: "supporter" } }),
  ],
];

type Node = Record<string, unknown> & { Plans?: Node[] };

/** Rows of pledges that a plan reads, those that it throws away included, and whether it reads the table from end to end. */
function readBy(node: Node): { rows: number; whole: boolean } {
  const inner = (node.Plans ?? []).map(readBy);
  const isScan = node["Relation Name"] === "Pledge";
  const count = (key: string) => Number(node[key] ?? 0);
  const own = isScan
    ? (count("Actual Rows") + count("Rows Removed by Filter") + count("Rows Removed by Index Recheck")) *
      count("Actual Loops")
    : 0;
  return {
    rows: own + inner.reduce((sum, { rows }) => sum + rows, 0),
    whole: node["Node Type"] === "Seq Scan" || inner.some(({ whole }) => whole),
  };
}

test.each(PAGES)("%s", async (_, change) => {
  const statements = await statementsOf(() => pledgesOf(owner, wanted(change())));
  expect(statements.length).toBeGreaterThan(0);
  for (const { text, values } of statements) {
    const [row] = await query<{ "QUERY PLAN": [{ Plan: Node }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values,
    );
    const { rows, whole } = readBy(row?.["QUERY PLAN"][0].Plan as Node);
    expect(whole, text).toBe(false);
    expect(rows, text).toBeLessThanOrEqual(WALK + PAGE);
  }
});

test("a read from end to end is noticed", async () => {
  for (const text of [
    `SELECT count(*) FROM "Pledge" WHERE stance = 'supporter'`,
    `SELECT id FROM "Pledge" WHERE name_hidden_at IS NOT NULL ORDER BY id LIMIT 1`,
  ]) {
    const [row] = await query<{ "QUERY PLAN": [{ Plan: Node }] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`);
    const { rows, whole } = readBy(row?.["QUERY PLAN"][0].Plan as Node);
    expect(whole || rows > WALK + PAGE, text).toBe(true);
  }
});

test("a search that finds little looks through as many as it may, says so, and goes on from there", async () => {
  const filter = { display: "taken_off" } as const;
  const first = await pledgesOf(owner, wanted({ filter }));
  expect(first).toMatchObject({ pledges: [], next: { at: null } });
  expect(first.lookedBackTo).toBeInstanceOf(Date);
  let after = first.next;
  let pages = 1;
  while (after) {
    const page: typeof first = await pledgesOf(owner, wanted({ filter, after }));
    after = page.next;
    pages += 1;
  }
  expect(pages).toBe(Math.floor((ROWS + 1) / WALK) + 1);
});
