import { uuidv7 } from "#lib/crypto.ts";
import { db, query } from "#lib/db.ts";
import { isGoal } from "./change-goal.ts";
import { yearsOf } from "./moments.ts";

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
 * at `now`, and a year that is neither that of its opening nor that of its closing.
 */
export async function openEdition(slug: string, wanted: NewEdition, now: Date): Promise<Opened> {
  if (!isGoal(wanted.goal)) return { ok: false, reason: "goal" };
  if (wanted.closesAt <= now) return { ok: false, reason: "closed" };
  return insertEdition(slug, wanted, now);
}

/** Enters an edition from before the campaign was here, of which figures were reported. */
export async function recordPastEdition(slug: string, past: PastEdition, now: Date): Promise<Opened> {
  if (past.goal !== null && !isGoal(past.goal)) return { ok: false, reason: "goal" };
  if (past.closesAt > now) return { ok: false, reason: "not_past" };
  return insertEdition(slug, past, now);
}

async function insertEdition(
  slug: string,
  { year, opensAt, closesAt, goal, timeZone, ...limits }: Omit<NewEdition, "goal"> & { goal: number | null },
  now: Date,
): Promise<Opened> {
  const { shownFrom = null, householdLimit = null } = limits;
  if (!(opensAt < closesAt)) return { ok: false, reason: "hours" };
  if (!isWithin(shownFrom, 0, 10_000)) return { ok: false, reason: "shown_from" };
  if (!isWithin(householdLimit, 1, 20)) return { ok: false, reason: "household_limit" };
  const [newest] = await query<{ timeZone: string }>(
    `SELECT e.time_zone AS "timeZone" FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id
     WHERE c.slug = $1 ORDER BY e.year DESC LIMIT 1`,
    [slug],
  );
  if (!newest) return { ok: false, reason: "campaign" };
  const zone = timeZone ?? newest.timeZone;
  if (!isTimeZone(zone)) return { ok: false, reason: "time_zone" };
  if (!yearsOf([opensAt, closesAt], zone).includes(year)) return { ok: false, reason: "year" };

  const id = uuidv7(now);
  const [row] = await db().$transaction(async (tx) => {
    // Two that open at once take turns: what the second judges by is read after the first has ended.
    await tx.$executeRaw`SELECT FROM "Campaign" WHERE slug = ${slug} FOR UPDATE`;
    return tx.$queryRaw<{ isTaken: boolean; isInserted: boolean }[]>`
      WITH newest AS (
        SELECT e.* FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id WHERE c.slug = ${slug} ORDER BY e.year DESC LIMIT 1
      ), judged AS (
        SELECT bool_or(e.year = ${year}) AS is_taken, bool_or(e.opens_at < ${closesAt} AND ${opensAt} < e.closes_at) AS is_crossed
        FROM "Edition" e JOIN newest n ON n.campaign_id = e.campaign_id
      ), inserted AS (
        INSERT INTO "Edition" (id, campaign_id, year, goal, opens_at, closes_at, time_zone, text_version, household_limit, shown_from, updated_at)
        SELECT ${id}::uuid, n.campaign_id, ${year}::int, ${goal}::int, ${opensAt}::timestamptz, ${closesAt}::timestamptz, ${zone}, n.text_version,
          coalesce(${householdLimit}::smallint, n.household_limit), coalesce(${shownFrom}::int, n.shown_from), now()
        FROM newest n JOIN judged j ON NOT j.is_taken AND NOT j.is_crossed RETURNING 1)
      SELECT is_taken AS "isTaken", EXISTS (SELECT FROM inserted) AS "isInserted" FROM judged`;
  });
  if (row?.isInserted) return { ok: true, id };
  return { ok: false, reason: row?.isTaken ? "year_taken" : "overlap" };
}

function isWithin(value: number | null, least: number, most: number): boolean {
  return value === null || (Number.isInteger(value) && value >= least && value <= most);
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
