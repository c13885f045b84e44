import { momentIn } from "#lib/campaigns/moments.ts";
import { placedOf } from "#lib/places/rules.ts";
import type { PledgeFilter, State } from "./filter.ts";
import type { Sought } from "./search.ts";

/** Where a page of the list begins: behind this pledge. `at` is milliseconds, where the list is in the order of a time. */
export type Cursor = { id: string; at: number | null };
export type Wanted = {
  editionId: string;
  timeZone: string;
  filter: PledgeFilter;
  sought: Sought | null;
  after: Cursor | null;
};
type Statement = { text: string; values: unknown[] };

export const PAGE = 50;
/**
 * How many pledges one page looks through at most for what no index finds (a stance, a state that most have). Beyond them the
 * page says how far it has come, and the reader goes on from there: so no filter can keep the database busy.
 */
export const WALK = 5_000;

const COLUMNS = [
  "id",
  "name_keys",
  "data_key",
  "email_sealed",
  "name_sealed",
  "email_domain",
  "country",
  "region",
  "county",
  "stance",
  "display",
  "minor",
  "evidence",
  "share",
  "team",
  "event",
  "import_id",
  "submitted_at",
  "held_at",
  "verified_at",
  "withdrawn_at",
  "invalidated_at",
  "invalidated_reason",
  "erased_at",
  "name_hidden_at",
];

/** A pledge's state, as `STATES` has it. */
export const STATE_SQL = `CASE WHEN p.erased_at IS NOT NULL THEN 'erased' WHEN p.invalidated_at IS NOT NULL THEN 'invalidated'
  WHEN p.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN p.held_at IS NOT NULL THEN 'held'
  WHEN p.verified_at IS NOT NULL THEN 'counted' ELSE 'waiting' END`;

/** By what an index finds the pledges of a state; whatever else it asks is asked of those that were found. */
const FOUND_BY = {
  erased: "p.erased_at IS NOT NULL",
  invalidated: "p.invalidated_at IS NOT NULL",
  withdrawn: "p.withdrawn_at IS NOT NULL",
  held: "p.held_at IS NOT NULL",
  counted: null,
  waiting: "p.verified_at IS NULL",
} as const satisfies Record<State, string | null>;

/**
 * How a name is looked for. Of the newest `WALK` pledges: there a common one fills a page at once. Or by the index of names, which
 * gives all that have it in no order: good for a rare one, and slow for a common one. Left to choose, the database cannot know
 * which it is, and reads everybody for a name that nobody has.
 */
export type NameBy = "walk" | "index";

/**
 * One page and one row more, the newest first. Conditions that have an index choose the pledges, in the order of the page; the
 * others are asked of at most `WALK` of these.
 */
export function pageStatement(wanted: Wanted, by: NameBy = "walk"): Statement {
  const { values, found, asked, order } = parts(wanted, by);
  const state = `${STATE_SQL} AS state`;
  const text =
    asked.length === 0
      ? `SELECT ${COLUMNS.map((name) => `p.${name}`).join(", ")}, ${state} FROM "Pledge" p
         WHERE ${found.join(" AND ")} ORDER BY ${order} LIMIT ${PAGE + 1}`
      : `SELECT p.*, ${state} FROM (
           SELECT ${COLUMNS.map((name) => `p.${name}`).join(", ")} FROM "Pledge" p
           WHERE ${found.join(" AND ")} ORDER BY ${order} LIMIT ${WALK}
         ) p WHERE ${asked.join(" AND ")} ORDER BY ${order} LIMIT ${PAGE + 1}`;
  return { text, values };
}

/** How far a page has come that found less than it could show; null where nothing was left out, so that it is the last. */
export function walkStatement(wanted: Wanted, by: NameBy = "walk"): Statement | null {
  const { values, found, asked, order, bound } = parts(wanted, by);
  if (asked.length === 0) return null;
  return {
    text: `SELECT p.id, p.submitted_at FROM "Pledge" p WHERE ${found.join(" AND ")}
      ORDER BY ${order} OFFSET ${WALK - 1} LIMIT 1`,
    values: values.slice(0, bound),
  };
}

type Value = (one: unknown) => string;
type Condition = (value: Value) => string;

