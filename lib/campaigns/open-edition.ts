import type { PoolClient } from "pg";
import { uuidv7 } from "#lib/crypto.ts";
import { transaction } from "#lib/db.ts";
import { isGoal } from "./change-goal.ts";
import { isHouseholdLimit, isShownFrom } from "./edition-rules.ts";
import { isTimeZone, yearsOf } from "./moments.ts";

export type NewEdition = {
  year: number;
  opensAt: Date;
  closesAt: Date;
  goal: number;
  /** As in the newest edition where they are left out, and so is the pledge text in force. */
  timeZone?: string;
  shownFrom?: number;
  householdLimit?: number;
};
export type PastEdition = Omit<NewEdition, "goal" | "shownFrom" | "householdLimit"> & { goal: number | null };
export type EditionRefusal =
  | "campaign"
  | "goal"
  | "shown_from"
  | "household_limit"
  | "time_zone"
  | "hours"
  | "year"
  | "year_taken"
  | "overlap"
  | "closed"
  | "not_past";
type Opened = { ok: true; id: string } | { ok: false; reason: EditionRefusal };

/**
 * Opens a campaign's next edition. Campaign, pledge texts and teams belong to the campaign and so go along; the text in
 * force, the time zone and the limits are those of its newest edition unless given. Whatever stands in earlier editions
 * stays as it is. Refused: a year that it has, hours that overlap another edition's, that end before they begin or are over
 * at `now`, and a year that is neither that of its opening nor that of its closing. With `client` it is part of that
 * transaction.
 */
export async function openEdition(
  slug: string,
  wanted: NewEdition,
  now: Date,
  client?: PoolClient,
): Promise<Opened> {
  if (!isGoal(wanted.goal)) return { ok: false, reason: "goal" };
  if (wanted.closesAt <= now) return { ok: false, reason: "closed" };
  const insert = (within: PoolClient) => insertEdition(within, slug, wanted, now);
  return client ? insert(client) : transaction(insert);
}

/** Enters an edition from before the campaign was here, of which figures were reported. */
export async function recordPastEdition(slug: string, past: PastEdition, now: Date): Promise<Opened> {
  if (past.goal !== null && !isGoal(past.goal)) return { ok: false, reason: "goal" };
  if (past.closesAt > now) return { ok: false, reason: "not_past" };
  return transaction((client) => insertEdition(client, slug, past, now));
}

async function insertEdition(
  client: PoolClient,
  slug: string,
  { year, opensAt, closesAt, goal, timeZone, ...limits }: Omit<NewEdition, "goal"> & { goal: number | null },
  now: Date,
): Promise<Opened> {
  const { shownFrom = null, householdLimit = null } = limits;
  if (!(opensAt < closesAt)) return { ok: false, reason: "hours" };
  if (shownFrom !== null && !isShownFrom(shownFrom)) return { ok: false, reason: "shown_from" };
  if (householdLimit !== null && !isHouseholdLimit(householdLimit))
    return { ok: false, reason: "household_limit" };
  // Two that open at once take turns: what the second judges by is read after the first has ended.
  await client.query(`SELECT FROM "Campaign" WHERE slug = $1 FOR NO KEY UPDATE`, [slug]);
  const { rows: zones } = await client.query<{ timeZone: string }>(
    `SELECT e.time_zone AS "timeZone" FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id
     WHERE c.slug = $1 ORDER BY e.year DESC LIMIT 1`,
    [slug],
  );
  const [newest] = zones;
  if (!newest) return { ok: false, reason: "campaign" };
  const zone = timeZone ?? newest.timeZone;
  if (!isTimeZone(zone)) return { ok: false, reason: "time_zone" };
  if (!yearsOf([opensAt, closesAt], zone).includes(year)) return { ok: false, reason: "year" };

  const id = uuidv7(now);
  const { rows } = await client.query<{ isTaken: boolean; isInserted: boolean }>(
    `WITH newest AS (
       SELECT e.* FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id WHERE c.slug = $1 ORDER BY e.year DESC LIMIT 1
     ), judged AS (
       SELECT bool_or(e.year = $3) AS is_taken, bool_or(e.opens_at < $5 AND $4 < e.closes_at) AS is_crossed
       FROM "Edition" e JOIN newest n ON n.campaign_id = e.campaign_id
     ), inserted AS (
       INSERT INTO "Edition" (id, campaign_id, year, goal, opens_at, closes_at, time_zone, text_version, household_limit, shown_from, updated_at)
       SELECT $2::uuid, n.campaign_id, $3::int, $6::int, $4::timestamptz, $5::timestamptz, $7, n.text_version,
         coalesce($8::smallint, n.household_limit), coalesce($9::int, n.shown_from), now()
       FROM newest n JOIN judged j ON NOT j.is_taken AND NOT j.is_crossed RETURNING 1)
     SELECT is_taken AS "isTaken", EXISTS (SELECT FROM inserted) AS "isInserted" FROM judged`,
    [slug, id, year, opensAt, closesAt, goal, zone, householdLimit, shownFrom],
  );
  const [row] = rows;
  if (row?.isInserted) return { ok: true, id };
  return { ok: false, reason: row?.isTaken ? "year_taken" : "overlap" };
}
