import { unseal, unwrapDataKey } from "#lib/crypto.ts";
import { csvCell } from "#lib/csv.ts";
import { query, transaction } from "#lib/db.ts";
import { placedOf } from "#lib/places/rules.ts";
import type { PledgeFilter } from "./schema.ts";

/** Moments as ISO 8601 in UTC. */
const at = (column: string) => `to_char(p.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const yes = (condition: string) => `CASE WHEN ${condition} THEN 'yes' ELSE 'no' END`;
/** Codes as they were posted may begin with a hyphen, which a spreadsheet takes for a formula (lib/csv.ts). */
const code = (column: string) =>
  `CASE WHEN starts_with(p.${column}, '-') THEN '''' ELSE '' END || p.${column}`;

export const STATE = `CASE WHEN p.erased_at IS NOT NULL THEN 'erased' WHEN p.withdrawn_at IS NOT NULL THEN 'withdrawn'
  WHEN p.invalidated_at IS NOT NULL THEN 'invalidated' WHEN p.held_at IS NOT NULL THEN 'held'
  WHEN p.verified_at IS NOT NULL THEN 'counted' ELSE 'waiting' END`;

/** Whose name may leave the house: nobody's who is a minor, has withdrawn or was erased. */
const MAY_NAME = "NOT p.minor AND p.withdrawn_at IS NULL AND p.erased_at IS NULL";
/** Whose address: nobody's either whose mailbox wants nothing from us. */
const MAY_WRITE = `${MAY_NAME} AND NOT EXISTS (SELECT FROM "Suppression" s WHERE s.mailbox_key = p.mailbox_key)`;

/** What stands before name and address, and how the database writes it. */
const BEFORE = { id: "p.id", campaign: "$2::text", edition: "$3::int", state: STATE };
/** What stands behind them. None of it needs quotes: ids, codes, numbers and moments. */
const AFTER = {
  birth_year: `CASE WHEN $4::boolean AND ${MAY_NAME} THEN p.birth_year END`,
  minor: yes("p.minor"),
  country: "p.country",
  region: "p.region",
  county: "p.county",
  stance: "p.stance",
  evidence: "p.evidence",
  display: "p.display",
  name_hidden: yes("p.name_hidden_at IS NOT NULL"),
  lang: "p.lang",
  news: yes("p.news_at IS NOT NULL"),
  renew: yes("p.renew_at IS NOT NULL"),
  text_version: "p.text_version",
  agreed_at: at("agreed_at"),
  submitted_at: at("submitted_at"),
  verified_at: at("verified_at"),
  withdrawn_at: at("withdrawn_at"),
  invalidated_at: at("invalidated_at"),
  invalidated_reason: "p.invalidated_reason",
  erased_at: at("erased_at"),
  held_at: at("held_at"),
  share: code("share"),
  team: code("team"),
  event: code("event"),
  renews_id: "p.renews_id",
  import_id: "p.import_id",
};

/** The columns of the file, in their order: none is ever renamed or moved, others may follow (docs/exports.md). */
export const PLEDGE_COLUMNS = [...Object.keys(BEFORE), "name", "email", ...Object.keys(AFTER)];

/** The database writes all but what is sealed, on a core of its own: to read thirty columns of each row here took half the time. */
type Row = {
  id: string;
  before: string;
  after: string;
  dataKey: Buffer | null;
  nameSealed: Buffer | null;
  emailSealed: Buffer | null;
};

/** Rows that are held at once. */
const BATCH = 1_000;
/** For counting ahead (milliseconds): what takes longer is done without knowing how many there are. */
const COUNTING = 5_000;
const QUERY_CANCELED = "57014";

/** What the database has an index for. */
const RARE: Partial<Record<NonNullable<PledgeFilter["state"]>, string>> = {
  withdrawn: "p.withdrawn_at IS NOT NULL",
  invalidated: "p.invalidated_at IS NOT NULL",
  held: "p.held_at IS NOT NULL",
};

type Chunk = { text: string; rows: number };

/**
 * The pledges of an edition that a filter leaves, by the order of their ids, as lines of CSV. Each batch is read as it stands at
 * that moment: whoever is erased while the file is made is not in what comes after. The next batch is read while one is opened.
 */
export async function* pledgeLines(
  edition: { id: string; slug: string; year: number },
  filter: PledgeFilter,
): AsyncGenerator<Chunk> {
  let next = readBatch(edition, filter, null);
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) return;
    next = readBatch(edition, filter, last.id);
    // Whoever takes the lines may stop in between: nobody waits for this one then.
    next.catch(() => {});
    yield { text: rows.map(line).join(""), rows: rows.length };
  }
}

/** How many there are; null where counting them would take long. */
export async function countPledges(editionId: string, filter: PledgeFilter): Promise<number | null> {
  const { where, values } = conditions(editionId, filter, { given: [] });
  try {
    return await transaction(async (client) => {
      await client.query(`SET LOCAL statement_timeout = ${COUNTING}`);
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM "Pledge" p WHERE ${where}`,
        values,
      );
      return rows[0]?.n ?? null;
    });
  } catch (error) {
    if ((error as { code?: string }).code === QUERY_CANCELED) return null;
    throw error;
  }
}

/** One batch, by the index of edition and id. */
function readBatch(
  { id, slug, year }: { id: string; slug: string; year: number },
  filter: PledgeFilter,
  after: string | null,
): Promise<Row[]> {
  const given = [slug, year, filter.personal !== "none", filter.personal === "contact"];
  const { where, values } = conditions(id, filter, { given, after });
  return query<Row>(
    `SELECT p.id, ${joined(BEFORE)} AS before, ${joined(AFTER)} AS after,
       CASE WHEN $4 AND ${MAY_NAME} THEN p.data_key END AS "dataKey",
       CASE WHEN $4 AND ${MAY_NAME} THEN p.name_sealed END AS "nameSealed",
       CASE WHEN $5::boolean AND ${MAY_WRITE} THEN p.email_sealed END AS "emailSealed"
     FROM "Pledge" p WHERE ${where} ORDER BY p.id LIMIT ${BATCH}`,
    values,
  );
}

/** Columns as the part of a line that they are: nothing is an empty cell. */
function joined(columns: Record<string, string>): string {
  const cells = Object.values(columns).map((expression) => `(${expression})::text`);
  return `array_to_string(ARRAY[${cells.join(", ")}], ',', '')`;
}

/** What a filter asks of a pledge, as SQL and its values. */
function conditions(
  editionId: string,
  filter: PledgeFilter,
  { given, after = null }: { given: unknown[]; after?: string | null },
) {
  const parts = ["p.edition_id = $1"];
  const values: unknown[] = [editionId, ...given];
  const add = (part: (parameter: string) => string, value: unknown) => {
    values.push(value);
    parts.push(part(`$${values.length}`));
  };
  if (after) add((id) => `p.id > ${id}`, after);
  if (filter.state) add((state) => `${STATE} = ${state}`, filter.state);
  const rare = filter.state && RARE[filter.state];
  if (rare) parts.push(rare);
  if (filter.evidence) add((evidence) => `p.evidence = ${evidence}`, filter.evidence);
  const placed = filter.place ? placedOf(filter.place) : null;
  if (placed?.county) add((county) => `p.county = ${county}`, placed.county);
  else if (placed?.region) add((region) => `p.region = ${region}`, placed.region);
  else if (placed) add((country) => `p.country = ${country}`, placed.country);
  if (filter.news) parts.push(`p.news_at IS NOT NULL AND ${STATE} = 'counted' AND ${MAY_WRITE}`);
  return { where: parts.join(" AND "), values };
}

function line({ before, after, dataKey, nameSealed, emailSealed }: Row): string {
  let name = "";
  let email = "";
  if (dataKey) {
    const key = unwrapDataKey(dataKey);
    if (nameSealed) name = csvCell(unseal(key, nameSealed, "name").toString("utf8"));
    if (emailSealed) email = csvCell(unseal(key, emailSealed, "email").toString("utf8"));
  }
  return `${before},${name},${email},${after}\r\n`;
}