function parts({ editionId, timeZone, filter, sought, after }: Wanted, by: NameBy) {
  const values: unknown[] = [];
  const value: Value = (one) => `$${values.push(one)}`;
  const found = [`p.edition_id = ${value(editionId)}`];
  const nameKeys = sought && "nameKeys" in sought ? sought.nameKeys : null;
  const hasName: Condition = (value) => `p.name_keys @> ${value(nameKeys)}::bytea[]`;

  // Of several that have an index the one before all others chooses: two that are common, and seldom come together, would let the
  // database walk through half of everybody for one page.
  const [chosen, ...others] = [
    ...(sought && "mailbox" in sought ? [(value: Value) => `p.mailbox_key = ${value(sought.mailbox)}`] : []),
    ...(nameKeys && by === "index" ? [hasName] : []),
    ...indexed(filter),
    ...(filter.state === "waiting" ? [waits] : []),
  ];
  if (chosen) found.push(chosen(value));
  // Those who wait are deleted after a month, so that only the index of their times has nobody else in it.
  const byTime = chosen === waits;
  // An id begins with the moment that it was made at (RFC 9562 §5.7): days are a range of the index that sorts the list.
  const first = filter.from && momentIn(filter.from, timeZone);
  const last = filter.until && momentIn(filter.until, timeZone, { endOfDay: true });
  if (first) found.push(`p.id >= ${value(idAt(first.getTime(), "0"))}`);
  if (last) found.push(`p.id <= ${value(idAt(last.getTime() + 999, "f"))}`);
  if (after && byTime && after.at !== null)
    found.push(
      `(p.submitted_at, p.id) < (${value(new Date(after.at))}::timestamptz, ${value(after.id)}::uuid)`,
    );
  else if (after) found.push(`p.id < ${value(after.id)}`);
  const bound = values.length;

  const asked = others.map((condition) => condition(value));
  if (nameKeys && by === "walk") asked.push(hasName(value));
  if (filter.state) asked.push(`${STATE_SQL} = ${value(filter.state)}`);
  // Most are from there, and most are known by their mailbox: no index has them.
  if (filter.place === "US") asked.push("p.country = 'US'");
  if (filter.evidence === "email") asked.push("p.evidence = 'email'");
  if (filter.stance) asked.push(`p.stance = ${value(filter.stance)}`);
  if (filter.display === "taken_off") asked.push("p.name_hidden_at IS NOT NULL");
  else if (filter.display) asked.push(`p.display = ${value(filter.display)}`);
  // In the order that no index has, none is walked through for its sake.
  const isFree = nameKeys !== null && by === "index";
  const order = byTime ? "p.submitted_at DESC, p.id DESC" : isFree ? "p.id::text DESC" : "p.id DESC";
  return { values, found, asked, bound, order };
}

const waits: Condition = () => FOUND_BY.waiting;

/** What of a filter has an index, the first what few pledges have as a rule. */
function indexed(filter: PledgeFilter): Condition[] {
  const conditions: Condition[] = [];
  const equal = (column: string, one: string | undefined) => {
    if (one) conditions.push((value) => `p.${column} = ${value(one)}`);
  };
  equal("import_id", filter.import);
  equal("event", filter.event);
  equal("team", filter.team);
  equal("ip_prefix", filter.prefix);
  const state = filter.state && filter.state !== "waiting" ? FOUND_BY[filter.state] : null;
  if (state) conditions.push(() => state);
  const { evidence, place } = filter;
  if (evidence && evidence !== "email")
    conditions.push((value) => `p.evidence = ${value(evidence)} AND p.evidence <> 'email'`);
  const placed = place && place !== "US" ? placedOf(place) : null;
  if (placed?.county) equal("county", place);
  equal("email_domain", filter.domain);
  if (placed?.region && !placed.county) equal("region", place);
  else if (placed && !placed.region)
    conditions.push((value) => `p.country = ${value(place)} AND p.country <> 'US'`);
  return conditions;
}

/** The first (`0`) or last (`f`) UUID of a millisecond. */
function idAt(ms: number, rest: "0" | "f"): string {
  const hex = ms.toString(16).padStart(12, "0") + rest.repeat(20);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
